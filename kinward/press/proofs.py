"""Proofs on finished papers: nothing withheld, missing, hidden, or of another case."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kinward.press.folding import as_printed
from kinward.press.glyphs import undrawn_characters
from kinward.press.pdf_text import open_pdf, passages_beside, read_pages, structural_faults
from kinward.press.searching import (
    Promise,
    Secret,
    Sheet,
    is_shown,
    keeps,
    leaks,
    printed_spans,
    promised_spans,
    same_as_promised,
)
from kinward.press.word_dangers import dangers_in
from kinward.press.word_package import open_package
from kinward.press.word_text import Passage, passages_of
from schemas.problem import UnitError

FindingCode = Literal[
    "leak", "same_as_promised", "missing_value", "missing_glyph", "hidden_text", "external_link",
    "active_content", "embedded_file", "tracked_change", "comment", "unfilled_tag", "other_case",
    "unreadable",
]  # fmt: skip

_DANGERS: dict[str, FindingCode] = {
    "macro": "active_content",
    "live_field": "active_content",
    "merge_field": "unfilled_tag",
    "data_binding": "hidden_text",
    "embedded_object": "embedded_file",
    "included_file": "embedded_file",
    "external_link": "external_link",
    "tracked_change": "tracked_change",
    "comment": "comment",
    "hidden_text": "hidden_text",
}
_PDF_FAULTS: dict[str, FindingCode] = {
    "external_link": "external_link",
    "active_content": "active_content",
    "attachment": "embedded_file",
    "comment": "comment",
    "earlier_version": "hidden_text",
}
_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|</?\d{1,2}>")
_CASE_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,39}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a paper may not leave: what, of which kind of fact, and where; no value."""

    code: FindingCode
    category: str
    where: str


def prove_docx(
    data: bytes,
    promises: Sequence[Promise],
    secrets: Sequence[Secret],
    *,
    case_number: str | None = None,
    other_case_numbers: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return every fault of a finished Word letter; empty means that it may go on.

    With `case_number` the letter must show it; `other_case_numbers` may stand nowhere.
    """
    try:
        package = open_package(data)
        passages = list(passages_of(package))
        dangers = list(dangers_in(package, passages))
    except UnitError as fault:
        return (Finding("unreadable", fault.code, "the file"),)
    found = [
        *(Finding(_DANGERS[item.what], "", _place(item.part, item.paragraph)) for item in dangers),
        *_findings(_word_sheets(passages), promises, secrets),
        *_numbers(_word_sheets(passages), case_number, other_case_numbers),
    ]
    return tuple(dict.fromkeys(found))


def prove_pdf(
    data: bytes,
    promises: Sequence[Promise],
    secrets: Sequence[Secret],
    *,
    case_number: str | None = None,
    other_case_numbers: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return every fault of a finished PDF: pages, metadata, bookmarks, links, fields, fonts."""
    try:
        pages = read_pages(data)
        with open_pdf(data) as pdf:
            beside = list(passages_beside(pdf))
            faults = list(structural_faults(pdf, data))
            undrawn = list(dict.fromkeys(undrawn_characters(pdf)))
    except UnitError as fault:
        return (Finding("unreadable", fault.code, "the file"),)
    sheets = [
        Sheet(tuple((f"page {n}", text) for n, text in enumerate(pages, 1)), "page", paged=True),
        *(Sheet(((item.where, item.text),), item.kind) for item in beside),
    ]
    found = [
        *(Finding(_PDF_FAULTS[what], "", where) for what, where in faults),
        *(Finding("missing_glyph", "", where) for where in _undrawn_places(undrawn, pages)),
        *_findings(sheets, promises, secrets),
        *_numbers(sheets, case_number, other_case_numbers),
    ]
    return tuple(dict.fromkeys(found))


def prove_file_name(
    name: str, secrets: Sequence[Secret], *, other_case_numbers: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return every withheld value in a file's name; nothing is ever promised there."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    sheets = [Sheet((("the file name", text),)) for text in dict.fromkeys((name, parted))]
    found = [*_leaks(sheets, (), secrets), *_numbers(sheets, None, other_case_numbers)]
    return tuple(dict.fromkeys(found))


def _word_sheets(passages: Sequence[Passage]) -> list[Sheet]:
    """Lay each part's shown paragraphs on one page; all other text stands beside it."""
    pages: dict[str, list[tuple[str, str]]] = {}
    beside = []
    for passage in passages:
        if passage.kind == "shown":
            pages.setdefault(passage.part, []).append((passage.where, passage.text))
        elif passage.text.strip():
            beside.append(Sheet(((passage.where, passage.text),)))
    return [*(Sheet(tuple(pieces), "page") for pieces in pages.values()), *beside]


def _findings(
    sheets: Sequence[Sheet], promises: Sequence[Promise], secrets: Sequence[Secret]
) -> Iterator[Finding]:
    yield from _leaks(sheets, promises, secrets)
    pages = [sheet for sheet in sheets if sheet.kind == "page"]
    for promise in promises:
        if not any(keeps(promise, page) for page in pages):
            yield Finding("missing_value", promise.name, "the page")
    for page in pages:
        for place, text in page.pieces:
            if "\ufffd" in text:
                yield Finding("missing_glyph", "", place)
            if _has_tag(text, promises):
                yield Finding("unfilled_tag", "", place)


def _leaks(
    sheets: Sequence[Sheet], promises: Sequence[Promise], secrets: Sequence[Secret]
) -> Iterator[Finding]:
    for secret in secrets:
        if secret.blocks_if_promised and same_as_promised(secret, promises):
            yield Finding("same_as_promised", secret.category, "the facts of the letter")
    for sheet in sheets:
        excused = promised_spans(sheet, promises)
        for secret in secrets:
            for place in leaks(sheet, secret, excused):
                yield Finding("leak", secret.category, place)


def _has_tag(text: str, promises: Iterable[Promise]) -> bool:
    """Say whether template text is left outside the values that were promised."""
    if not _TAG.search(text):
        return False
    printed = as_printed(text)
    excused = [span for promise in promises for span in printed_spans(promise.text, printed)]
    return any(
        not any(first <= tag.start() and tag.end() <= last for first, last in excused)
        for tag in _TAG.finditer(printed)
    )


def _numbers(
    sheets: Sequence[Sheet], own: str | None, others: Collection[str]
) -> Iterator[Finding]:
    """Yield the own case number when no page shows it, and any other case's wherever it stands."""
    pages = [sheet for sheet in sheets if sheet.kind == "page"]
    if own is not None and not any(is_shown(own, page.printed) for page in pages):
        yield Finding("missing_value", "case_number", "the page")
    foreign = {number.casefold() for number in others} - {(own or "").casefold()}
    for sheet in sheets if foreign else ():
        for place, text in sheet.pieces:
            tokens = _CASE_NUMBER.findall(as_printed(text).replace("\ufffe", "-"))
            if any(token.rstrip("._-").casefold() in foreign for token in tokens):
                yield Finding("other_case", "case_number", place)


def _undrawn_places(undrawn: Iterable[str], pages: Sequence[str]) -> Iterator[str]:
    for character in undrawn:
        codes = " ".join(f"U+{ord(sign):04X}" for sign in character)
        shown = [n for n, text in enumerate(pages, 1) if character in text]
        yield f"page {shown[0]}, {codes}" if shown else codes


def _place(part: str, paragraph: int | None) -> str:
    return part if paragraph is None else f"{part} paragraph {paragraph}"
