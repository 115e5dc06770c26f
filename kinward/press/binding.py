"""Letters bound to a packet: one PDF, stamped, bookmarked, and as accessible as its letters are.

The parts are copied whole (pypdf clones what the catalogue reaches, with its cross-references),
their pages put one behind the other, and their structures grafted (`structure.py`). pypdf's own
`append` would drop tags, language and colour intent without a word. What the packet says about
itself is written by `sealing.py`, as for every letter; the same parts give the same bytes.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, PdfObject

from kinward.press.bookmarks import bookmark_part, label_pages
from kinward.press.checked_pdf import conformance_faults
from kinward.press.conformance import examine
from kinward.press.packet import Packet, Part, contents_of
from kinward.press.packet_objects import dictionary_at, items_at, reference_of
from kinward.press.sealing import Imprint, seal
from kinward.press.sharing import share_resources
from kinward.press.stamping import stamp_pages
from kinward.press.structure import Branch, graft
from schemas.problem import Problem, UnitError

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# Of the catalogue alone (the 1 says so): what is made anew, and names that would collide.
_LEFT_BEHIND = (1, "/Outlines", 1, "/Metadata", 1, "/OpenAction", 1, "/PageLabels", 1, "/Names")


class PartNotBindable(UnitError):
    """A part of a packet cannot be bound without losing something of it."""

    code = "part_not_bindable"
    remedy = "Prepare the part again; flatten a filled form, take off a password."


@dataclass(frozen=True, slots=True)
class _Copied:
    """A part within the packet: its catalogue and pages there, and the part as it was."""

    part: Part
    catalogue: DictionaryObject
    pages: Sequence[DictionaryObject]
    reader: PdfReader


def bind(parts: Sequence[Part], imprint: Imprint, *, reference: str) -> Packet:
    """Bind `parts` in their order; `reference`, the case number, stands at the foot of each page.

    Raises:
        PartNotBindable: A part cannot be read, is locked, empty, or has a form to fill.
        StampFontMissing: No font for the page stamp is installed.
        NotInStampFont: The reference cannot be written in it.
    """
    if not parts:
        raise ValueError("a packet has at least one part")
    pdf = seal(_bound(parts, reference), imprint)
    conformance = examine(pdf)
    problems = tuple(
        Problem(code, said, remedy, where=reference)
        for code, said, remedy in conformance_faults(conformance)
    )
    return Packet(
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=len(conformance.tags),
        contents=contents_of(pdf),
        conformance=conformance,
        problems=problems,
    )


def _bound(parts: Sequence[Part], reference: str) -> bytes:
    writer = PdfWriter()
    copies = [_copied(writer, part, number) for number, part in enumerate(parts, 1)]
    pages = [page for copy in copies for page in copy.pages]
    _put_in_order(writer, pages)
    graft(writer, [_branch(copy) for copy in copies if "/StructTreeRoot" in copy.catalogue])
    _keep_colour_intent(writer, copies)
    share_resources(pages)
    stamp_pages(writer, pages, reference)
    for copy in copies:
        bookmark_part(writer, copy.part.title, copy.pages, copy.reader)
    label_pages(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _copied(writer: PdfWriter, part: Part, number: int) -> _Copied:
    try:
        reader = PdfReader(io.BytesIO(part.pdf))
        if reader.is_encrypted:
            raise PartNotBindable(f"part {number} is locked")
        if items_at(dictionary_at(reader.root_object, "/AcroForm"), "/Fields"):
            raise PartNotBindable(f"part {number} has a form to fill")
        catalogue = reader.root_object.clone(writer, ignore_fields=_LEFT_BEHIND)
    except PyPdfError as fault:
        raise PartNotBindable(f"part {number}: {type(fault).__name__}") from None
    pages = list(_leaves(catalogue["/Pages"], {}))
    if not pages:
        raise PartNotBindable(f"part {number} has no page")
    return _Copied(part, catalogue, pages, reader)


def _leaves(node: PdfObject, inherited: dict[str, PdfObject]) -> Iterator[DictionaryObject]:
    held = node.get_object()
    if not isinstance(held, DictionaryObject):
        return
    known = inherited | {key: held.raw_get(key) for key in _INHERITED if key in held}
    if "/Kids" in held:
        for kid in items_at(held, "/Kids"):
            yield from _leaves(kid, known)
        return
    held.update({NameObject(key): value for key, value in known.items()})
    yield held


def _put_in_order(writer: PdfWriter, pages: Sequence[DictionaryObject]) -> None:
    tree = dictionary_at(writer.root_object, "/Pages")
    for page in pages:
        page[NameObject("/Parent")] = reference_of(tree)
    tree[NameObject("/Kids")] = ArrayObject(reference_of(page) for page in pages)
    tree[NameObject("/Count")] = NumberObject(len(pages))


def _branch(copy: _Copied) -> Branch:
    root = dictionary_at(copy.catalogue, "/StructTreeRoot")
    return Branch(root, copy.pages, copy.part.title, copy.part.language)


def _keep_colour_intent(writer: PdfWriter, copies: Sequence[_Copied]) -> None:
    # PDF/A allows one destination profile for a file; the letters all have LibreOffice's sRGB.
    for copy in copies:
        if "/OutputIntents" in copy.catalogue:
            intents = copy.catalogue.raw_get("/OutputIntents")
            writer.root_object[NameObject("/OutputIntents")] = intents
            return
