"""Missing letters in a PDF: boxes drawn where the font has no glyph, which no text search sees.

LibreOffice gives each character that no font can draw a copy of the font's `.notdef` outline under
its own glyph number, with a right ToUnicode entry; other programs leave glyph 0 itself.
"""

import io
import re
import struct
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

_ROW = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)


def undrawn_characters(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the characters that the PDF's embedded fonts draw as an empty box."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            yield from _undrawn(item)


def _undrawn(font: pikepdf.Dictionary) -> Iterator[str]:
    program = _font_program(font)
    if program is None or "/ToUnicode" not in font:
        return
    try:
        opened = TTFont(io.BytesIO(program), lazy=True)
        boxes = _box_glyphs(opened)
        glyph_of = _glyph_numbers(font, opened)
    except (TTLibError, struct.error, KeyError, AssertionError):
        return  # not a TrueType outline; conformance.py judges broken fonts
    for code, text in _unicode_of(font.ToUnicode.read_bytes()):
        if text.strip() and glyph_of.get(code, code if not glyph_of else 0) in boxes:
            yield text


def _font_program(font: pikepdf.Dictionary) -> bytes | None:
    owner = font.get("/DescendantFonts", [font])[0]
    descriptor = owner.get("/FontDescriptor")
    if descriptor is None or "/FontFile2" not in descriptor:
        return None
    return bytes(descriptor.FontFile2.read_bytes())


def _box_glyphs(font: TTFont) -> set[int]:
    """Return glyph 0 and every glyph with the same outline, byte for byte."""
    outlines, places = font.reader["glyf"], font.reader["loca"]
    long_offsets = struct.unpack(">h", font.reader["head"][50:52])[0]
    size, unit = (4, 1) if long_offsets else (2, 2)
    offsets = [
        int.from_bytes(places[start : start + size], "big") * unit
        for start in range(0, len(places) - size + 1, size)
    ]
    glyphs = [outlines[start:end] for start, end in pairwise(offsets)]
    if not glyphs or not glyphs[0]:
        return {0}
    return {number for number, outline in enumerate(glyphs) if outline == glyphs[0]}


def _glyph_numbers(font: pikepdf.Dictionary, opened: TTFont) -> dict[int, int]:
    """Return the glyph of each character code; an empty answer means that they are the same."""
    if font.get("/Subtype") == "/Type0":
        table = font.DescendantFonts[0].get("/CIDToGIDMap")
        if not isinstance(table, pikepdf.Stream):
            return {}
        data = table.read_bytes()
        return {
            code: int.from_bytes(data[code * 2 : code * 2 + 2], "big")
            for code in range(len(data) // 2)
        }
    if "cmap" not in opened:
        return {}
    tables = opened["cmap"].tables
    return {code: opened.getGlyphID(name) for table in tables for code, name in table.cmap.items()}


def _unicode_of(table: bytes) -> Iterator[tuple[int, str]]:
    """Yield code and text of each entry of a ToUnicode table."""
    for kind, block in _BLOCK.findall(table):
        if kind == b"char":
            for code, text in _ROW.findall(block):
                yield int(code, 16), _utf16(text)
        else:
            for first, last, text in _RANGE.findall(block):
                for step in range(min(int(last, 16) - int(first, 16), 0xFFFF) + 1):
                    yield int(first, 16) + step, _utf16(text, step)


def _utf16(digits: bytes, step: int = 0) -> str:
    number = int(digits, 16) + step
    size = max(len(digits) // 2, 2)
    return number.to_bytes(size + size % 2, "big").decode("utf-16-be", "replace")
