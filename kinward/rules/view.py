"""What one letter may say: the facts of its sheet that its reader may see, and what is left out.

The letter is written from this view and from nothing else: a value that is not in the sheet, or
that the reader may not see, is not there to be printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kinward.rules.disclosure import Reader, Verdict
from kinward.rules.facts import Fact
from schemas.case import Authorization
from schemas.document import Field_

Plain = None | bool | int | str | date | datetime | list["Plain"] | dict[str, "Plain"]
Tree = Mapping[str, object]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A category that was left out, and the rule that left it out; never the value."""

    category: str
    rule: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A value that the finished paper must show."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A required item that is missing or withheld, and stops the paper.

    `category` is what no reader of its class may see, whatever the case; None where naming it
    could disclose a protection.
    """

    code: str
    item: str
    value: str
    category: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The values of one letter, with what was withheld, promised, missing and enclosed."""

    values: dict[str, Plain]
    withheld: tuple[Withheld, ...]
    promises: tuple[Promise, ...]
    gaps: tuple[Gap, ...]
    enclosures: tuple[str, ...]
    rests_on: tuple[Authorization, ...]


@dataclass(slots=True)
class _Draft:
    values: dict[str, Plain] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    enclosures: list[str] = field(default_factory=list)
    rests_on: list[Authorization] = field(default_factory=list)


def view(
    tree: Tree, fields: tuple[Field_, ...], reader: Reader, left_out: tuple[Field_, ...] = ()
) -> View:
    """Return what a reader may see of a fact tree, item by item of the sheet.

    `fields` are the items whose condition holds; those `left_out` are there as nothing.
    """
    draft = _Draft()
    for item in left_out:
        _name_only(draft, tree, item)
    for item in fields:
        _name_only(draft, tree, item)
        _add(draft, tree, item, reader)
    return View(
        values={name: _without_husks(value) for name, value in draft.values.items()},
        withheld=tuple(dict.fromkeys(draft.withheld)),
        promises=tuple(dict.fromkeys(draft.promises)),
        gaps=tuple(draft.gaps),
        enclosures=tuple(dict.fromkeys(draft.enclosures)),
        rests_on=tuple(dict.fromkeys(draft.rests_on)),
    )


def _add(draft: _Draft, tree: Tree, item: Field_, reader: Reader) -> None:
    if item.if_absent == "enclosure":
        draft.enclosures.append(item.enclosure or item.field)
    refused: list[Verdict] = []
    shown: dict[object, list[bool]] = {}
    for name in item.values:
        for path, fact in leaves(tree, name):
            verdict = reader.may_see(item.category, fact.about)
            there = fact.value is not None and fact.value != ""
            if there and not verdict.allowed:
                refused.append(verdict)
                draft.withheld.append(Withheld(item.category, verdict.rule))
            allowed = there and verdict.allowed
            _put(draft.values, path, fact.value if allowed else None)
            if allowed:
                draft.rests_on += verdict.rests_on
                draft.promises += _promised(path, fact)
            # The rows of a list are looked at one by one: every child needs its own.
            row = path[1] if len(path) > 1 and isinstance(path[1], int) else None
            shown.setdefault(row, []).append(allowed)
    draft.gaps += _gap(item, refused, shown)


def _name_only(draft: _Draft, tree: Tree, item: Field_) -> None:
    """Make every name of an item known to the letter, with nothing behind it yet."""
    for name in item.values:
        root = name.split(".")[0]
        draft.values.setdefault(root.removesuffix("[]"), [] if root.endswith("[]") else None)
        for path, _ in leaves(tree, name):
            _put(draft.values, path, None)


def _gap(item: Field_, refused: list[Verdict], shown: dict[object, list[bool]]) -> Iterator[Gap]:
    """Yield what stops the paper: a required item withheld, or one that stops when absent."""
    if item.requirement == "optional" or not item.values:
        return
    enough = any if item.any_of else all
    complete = all(enough(row) for row in shown.values())
    if refused and item.requirement == "required" and not (item.any_of and complete):
        missing = any(verdict.missing_authorization for verdict in refused)
        code = "authorization_missing" if missing else "withheld"
        telling = any(verdict.condition_unmet for verdict in refused)
        yield Gap(code, item.field, item.values[0], None if telling else item.category)
    elif item.if_absent == "stop" and not (shown and complete):
        yield Gap("fact_missing", item.field, item.values[0])


def _promised(path: Path, fact: Fact) -> Iterator[Promise]:
    """Yield what the finished paper must show of an item: texts, and days as ISO."""
    name = ".".join(str(step) for step in path)
    if isinstance(fact.value, datetime):
        yield Promise(name, fact.value.date().isoformat())
    elif isinstance(fact.value, date):
        yield Promise(name, fact.value.isoformat())
    elif isinstance(fact.value, str) and not fact.coded:
        yield Promise(name, fact.value)


def leaves(tree: Tree, name: str) -> Iterator[tuple[Path, Fact]]:
    """Yield the facts that a dotted name with `[]` stands for, each with its place."""
    yield from _leaves(tree, name.replace("[]", ".[]").split("."), ())


def _leaves(node: object, steps: list[str], path: Path) -> Iterator[tuple[Path, Fact]]:
    if node is None:
        return
    if not steps:
        if isinstance(node, Fact):
            yield path, node
        return
    step, rest = steps[0], steps[1:]
    if step == "[]" and isinstance(node, list | tuple):
        for i, inner in enumerate(node):
            yield from _leaves(inner, rest, (*path, i))
    elif isinstance(node, Mapping):
        yield from _leaves(node[step], rest, (*path, step))


def _put(values: dict[str, Plain], path: Path, value: Plain) -> None:
    node: dict[str, Plain] | list[Plain] = values
    for step, following in zip(path, (*path[1:], None), strict=True):
        empty: Plain = [] if isinstance(following, int) else {}
        new = value if following is None else empty
        if isinstance(node, list) and isinstance(step, int):
            while len(node) <= step:
                node.append(None)
            if node[step] is None:
                node[step] = new
            inner = node[step]
        elif isinstance(node, dict) and isinstance(step, str):
            if node.get(step) is None:
                node[step] = new
            inner = node[step]
        else:
            raise TypeError(f"the sheet names {path} in two shapes")
        if isinstance(inner, dict | list):
            node = inner


def _without_husks(value: Plain) -> Plain:
    """Return a value without groups and rows of which nothing is left to print."""
    if isinstance(value, list):
        kept: list[Plain] = []
        for item in value:
            inner = _without_husks(item)
            if inner is not None:
                kept.append(inner)
        return kept
    if isinstance(value, dict):
        group = {name: _without_husks(item) for name, item in value.items()}
        return group if any(item not in (None, []) for item in group.values()) else None
    return value
