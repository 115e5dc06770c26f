"""Every word that a Word file holds, shown or not, with the place where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile
from typing import Literal

from lxml.etree import _Element as Element

from kinward.press.folding import BARRIER
from kinward.press.word_package import W, WordPackage, parsed

Kind = Literal["shown", "hidden", "deleted", "comment", "field", "property", "attribute", "name"]
Pieces = list[tuple[Kind, str]]

# What a reader of the paper sees, by content type.
PAGES = ("main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
_SPOKEN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_TEXT = f"{W}t"
_SYMBOL = f"{W}sym"
_FIELDS = (f"{W}instrText", f"{W}delInstrText")
_DELETED = (f"{W}del", f"{W}moveFrom")
_LEAVES = (_TEXT, _SYMBOL, f"{W}delText", *_FIELDS, *_SPOKEN)
# Large parts that are the same in every letter of a template; they are read once.
_NEVER_FILLED = {
    f"word/{name}.xml"
    for name in ("styles", "stylesWithEffects", "numbering", "fontTable", "theme/theme1")
}
_OFF = ("0", "false", "off", "none")
# Attributes that people write; a number in any other attribute is layout.
_WRITTEN = {"descr", "title", "name", "author", "initials", "instr", "Target", "alt", "tooltip"}
# What Word writes for "no border"; a name would be written with a capital.
_NO_BORDER = ("val", "nil")
_LAYOUT_NUMBER = re.compile(r"[-+]?[\d.,%]{1,8}|[0-9A-Fa-f]{8}")
TINY_HALF_POINTS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of text: a paragraph's words, a property, an attribute, a part's name."""

    part: str
    paragraph: int | None
    kind: Kind
    text: str

    @property
    def where(self) -> str:
        """The place in words, without any of the text."""
        if self.paragraph is not None:
            return f"{self.part} paragraph {self.paragraph}"
        return self.part


def passages_of(package: WordPackage) -> Iterator[Passage]:
    """Yield all text of the file: pages, notes, comments, properties, attributes, part names."""
    pages = {name for kind in PAGES for name in package.named(kind)}
    unseen = _unseen_styles(package)
    for position, name in enumerate(package.parts):
        yield Passage(f"part {position}", None, "name", name)
    for name in package.xml_parts():
        root = package.root(name)
        for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
            pieces = pieces_of(paragraph, unseen)
            if name not in pages:
                pieces = [("comment", text) for _, text in pieces]
            yield from _paragraph_passages(name, number, pieces)
        if name in _NEVER_FILLED:
            yield from _unfilled_text(name, package.parts[name])
        else:
            yield from _other_text(name, root)


def shown_text(paragraph: Element) -> str:
    """Return the words of one paragraph as they stand on the page."""
    return "".join(text for kind, text in pieces_of(paragraph, frozenset()) if kind == "shown")


def pieces_of(paragraph: Element, unseen_styles: frozenset[str]) -> Pieces:
    """Return the paragraph's own words in order; a paragraph inside it speaks for itself."""
    pieces: Pieces = []
    for leaf in paragraph.iter(*_LEAVES):
        above = list(takewhile(lambda element: element is not paragraph, leaf.iterancestors()))
        if all(element.tag != f"{W}p" for element in above):
            pieces.append((_kind(leaf, [*above, paragraph], unseen_styles), _words(leaf)))
    return pieces


def _paragraph_passages(part: str, number: int, pieces: Pieces) -> Iterator[Passage]:
    kinds = list(dict.fromkeys(kind for kind, _ in pieces))
    for kind in kinds:
        text = "".join(text for piece, text in pieces if piece == kind)
        if text:
            yield Passage(part, number, kind, text)
    if len(kinds) > 1:  # a word half shown and half hidden can still be read
        yield Passage(part, number, "attribute", "".join(text for _, text in pieces))


def _words(leaf: Element) -> str:
    if leaf.tag == _SYMBOL:
        code = leaf.get(f"{W}char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else ""
    return _SPOKEN.get(str(leaf.tag)) or leaf.text or ""


def _kind(leaf: Element, above: list[Element], unseen_styles: frozenset[str]) -> Kind:
    if leaf.tag in _FIELDS:
        return "field"
    if leaf.tag == f"{W}delText" or any(element.tag in _DELETED for element in above):
        return "deleted"
    if any(_is_unseen(element, unseen_styles) for element in above):
        return "hidden"
    return "shown"


def _is_unseen(element: Element, unseen_styles: frozenset[str]) -> bool:
    """Say whether a run or paragraph, or its style, hides its words or makes them tiny."""
    properties = element.find(f"{W}rPr") if element.tag == f"{W}r" else element.find(f"{W}pPr")
    if properties is None:
        return False
    style = properties.find(f"{W}rStyle" if element.tag == f"{W}r" else f"{W}pStyle")
    if style is not None and style.get(f"{W}val") in unseen_styles:
        return True
    return element.tag == f"{W}r" and _hides(properties)


def _hides(properties: Element) -> bool:
    for name in ("vanish", "specVanish", "webHidden"):
        mark = properties.find(f"{W}{name}")
        if mark is not None and str(mark.get(f"{W}val", "1")) not in _OFF:
            return True
    size = properties.find(f"{W}sz")
    half_points = "" if size is None else str(size.get(f"{W}val", ""))
    return half_points.isdigit() and int(half_points) <= TINY_HALF_POINTS


def _unseen_styles(package: WordPackage) -> frozenset[str]:
    unseen = set()
    for part in package.named("styles+xml"):
        for style in package.root(part).iter(f"{W}style"):
            properties = style.find(f"{W}rPr")
            if properties is not None and _hides(properties):
                unseen.add(str(style.get(f"{W}styleId")))
    return frozenset(unseen)


@lru_cache(maxsize=64)
def _unfilled_text(part: str, data: bytes) -> tuple[Passage, ...]:
    return tuple(_other_text(part, parsed(part, data)))


def _other_text(part: str, root: Element) -> Iterator[Passage]:
    """Yield what is written outside paragraphs: properties, alternative texts, charts, links."""
    texts: dict[str, None] = {}
    pairs: dict[tuple[str, str], None] = {}  # a style sheet repeats the same few
    for element in chain(root.iter(), root.itersiblings(), root.itersiblings(preceding=True)):
        if element.tag not in _LEAVES and (element.text or "").strip():
            texts[element.text or ""] = None
        pairs.update(((str(name), str(value)), None) for name, value in element.attrib.items())
    attributes = dict.fromkeys(value for name, value in pairs if _is_written(name, value))
    yield Passage(part, None, "property", BARRIER.join(texts))
    yield Passage(part, None, "attribute", BARRIER.join(attributes))
    if root.find(f".//{W}p") is None:  # a chart splits its words over runs
        yield Passage(part, None, "property", "".join(texts))


def _is_written(name: str, value: str) -> bool:
    """Say whether an attribute can hold words; sizes and revision numbers cannot."""
    local = name.rpartition("}")[2]
    if (local, value) == _NO_BORDER:
        return False
    return local in _WRITTEN or not _LAYOUT_NUMBER.fullmatch(value)
