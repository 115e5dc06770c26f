"""LibreOffice's Type 1 fonts, written again as CFF.

From an OpenType font with cubic outlines (Noto Sans CJK) LibreOffice 7.4 makes Type 1 subsets,
with the header `%!FontType1` and no list of their characters. Validators stumble on those:
page-validation 0.11 finds no font in them, so that no Chinese letter would conform. The same
outlines as CFF ("Type1C", PDF 32000-1, 9.9) are smaller and read by everyone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import decrypt
from fontTools.misc.psCharStrings import T1CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen

_KEY_OF_PRIVATE_PART, _KEY_OF_OUTLINE = 55665, 4330
_RANDOM_BYTES = 4  # what the format puts before everything it encrypts
_SUBROUTINE = re.compile(rb"dup (\d+) (\d+) RD ")
_OUTLINE = re.compile(rb"/(\S+) (\d+) RD ")
_ENCODED = re.compile(rb"dup (\d+) /(\S+) put")
_MATRIX = re.compile(rb"/FontMatrix\s*\[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class _Type1:
    """One font program: its outlines by name, and the name that each code stands for."""

    outlines: Mapping[str, T1CharString]
    codes: Mapping[int, str]
    matrix: tuple[float, ...]


def rewrite_type1_fonts(document: pikepdf.Pdf) -> None:
    """Replace each embedded Type 1 program of `document` by the same outlines as CFF."""
    for font in list(document.objects):
        if isinstance(font, pikepdf.Dictionary) and _has_type1_program(font):
            _rewrite(document, font)


def _has_type1_program(font: pikepdf.Dictionary) -> bool:
    descriptor = font.get("/FontDescriptor")
    return (
        font.get("/Subtype") == "/Type1" and descriptor is not None and "/FontFile" in descriptor
    )


def _rewrite(document: pikepdf.Pdf, font: pikepdf.Dictionary) -> None:
    descriptor = font.FontDescriptor
    program = _parsed(descriptor.FontFile)
    stream = pikepdf.Stream(document, _as_cff(str(font.BaseFont).lstrip("/"), program))
    stream.Subtype = pikepdf.Name.Type1C
    descriptor.FontFile3 = document.make_indirect(stream)
    del descriptor["/FontFile"]
    glyphs = [name for name in program.outlines if name != ".notdef"]
    descriptor.CharSet = pikepdf.String("".join(f"/{name}" for name in glyphs))
    if "/Encoding" not in font:
        font.Encoding = pikepdf.Dictionary(Differences=_differences(program.codes))


def _differences(codes: Mapping[int, str]) -> pikepdf.Array:
    row = pikepdf.Array()
    for code, name in sorted(codes.items()):
        row.append(code)
        row.append(pikepdf.Name(f"/{name}"))
    return row


def _parsed(stream: pikepdf.Object) -> _Type1:
    data, clear = stream.read_bytes(), int(stream.Length1)
    head = data[:clear]
    hidden, _ = decrypt(data[clear : clear + int(stream.Length2)], _KEY_OF_PRIVATE_PART)
    split = hidden.index(b"/CharStrings")
    routines = [T1CharString(bytecode=code) for _, code in _pieces(_SUBROUTINE, hidden[:split])]
    outlines = {
        name.decode("latin-1"): T1CharString(bytecode=code, subrs=routines)
        for name, code in _pieces(_OUTLINE, hidden[split:])
    }
    codes = {int(code): name.decode("latin-1") for code, name in _ENCODED.findall(head)}
    matrix = _MATRIX.search(head)
    numbers = matrix.group(1).split() if matrix else b"0.001 0 0 0.001 0 0".split()
    return _Type1(outlines, codes, tuple(float(number) for number in numbers))


def _pieces(pattern: re.Pattern[bytes], text: bytes) -> Iterator[tuple[bytes, bytes]]:
    # Encrypted pieces may look like anything: the next name is sought behind the piece, not in it.
    at = 0
    while found := pattern.search(text, at):
        at = found.end() + int(found.group(2))
        piece, _ = decrypt(text[found.end() : at], _KEY_OF_OUTLINE)
        yield found.group(1), piece[_RANDOM_BYTES:]


def _as_cff(name: str, program: _Type1) -> bytes:
    builder = FontBuilder(unitsPerEm=round(1 / program.matrix[0]), isTTF=False)
    builder.setupGlyphOrder(
        sorted(program.outlines, key=lambda glyph: (glyph != ".notdef", glyph))
    )
    outlines = {glyph: _drawn_again(outline) for glyph, outline in program.outlines.items()}
    builder.setupCFF(name, {"FontMatrix": list(program.matrix)}, outlines, {})
    compiled: bytes = builder.font["CFF "].compile(builder.font)
    return compiled


def _drawn_again(outline: T1CharString) -> object:
    measuring = T2CharStringPen(0, None)
    outline.draw(measuring)  # the width is known after drawing
    pen = T2CharStringPen(outline.width, None)
    outline.draw(pen)
    return pen.getCharString()
