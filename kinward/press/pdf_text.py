"""Every word that a PDF holds: its pages, and all that stands beside them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pikepdf
import pypdfium2

from schemas.problem import UnitError

_MARKED = re.compile(
    rb"/(?:ActualText|Alt|E|Contents)\s*(<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\)])*\))", re.DOTALL
)
# When the file was made is no date of the case, though it may fall on one.
_FILE_DATES = re.compile(r"<xmp:(?:Create|Modify|Metadata)Date>[\dTZ:.+-]{4,35}</")
_ACTIVE = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/Rendition")
_WORDLESS = ("/ID", "/DocChecksum", "/CheckSum")
_OWNERS = {
    "/FT": "form field",
    "/V": "form field",
    "/Rect": "annotation",
    "/EF": "attachment",
}
_MARGIN_NOTES = ("/Link", "/Widget", "/PrinterMark", "/TrapNet", "/Popup")


class UnreadablePdf(UnitError):
    """The PDF cannot be opened, or is locked with a password."""

    code = "unreadable_pdf"
    remedy = "Make the PDF again from its Word letter."


@dataclass(frozen=True, slots=True)
class PdfPassage:
    """Text that is no page's: an echo repeats what a page shows, all else stands beside it."""

    where: str
    text: str = field(repr=False)
    kind: Literal["echo", "beside"] = "beside"


def read_pages(data: bytes) -> tuple[str, ...]:
    """Return the text of each page.

    Raises:
        UnreadablePdf: it cannot be opened.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise UnreadablePdf("the PDF cannot be opened") from fault
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return tuple(text.replace("\r\n", "\n") for text in pages)


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Open a PDF to look at its objects.

    Raises:
        UnreadablePdf: it cannot be opened.
    """
    try:
        return pikepdf.open(io.BytesIO(data))
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise UnreadablePdf("the PDF cannot be opened") from fault


def passages_beside(pdf: pikepdf.Pdf) -> Iterator[PdfPassage]:
    """Yield the text of metadata, bookmarks, links, notes, fields, attachments and structure."""
    for key, value in pdf.docinfo.items():
        if key not in ("/CreationDate", "/ModDate"):
            yield PdfPassage("document information", str(value))
    for item in pdf.objects:
        where, kind = _place(item)
        yield from (PdfPassage(where, text, kind) for text in _strings(item))
        if isinstance(item, pikepdf.Stream):
            yield from _of_stream(item, where)


def structural_faults(pdf: pikepdf.Pdf, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a paper must not carry, as (what, where)."""
    if data.count(b"%%EOF") > 1 and not pdf.is_linearized:
        yield "earlier_version", "the file holds an earlier version of itself"
    for number, page in enumerate(pdf.pages, start=1):
        for note in page.get("/Annots", []):
            if note.get("/Subtype") not in _MARGIN_NOTES:
                yield "comment", f"page {number}"
    for item in pdf.objects:
        yield from _faults_of(item)


def _faults_of(item: pikepdf.Object) -> Iterator[tuple[str, str]]:
    for inner in _dictionaries(item):
        where, _ = _place(item)
        if "/URI" in inner and inner.get("/S") == "/URI":
            yield "external_link", where
        if any(key in inner for key in ("/JS", "/JavaScript")) or str(inner.get("/S")) in _ACTIVE:
            yield "active_content", where
        if inner.get("/Type") == "/EmbeddedFile" or "/EF" in inner:
            yield "attachment", where


def _dictionaries(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the object's dictionaries, its own direct children only: others come by themselves."""
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield item
    for child in _children(item):
        yield from _dictionaries(child)


def _children(item: pikepdf.Object) -> list[pikepdf.Object]:
    if isinstance(item, pikepdf.Array):
        inner = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        inner = [value for key, value in item.items() if key not in _WORDLESS]
    else:
        return []
    return [child for child in inner if not getattr(child, "is_indirect", False)]


def _strings(item: pikepdf.Object) -> Iterator[str]:
    if isinstance(item, pikepdf.String):
        yield str(item)
    for child in _children(item):
        yield from _strings(child)


def _of_stream(stream: pikepdf.Stream, where: str) -> Iterator[PdfPassage]:
    kind = stream.get("/Type")
    if kind == "/Metadata" or stream.get("/Subtype") == "/XML":
        written = stream.read_bytes().decode("utf-8", "replace")
        yield PdfPassage("XMP metadata", _FILE_DATES.sub("", written))
    elif kind == "/EmbeddedFile":
        yield PdfPassage("attachment", stream.read_bytes().decode("utf-8", "replace"))
    elif "/Length1" not in stream and stream.get("/Subtype") != "/Image":
        for token in _MARKED.findall(stream.read_bytes()):
            yield PdfPassage(where, str(pikepdf.Object.parse(token)), "echo")


def _place(item: pikepdf.Object) -> tuple[str, Literal["echo", "beside"]]:
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        if item.get("/Type") == "/StructElem":
            return "structure tree", "echo"
        if "/Title" in item and "/Parent" in item:
            return "bookmark", "echo"
        for key, where in _OWNERS.items():
            if key in item:
                return where, "beside"
    return "an object of the PDF", "beside"
