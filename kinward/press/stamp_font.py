"""The letters of the page stamp: a small subset of an installed font, carried by each packet.

PDF/A asks that every font is in the file; the 14 fonts that a reader is supposed to have are not.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from schemas.problem import UnitError

INSTALLED = (
    Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"),
    Path("/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"),
    Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
)
ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))


class StampFontMissing(UnitError):
    """None of the fonts for the page stamp is installed."""

    code = "stamp_font_missing"
    remedy = "Install the Liberation fonts (Debian: fonts-liberation)."


class NotInStampFont(UnitError):
    """The case number has a letter that the stamp's font cannot write."""

    code = "not_in_stamp_font"
    remedy = "Write the case number with Latin, Greek or Cyrillic letters, digits and dashes."


@dataclass(frozen=True, slots=True)
class StampFont:
    """A subset: its file, its measures in thousandths of the size, its glyphs by character."""

    name: str
    file: bytes = field(repr=False)
    glyphs: Mapping[str, int]
    widths: Mapping[int, int]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def glyphs_of(self, text: str) -> tuple[int, ...]:
        """Return the glyphs that write `text`.

        Raises:
            NotInStampFont: A character has none.
        """
        if missing := [place for place, letter in enumerate(text, 1) if letter not in self.glyphs]:
            raise NotInStampFont(f"characters {missing} of the stamp")
        return tuple(self.glyphs[letter] for letter in text)

    def width_of(self, text: str, size: float) -> float:
        """Return how wide `text` is at `size`, in the unit of `size`."""
        return sum(self.widths[glyph] for glyph in self.glyphs_of(text)) * size / 1000


def stamp_font(text: str, installed: tuple[Path, ...] = INSTALLED) -> StampFont:
    """Return the subset that writes printable ASCII and `text`, from the first font there is.

    Raises:
        StampFontMissing: None of `installed` is there.
    """
    path = next((path for path in installed if path.is_file()), None)
    if path is None:
        raise StampFontMissing("no font for the page stamp")
    return _subset(path, ALWAYS | frozenset(text))


@lru_cache(maxsize=8)
def _subset(path: Path, letters: frozenset[str]) -> StampFont:
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=[], recalc_timestamp=False, notdef_outline=True
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "FFTM", "DSIG", "kern"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(letters)))
    name = str(font["name"].getDebugName(6))
    cutter.subset(font)
    written = io.BytesIO()
    font.save(written, reorderTables=False)
    return _measured(f"KWSTMP+{name}", written.getvalue())


def _measured(name: str, file: bytes) -> StampFont:
    font = TTFont(io.BytesIO(file))
    head, hhea = font["head"], font["hhea"]

    def in_thousandths(units: int) -> int:
        return round(units * 1000 / int(head.unitsPerEm))

    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    advances = [font["hmtx"][glyph][0] for glyph in font.getGlyphOrder()]
    return StampFont(
        name=name,
        file=file,
        glyphs=glyphs,
        widths={glyph: in_thousandths(advance) for glyph, advance in enumerate(advances)},
        box=(
            in_thousandths(head.xMin),
            in_thousandths(head.yMin),
            in_thousandths(head.xMax),
            in_thousandths(head.yMax),
        ),
        ascent=in_thousandths(hhea.ascent),
        descent=in_thousandths(hhea.descent),
    )
