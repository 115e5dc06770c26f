"""A paragraph as translators see it.

`We write about <1>{child_full_name}</1>, a child born on {child_born_on}.`
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kinward.wording.paragraph import FIRST_KEPT, LAST_KEPT, FlatParagraph, Kept
from kinward.wording.wml import Element

_QUOTED = r"\"[^\"]*\"|'[^']*'"
_JINJA = re.compile(rf"\{{\{{(?:{_QUOTED}|(?!\}}\}}).)*\}}\}}|\{{%.*?%\}}|\{{#.*?#\}}", re.DOTALL)
_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
PLURAL_BAR = "{#|#}"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
TAG = re.compile(r"<(/?)(\d+)>")

Kind = Literal["text", "value", "statement", "comment", "kept"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph of one kind and one formatting."""

    kind: Kind
    text: str
    format: bytes


@dataclass(frozen=True, slots=True)
class Sentence:
    """The translatable text of a paragraph, and how to make a paragraph of it again."""

    text: str
    """With placeholders and tags, stripped; plural halves still parted by `{#|#}`."""
    lead: str
    trail: str
    placeholders: Mapping[str, str]
    """Name -> Jinja expression."""
    kept: Mapping[str, Kept]
    formats: Mapping[int, Element | None]
    base: Element | None


def segments(paragraph: FlatParagraph) -> tuple[Segment, ...]:
    """Cut a paragraph into text, values, statements and comments."""
    found: list[Segment] = []
    position = 0
    for jinja in _JINJA.finditer(paragraph.text):
        found += _plain(paragraph, position, jinja.start())
        kind: Kind = {"{": "value", "%": "statement", "#": "comment"}[jinja[0][1]]  # type: ignore[assignment] # a closed set by the pattern
        found.append(Segment(kind, jinja[0], paragraph.formats[jinja.start()]))
        position = jinja.end()
    return (*found, *_plain(paragraph, position, len(paragraph.text)))


def _plain(paragraph: FlatParagraph, start: int, end: int) -> Iterator[Segment]:
    for position in range(start, end):
        character = paragraph.text[position]
        kind: Kind = "kept" if FIRST_KEPT <= character <= LAST_KEPT else "text"
        yield Segment(kind, character, paragraph.formats[position])


def sentence(paragraph: FlatParagraph, pieces: tuple[Segment, ...]) -> Sentence:
    """Return the sentence of the pieces that remain after markers and remarks are taken off."""
    base = _base_format(pieces)
    writing = _Writing(paragraph, base)
    for piece in pieces:
        writing.take(piece)
    writing.switch(base)
    text = writing.text
    body = text.strip()
    return Sentence(
        body,
        text[: len(text) - len(text.lstrip())],
        text[len(text.rstrip()) :] if body else "",
        writing.placeholders,
        writing.kept,
        {number: paragraph.run_properties[key] for key, number in writing.numbers.items()},
        paragraph.run_properties.get(base),
    )


def _base_format(pieces: tuple[Segment, ...]) -> bytes:
    """Return the formatting of most characters: what no tag is needed for."""
    counted = Counter(p.format for p in pieces if p.kind == "text" and not p.text.isspace())
    counted = counted or Counter(p.format for p in pieces if p.kind in ("value", "kept"))
    return counted.most_common(1)[0][0] if counted else b""


def expression_of(value: str) -> str:
    """Return the Jinja expression inside `{{ … }}`, with Word's typographic quotes made plain."""
    inner = value[2:-2].strip().removeprefix("-").removesuffix("-")
    return " ".join(inner.translate(_TYPOGRAPHIC).split())


def placeholder_name(expression: str) -> str:
    """Return a translator's name for a value: `child.born_on|longdate` is `child_born_on`."""
    bare = expression.partition("|")[0]
    return re.sub(r"\W+", "_", bare).strip("_").lower() or "value"


@dataclass(slots=True)
class _Writing:
    """The state of writing one sentence: names and tag numbers given so far."""

    paragraph: FlatParagraph
    base: bytes
    text: str = ""
    placeholders: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    numbers: dict[bytes, int] = field(default_factory=dict)
    current: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.current = self.base

    def switch(self, wanted: bytes) -> None:
        if wanted == self.current:
            return
        if self.current != self.base:
            self.text += f"</{self.numbers[self.current]}>"
        if wanted != self.base:
            number = self.numbers.setdefault(wanted, len(self.numbers) + 1)
            self.text += f"<{number}>"
        self.current = wanted

    def take(self, piece: Segment) -> None:
        if piece.kind == "comment":
            self._take_comment(piece.text)
            return
        self.switch(piece.format)
        if piece.kind == "value":
            self.text += f"{{{self._name_for(expression_of(piece.text))}}}"
        elif piece.kind == "kept":
            self.text += f"{{{self._keep(self.paragraph.kept[piece.text])}}}"
        else:
            self.text += piece.text

    def _take_comment(self, comment: str) -> None:
        if comment == PLURAL_BAR:  # formatting never runs across the bar
            self.switch(self.base)
            self.text += comment

    def _name_for(self, expression: str) -> str:
        wanted = name = placeholder_name(expression)
        count = 2
        while name in self.kept or self.placeholders.get(name, expression) != expression:
            name, count = f"{wanted}_{count}", count + 1
        self.placeholders[name] = expression
        return name

    def _keep(self, kept: Kept) -> str:
        name, count = kept.name, 2
        while name in self.kept or name in self.placeholders:
            name, count = f"{kept.name}_{count}", count + 1
        self.kept[name] = kept
        return name
