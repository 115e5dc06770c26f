"""What a letter never needs and must not carry: code, links, objects, history, live fields."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from lxml.etree import _Element as Element

from kinward.press.word_package import W, WordPackage
from kinward.press.word_text import Passage

What = Literal[
    "macro", "external_link", "embedded_object", "included_file", "live_field", "tracked_change",
    "comment", "data_binding", "hidden_text", "merge_field",
]  # fmt: skip

# Fields that count pages or point inside the letter; all others fetch, ask, run or change by day.
SAFE_FIELDS = (
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "SEQ",
    "TOC", "TC", "=", "IF",
)  # fmt: skip
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange")
_TRACKED_TAGS = {f"{W}{name}" for name in (*_TRACKED, "sectPrChange", "tcPrChange", "trPrChange")}
_TAGS: dict[str, What] = {
    f"{W}altChunk": "included_file",
    f"{W}subDoc": "included_file",
    f"{W}object": "embedded_object",
    f"{W}control": "embedded_object",
    f"{W}commentReference": "comment",
    f"{W}dataBinding": "data_binding",
    **dict.fromkeys(_TRACKED_TAGS, "tracked_change"),
}
_RELATIONSHIP_ENDS: dict[str, What] = {
    "/oleObject": "embedded_object",
    "/package": "embedded_object",
    "/control": "embedded_object",
    "/aFChunk": "included_file",
    "/subDocument": "included_file",
    "/vbaProject": "macro",
    "/attachedTemplate": "external_link",
}
_MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|activeX", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Danger:
    """One thing that must go, and where it stands."""

    what: What
    part: str
    paragraph: int | None = None


def dangers_in(package: WordPackage, passages: Iterable[Passage]) -> Iterator[Danger]:
    """Yield everything dangerous in a Word file, once for each place; `passages` is its text."""
    seen = set()
    for danger in chain(
        _of_parts(package), _of_links(package), _of_elements(package), _of_text(package, passages)
    ):
        if danger not in seen:
            seen.add(danger)
            yield danger


def _of_parts(package: WordPackage) -> Iterator[Danger]:
    declared = package.parts["[Content_Types].xml"].decode("utf-8", "replace")
    if _MACRO_TYPES.search(declared):
        yield Danger("macro", "[Content_Types].xml")
    for position, name in enumerate(package.parts):
        if re.search(r"vbaProject|vbaData|activeX", name, re.IGNORECASE):
            yield Danger("macro", f"part {position}")
        elif "/embeddings/" in name:
            yield Danger("embedded_object", f"part {position}")


def _of_links(package: WordPackage) -> Iterator[Danger]:
    for part, row in package.relationships():
        kind, target = str(row.get("Type", "")), str(row.get("Target", ""))
        if row.get("TargetMode") == "External" or re.match(r"[a-z]+:|\\\\|//", target, re.I):
            yield Danger("external_link", part)
        for end, what in _RELATIONSHIP_ENDS.items():
            if kind.endswith(end):
                yield Danger(what, part)


def _of_elements(package: WordPackage) -> Iterator[Danger]:
    for part in package.xml_parts():
        number = 0
        for element in package.root(part).iter(f"{W}p", *_TAGS):
            number += element.tag == f"{W}p"
            what = _TAGS.get(str(element.tag))
            if what:
                yield Danger(what, part, number or None)
    for part in package.named("comments+xml"):
        if package.root(part).find(f"{W}comment") is not None:
            yield Danger("comment", part)


def _of_text(package: WordPackage, passages: Iterable[Passage]) -> Iterator[Danger]:
    for passage in passages:
        if passage.kind == "hidden" and passage.text.strip():
            yield Danger("hidden_text", passage.part, passage.paragraph)
        elif passage.kind == "field":
            what = _of_field(passage.text)
            if what:
                yield Danger(what, passage.part, passage.paragraph)
    for part in package.xml_parts():
        for number, field in _simple_fields(package.root(part)):
            what = _of_field(str(field.get(f"{W}instr", "")))
            if what:
                yield Danger(what, part, number)


def _simple_fields(root: Element) -> Iterator[tuple[int, Element]]:
    number = 0
    for element in root.iter(f"{W}p", f"{W}fldSimple"):
        number += element.tag == f"{W}p"
        if element.tag == f"{W}fldSimple":
            yield number, element


def _of_field(instruction: str) -> What | None:
    name = (instruction.split() or [""])[0].upper().replace("\\*", "")
    if name == "MERGEFIELD":
        return "merge_field"
    if not name or name in SAFE_FIELDS or (name == "HYPERLINK" and r"\l" in instruction):
        return None
    return "live_field"
