"""The foot of every page of a packet: the case number, and "Packet page x of y".

A page that falls out of a fax must find its way back. The stamp is one more stream behind the
page's own, which is neither read nor changed, only fenced with q and Q, so that nothing that the
page left set (colour, clip, scale) reaches the stamp. It is an artifact: a screen reader does not
say it between two paragraphs (PDF/UA-1, 7.8).
"""

from collections.abc import Sequence

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from kinward.press.packet_objects import added, dictionary, dictionary_at, stream
from kinward.press.stamp_font import StampFont, stamp_font

WORDS = "Packet page {page} of {pages}"
SIZE_PT = 8.0
MARGIN_PT = 54.0
BASELINE_PT = 22.0  # above what a fax or a printer cuts off (a quarter of an inch)
_FONT = "/KinwardStamp"


def stamp_pages(writer: PdfWriter, pages: Sequence[DictionaryObject], reference: str) -> None:
    """Write `reference` and the page's number at the foot of each of `pages`.

    Raises:
        StampFontMissing: No font for it is installed.
        NotInStampFont: The reference cannot be written in it.
    """
    font = stamp_font(reference)
    face = added(writer, _face(writer, font))
    before = added(writer, stream(b"q\n"))
    for number, page in enumerate(pages, 1):
        words = WORDS.format(page=number, pages=len(pages))
        after = added(writer, stream(_drawing(page, font, reference, words)))
        page[NameObject("/Contents")] = ArrayObject([before, *_contents(page), after])
        _lend_font(page, face)


def _contents(page: DictionaryObject) -> list[PdfObject]:
    if "/Contents" not in page:
        return []
    contents = page["/Contents"]
    return list(contents) if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]


def _lend_font(page: DictionaryObject, face: IndirectObject) -> None:
    # Copies: two pages may share one dictionary of resources, or of fonts.
    resources = DictionaryObject(dictionary_at(page, "/Resources"))
    fonts = DictionaryObject(dictionary_at(resources, "/Font"))
    fonts[NameObject(_FONT)] = face
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources


def _drawing(page: DictionaryObject, font: StampFont, left: str, right: str) -> bytes:
    box = page["/MediaBox"]
    if not isinstance(box, ArrayObject):
        raise TypeError("a page without a MediaBox")
    x, y, end = (float(str(box[side])) for side in range(3))
    at_right = end - MARGIN_PT - font.width_of(right, SIZE_PT)
    lines = [
        "",
        "Q",
        "/Artifact <</Type /Pagination /Subtype /Footer>> BDC",
        "q 0 g BT",
        f"{_FONT} {SIZE_PT:g} Tf",
        _shown(font, left, x + MARGIN_PT, y + BASELINE_PT),
        _shown(font, right, at_right, y + BASELINE_PT),
        "ET Q",
        "EMC",
        "",
    ]
    return "\n".join(lines).encode("ascii")


def _shown(font: StampFont, text: str, x: float, y: float) -> str:
    glyphs = "".join(f"{glyph:04X}" for glyph in font.glyphs_of(text))
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm <{glyphs}> Tj"


def _face(writer: PdfWriter, font: StampFont) -> DictionaryObject:
    """Return a composite font: its codes are glyph numbers, so that any letter can be written."""
    return dictionary(
        {
            "/Type": NameObject("/Font"),
            "/Subtype": NameObject("/Type0"),
            "/BaseFont": NameObject(f"/{font.name}"),
            "/Encoding": NameObject("/Identity-H"),
            "/DescendantFonts": ArrayObject([added(writer, _by_glyph_number(writer, font))]),
            "/ToUnicode": added(writer, stream(_to_unicode(font))),
        }
    )


def _by_glyph_number(writer: PdfWriter, font: StampFont) -> DictionaryObject:
    adobe_identity = dictionary(
        {
            "/Registry": TextStringObject("Adobe"),
            "/Ordering": TextStringObject("Identity"),
            "/Supplement": NumberObject(0),
        }
    )
    widths = ArrayObject(NumberObject(font.widths[glyph]) for glyph in sorted(font.widths))
    return dictionary(
        {
            "/Type": NameObject("/Font"),
            "/Subtype": NameObject("/CIDFontType2"),
            "/BaseFont": NameObject(f"/{font.name}"),
            "/CIDSystemInfo": adobe_identity,
            "/FontDescriptor": added(writer, _descriptor(writer, font)),
            "/W": ArrayObject([NumberObject(0), widths]),
            "/CIDToGIDMap": NameObject("/Identity"),
        }
    )


def _descriptor(writer: PdfWriter, font: StampFont) -> DictionaryObject:
    program = stream(font.file, {"/Length1": NumberObject(len(font.file))})
    return dictionary(
        {
            "/Type": NameObject("/FontDescriptor"),
            "/FontName": NameObject(f"/{font.name}"),
            "/Flags": NumberObject(4),  # symbolic: glyphs are named by number
            "/FontBBox": ArrayObject(NumberObject(side) for side in font.box),
            "/ItalicAngle": NumberObject(0),
            "/Ascent": NumberObject(font.ascent),
            "/Descent": NumberObject(font.descent),
            "/CapHeight": NumberObject(font.ascent),
            "/StemV": NumberObject(80),
            "/FontFile2": added(writer, program),
        }
    )


def _to_unicode(font: StampFont) -> bytes:
    pairs = sorted((glyph, letter) for letter, glyph in font.glyphs.items())
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    mapped = "".join(
        f"{len(block)} beginbfchar\n"
        + "".join(f"<{glyph:04X}> <{_utf16(letter)}>\n" for glyph, letter in block)
        + "endbfchar\n"
        for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapped}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _utf16(letter: str) -> str:
    return letter.encode("utf-16-be").hex().upper()
