"""The way into a packet: one bookmark for each part, its own bookmarks below, and page labels."""

from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    Destination,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    NumberObject,
)

from kinward.press.packet_objects import dictionary, reference_of


def bookmark_part(
    writer: PdfWriter, title: str, pages: Sequence[DictionaryObject], part: PdfReader
) -> None:
    """Add a bookmark for a part whose pages in the packet are `pages`, and below it its own."""
    top = writer.add_outline_item(title=title, page_number=reference_of(pages[0]))
    _bookmark_below(writer, top, part.outline, (pages, part))


def label_pages(writer: PdfWriter) -> None:
    """Let a reader count the packet's pages from 1 to the end, and open with its bookmarks."""
    labels = ArrayObject([NumberObject(0), dictionary({"/S": NameObject("/D")})])
    writer.root_object[NameObject("/PageLabels")] = dictionary({"/Nums": labels})
    writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")


def _bookmark_below(
    writer: PdfWriter,
    parent: IndirectObject,
    items: Sequence[object],
    copy: tuple[Sequence[DictionaryObject], PdfReader],
) -> None:
    pages, part = copy
    last = parent
    for item in items:
        if isinstance(item, list):  # pypdf lists the children of a bookmark behind it
            _bookmark_below(writer, last, item, copy)
        elif isinstance(item, Destination):
            number = part.get_destination_page_number(item)
            if number is not None:
                last = writer.add_outline_item(
                    title=str(item.title),
                    page_number=reference_of(pages[number]),
                    parent=parent,
                    fit=Fit.xyz(left=item.left, top=item.top),
                )
