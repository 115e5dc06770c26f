"""The line on every page of a translation: a draft, or that the English controls."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import docx
from docx.document import Document
from docx.section import Section, _Footer, _Header
from docx.shared import Length, Twips

from kinward.wording.direction import mark_paragraph, mark_run
from kinward.wording.locales import ENGLISH, WrittenLocale
from kinward.wording.status import EffectiveStatus
from kinward.wording.wml import (
    Element,
    new_paragraph,
    new_run,
    properties,
    repacked,
    set_property,
    text_node,
)

Place = Literal["header", "footer"]
_LINE_TWIPS = 200
"""The height of a line, fixed so that the page can make room for it."""
_GAP_TWIPS = 160
"""What keeps the banner off the letterhead or the running head."""
_NAMES = {
    ("header", "other"): "header",
    ("header", "first"): "first_page_header",
    ("header", "even"): "even_page_header",
    ("footer", "other"): "footer",
    ("footer", "first"): "first_page_footer",
    ("footer", "even"): "even_page_footer",
}


@dataclass(frozen=True, slots=True)
class Banner:
    """What a translation says of itself on each page, each line in its own language."""

    lines: tuple[tuple[str, WrittenLocale], ...]
    place: Place


def draft_banner(locale: WrittenLocale) -> Banner:
    """Return the bilingual banner of a draft, for the header."""
    lines = ((ENGLISH.draft_banner, ENGLISH), (locale.draft_banner, locale))
    return Banner(lines, "header")


def controls_line(locale: WrittenLocale) -> Banner:
    """Return the bilingual line of a reviewed translation, for the footer."""
    lines = ((ENGLISH.controls_line, ENGLISH), (locale.controls_line, locale))
    return Banner(lines, "footer")


def banner_for(found: EffectiveStatus, locale: WrittenLocale) -> Banner | None:
    """Return what a translation of this status says of itself; the English says nothing."""
    if found.status == "english_source":
        return None
    return draft_banner(locale) if found.is_draft else controls_line(locale)


def with_banner(docx_file: bytes, banner: Banner) -> bytes:
    """Return the document with the banner on every page: first, even and all other ones."""
    document = docx.Document(io.BytesIO(docx_file))
    done: list[Element] = []
    for block in _blocks(document, banner.place):
        root = block.part.element
        if not any(root is other for other in done):  # sections may share a header
            done.append(root)
            _put(root, banner)
    for section in document.sections:
        _make_room(section, banner)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _blocks(document: Document, place: Place) -> Iterator[_Header | _Footer]:
    """Yield the header or footer that each page of the document really shows."""
    for number, section in enumerate(document.sections):
        yield _shown(document, number, _NAMES[place, "other"])
        if section.different_first_page_header_footer:
            yield _shown(document, number, _NAMES[place, "first"])
        if document.settings.odd_and_even_pages_header_footer:
            yield _shown(document, number, _NAMES[place, "even"])


def _shown(document: Document, number: int, name: str) -> _Header | _Footer:
    """Return the section's own block, the one it inherits, or a new one where there is none."""
    sections = list(document.sections)[: number + 1]
    own: _Header | _Footer = getattr(sections[-1], name)
    for section in reversed(sections):
        block: _Header | _Footer = getattr(section, name)
        if not block.is_linked_to_previous:
            return block
    own.is_linked_to_previous = False
    own.part.element.clear()  # python-docx starts it with an empty line of no direction
    return own


def _make_room(section: Section, banner: Banner) -> None:
    """Give the page as much more margin as the banner is high, so that nothing touches it."""
    height = Twips(len(banner.lines) * _LINE_TWIPS + _GAP_TWIPS)
    if banner.place == "header":
        section.top_margin = _wider(section.top_margin, height)
    else:
        section.bottom_margin = _wider(section.bottom_margin, height)


def _wider(margin: Length | None, height: Length) -> Length | None:
    if margin is None:
        return None
    # Below zero the margin is fixed whatever the header holds: its size still counts.
    return Length(margin - height if margin < 0 else margin + height)


def _put(root: Element, banner: Banner) -> None:
    lines = [_line(text, locale) for text, locale in banner.lines]
    if banner.place == "footer":
        _space(lines[0], before=_GAP_TWIPS)
        root.extend(lines)
        return
    _space(lines[-1], after=_GAP_TWIPS)
    for line in reversed(lines):
        root.insert(0, line)


def _line(text: str, locale: WrittenLocale) -> Element:
    run = new_run(None, text_node(text))
    rpr = properties(run, "rPr")
    set_property(rpr, "b")
    set_property(rpr, "sz", val="16")
    mark_run(run, locale)
    paragraph = new_paragraph(run)
    _space(paragraph)
    set_property(properties(paragraph, "pPr"), "jc", val="center")
    if locale.is_rtl:
        mark_paragraph(paragraph)
    return paragraph


def _space(paragraph: Element, *, before: int = 0, after: int = 0) -> None:
    set_property(
        properties(paragraph, "pPr"),
        "spacing",
        before=str(before),
        after=str(after),
        line=str(_LINE_TWIPS),
        lineRule="exact",
    )
