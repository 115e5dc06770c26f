"""The tags of a Word template, as they stand in its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import _Element as Element

from kinward.press.word_package import W, WordPackage
from kinward.press.word_text import pieces_of

# The parts that docxtpl and letters.py fill, and what an admin calls them.
FILLED = {
    "main+xml": "body",
    "header+xml": "header",
    "footer+xml": "footer",
    "footnotes+xml": "footnotes",
    "endnotes+xml": "endnotes",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# A tag longer than this is no tag; without a limit, unclosed braces would be read for ever.
_TAG = re.compile(
    r"\{\{(?P<print>.{0,400}?)\}\}|\{%(?P<logic>.{0,400}?)%\}|\{#(?P<comment>.{0,400}?)#\}",
    re.DOTALL,
)
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})
_OPENERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ENDS = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a template: where it stands, its words, and its XML."""

    part: str
    label: str
    number: int
    text: str
    element: Element = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `word` is its first word (`if`, `endfor`), `body` what follows it.

    `reach` is what docxtpl drops around it: a paragraph (`p`), a row (`tr`), or nothing.
    """

    kind: Literal["print", "logic", "comment"]
    source: str
    reach: str
    word: str
    body: str


def paragraphs_of(package: WordPackage) -> Iterator[Paragraph]:
    """Yield the paragraphs of every part that is filled, in order."""
    for kind, label in FILLED.items():
        for part in package.named(kind):
            seen: set[str] = set()
            for number, element in enumerate(package.root(part).iter(f"{W}p"), start=1):
                pieces = pieces_of(element, frozenset())
                text = "".join(words for what, words in pieces if what in ("shown", "hidden"))
                if text in seen and next(element.iterancestors(_FALLBACK), None) is not None:
                    continue  # the same text box once more, for old versions of Word
                seen.add(text)
                yield Paragraph(part, label, number, text, element)


def tags_in(text: str) -> list[Tag]:
    """Return the tags of one paragraph, with Word's quotes and fixed spaces made plain."""
    return [_tag(match) for match in _TAG.finditer(text)]


def without_tags(text: str) -> str:
    """Return the words of a paragraph around its tags."""
    return _TAG.sub("", text)


def loose_ends(text: str) -> list[str]:
    """Return the brackets of tags that do not open and close in this paragraph."""
    return _ENDS.findall(without_tags(text))


def closes(opener: str, text: str) -> bool:
    """Say whether `text` closes a tag that an earlier paragraph opened."""
    ends = loose_ends(text)
    return bool(ends) and ends[0] == _OPENERS.get(opener)


def message_of(text: str) -> str | None:
    """Return what a translator sees of a paragraph, or None when there is nothing to translate."""
    if any(tag.kind == "comment" and tag.word == "notr" for tag in tags_in(text)):
        return None
    words = without_tags(text).strip()
    return text if any(letter.isalpha() for letter in words) else None


def _tag(match: re.Match[str]) -> Tag:
    kind: Literal["print", "logic", "comment"] = match.lastgroup  # type: ignore[assignment]  # one of the three groups
    inside = (match.group(kind) or "").translate(_CURLY)
    reach = re.match(r"(?:p|tr|tc|r)(?=\s)", inside)
    reached = reach.group() if reach and kind != "comment" else ""
    rest = inside[len(reached) :].strip()
    if kind == "print":
        return Tag(kind, match.group(), reached, "", rest)
    word, _, body = rest.partition(" ")
    return Tag(kind, match.group(), reached, word, body.strip())
