"""Strict YAML 1.2 core: plain data with line numbers, and nothing that surprises.

`on`, `off`, `yes` and `no` are strings (Norway is a country); dates, times, digits with a leading
zero and numbers with `_` stay strings until a model parses them. Aliases, tags, merge keys and
duplicate keys are refused. ruamel's own resolver still makes dates and drops leading zeros, so
values are resolved here from its events.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from schemas.problem import Problem

Path = tuple[str | int, ...]
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

MAX_BYTES = 2_000_000
MAX_LEVELS = 40
MAX_NODES = 100_000

_NULL = re.compile(r"(null|Null|NULL|~|)")
_TRUE = re.compile(r"(true|True|TRUE)")
_FALSE = re.compile(r"(false|False|FALSE)")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(
    r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?|[-+]?[1-9][0-9]*[eE][-+]?[0-9]+"
)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: plain data, the line of each path, and the faults of its form."""

    name: str
    data: Plain
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest one above it that stands in the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def without_problems(self) -> "Document":
        """Return the same document as if its form had no fault, to look for further ones."""
        return replace(self, problems=())

    def where(self, path: Path) -> str:
        """Return `file:line` for a path."""
        return f"{self.name}:{self.line(path)}"


class _Fault(Exception):
    def __init__(self, code: str, message: str, remedy: str, line: int) -> None:
        super().__init__(code)
        self.problem = (code, message, remedy, line)


def resolved(text: str) -> Plain:
    """Return the value of a plain scalar under YAML 1.2's core schema, without surprises."""
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


class _Builder:
    """Builds plain data from events, counting lines, levels and nodes."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.events = events
        self.lines: dict[Path, int] = {}
        self.nodes = 0
        self.duplicates: list[tuple[str, int]] = []

    def value(self, event: Event, path: Path) -> Plain:
        self._count(event, path)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        raise _Fault(
            "alias", "an alias (`*name`) is not read here", "Write the value out.", _line(event)
        )

    def _count(self, event: Event, path: Path) -> None:
        self.nodes += 1
        self.lines[path] = _line(event)
        if self.nodes > MAX_NODES:
            raise _Fault(
                "too_many_values", f"more than {MAX_NODES} values", "Split the file.", _line(event)
            )
        if len(path) > MAX_LEVELS:
            raise _Fault(
                "too_deep", f"more than {MAX_LEVELS} levels", "Flatten the file.", _line(event)
            )
        if not isinstance(event, AliasEvent) and _odd(event):
            raise _Fault(
                "tag",
                "a tag (`!x`) or anchor (`&x`) is not read here",
                "Leave it out.",
                _line(event),
            )

    def _scalar(self, event: ScalarEvent) -> Plain:
        return resolved(event.value) if event.style in {None, ""} else _characters(event)

    def _sequence(self, path: Path) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._key(event)
            if key in found:
                self.duplicates.append((key, _line(event)))
            held = self.lines.get((*path, key))
            value = self.value(next(self.events), (*path, key))
            self.lines[*path, key] = held if held is not None else _line(event)
            found.setdefault(key, value)
        return found

    def _key(self, event: Event) -> str:
        if not isinstance(event, ScalarEvent) or _odd(event):
            raise _Fault(
                "key", "a key that is not a plain word", "Use a plain word as key.", _line(event)
            )
        if event.value == "<<" and not event.style:
            raise _Fault(
                "merge_key",
                "a merge key (`<<`) is not read here",
                "Write the values out.",
                _line(event),
            )
        return _characters(event)


def _characters(event: ScalarEvent) -> str:
    """Return a scalar's text; JSON writes a rare character as a pair of halves, joined here."""
    try:
        return str(event.value).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise _Fault(
            "not_text",
            "an escape (`\\uD...`) that is half a character",
            "Write the character itself.",
            _line(event),
        ) from None


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _odd(event: Event) -> bool:
    anchor = getattr(event, "anchor", None)
    tag = getattr(event, "tag", None) or getattr(event, "ctag", None)
    return bool(anchor) or bool(tag and str(tag) not in {"None", ""})


def _decoded(text: bytes) -> str:
    if len(text) > MAX_BYTES:
        raise _Fault("too_large", f"more than {MAX_BYTES:,} bytes", "Split the file.", 1)
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text[: error.start].count(b"\n") + 1
        raise _Fault("not_utf8", "the file is not UTF-8 text", "Save it as UTF-8.", line) from None


def _built(text: str) -> tuple[Plain, _Builder]:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    builder = _Builder(iter(reader.parse(text)))
    data: Plain = None
    started = False
    for event in builder.events:
        if isinstance(event, DocumentStartEvent):
            if started:
                raise _Fault(
                    "two_documents",
                    "a second `---` document",
                    "One file, one document.",
                    _line(event),
                )
            started = True
            first = next(builder.events)
            data = builder.value(first, ())
    if data is None:
        raise _Fault("empty", "the file holds nothing", "Start from a case in examples/.", 1)
    return data, builder


def read(text: bytes, name: str) -> Document:
    """Return what a YAML or JSON file says, with the faults of its form; never raises on input."""
    try:
        decoded = _decoded(text)
        data, builder = _built(decoded)
    except _Fault as fault:
        code, message, remedy, line = fault.problem
        return Document(name, None, problems=(Problem(code, message, remedy, f"{name}:{line}"),))
    except (YAMLError, ValueError, OverflowError) as error:
        # ruamel raises the last two for an escape beyond the last character, `\\UFFFFFFFF`.
        return Document(name, None, problems=(_not_yaml(error, name),))
    return Document(name, data, builder.lines, tuple(_duplicate(builder, name)))


def _not_yaml(error: Exception, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = int(mark.line) + 1 if mark is not None else 1
    # ruamel's own words may quote the file; only the place is told.
    return Problem(
        "not_yaml",
        "this is not YAML: the form breaks here (often a tab, a missing colon or quote)",
        "Compare the line and the one above with a case in examples/.",
        f"{name}:{line}",
    )


def _duplicate(builder: _Builder, name: str) -> Iterator[Problem]:
    for _key, line in builder.duplicates:
        yield Problem(
            "duplicate_key",
            "the same field stands here a second time",
            "Keep one of the two.",
            f"{name}:{line}",
        )
