"""Different subsets of one font have different tags (PDF 32000-1, 9.6.4), in a packet as well.

LibreOffice starts at BAAAAA in every letter. Two subsets of one name in one file are a known trap:
printers and viewers that keep fonts by name print the second letter with glyphs of the first.
"""

import itertools
import re
import string
from collections.abc import Iterator

import pikepdf

_TAGGED = re.compile(r"/[A-Z]{6}\+(.+)")


def tell_subsets_apart(document: pikepdf.Pdf) -> None:
    """Give a new tag to each subset whose tag and name another font of `document` has."""
    fonts = [thing for thing in list(document.objects) if isinstance(thing, pikepdf.Dictionary)]
    names: dict[tuple[int, int], pikepdf.Name] = {}
    taken: set[str] = set()
    for font in fonts:
        descriptor = font.get("/FontDescriptor")
        if descriptor is not None:
            if descriptor.objgen not in names:
                names[descriptor.objgen] = _own_name(str(descriptor.FontName), taken)
            descriptor.FontName = font.BaseFont = names[descriptor.objgen]
    for font in fonts:
        if "/DescendantFonts" in font:
            font.BaseFont = font.DescendantFonts[0].BaseFont


def _own_name(name: str, taken: set[str]) -> pikepdf.Name:
    tagged = _TAGGED.fullmatch(name)
    tags = _tags()
    while tagged and name in taken:
        name = f"/{next(tags)}+{tagged.group(1)}"
    taken.add(name)
    return pikepdf.Name(name)


def _tags() -> Iterator[str]:
    return map("".join, itertools.product(string.ascii_uppercase, repeat=6))
