"""Mend two marks that LibreOffice leaves wrong, so that a letter's PDF/UA claim is true.

A border of a paragraph is drawn outside every mark: it is decoration, and is marked so. A Word
style that is named like a standard structure type ("Reference", "Caption") is written as a
remapped standard type, which PDF/UA-1 forbids: the elements take the type it was mapped to.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

_BEGIN, _END = Operator("BMC"), Operator("EMC")
_OPENING = frozenset({"BMC", "BDC"})
_DRAWING = frozenset({"m", "l", "c", "v", "y", "re", "h"})
_PAINTING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})
_STANDARD = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"),
        *("Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L"),
        *("LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span"),
        *("Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT"),
        *("RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    }
)

Instructions = list[ContentStreamInstruction | pikepdf.ContentStreamInlineImage]


def mend_marks(document: pikepdf.Pdf) -> None:
    """Mark stray lines as decoration, and give elements standard types their right name."""
    for page in document.pages:
        instructions: Instructions = list(pikepdf.parse_content_stream(page))
        mended = list(_marked(instructions))
        if len(mended) != len(instructions):
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(mended))
    if "/StructTreeRoot" in document.Root:
        _rename(document.Root.StructTreeRoot)


def _marked(instructions: Instructions) -> Iterator[ContentStreamInstruction]:
    depth, drawing = 0, False
    for instruction in instructions:
        name = str(instruction.operator)
        if name in _DRAWING and depth == 0 and not drawing:
            drawing = True
            yield ContentStreamInstruction([Name.Artifact], _BEGIN)
        depth += (name in _OPENING) - (name == "EMC")
        yield instruction  # type: ignore[misc]  # an inline image goes through as it came
        if drawing and name in _PAINTING:
            drawing = False
            yield ContentStreamInstruction([], _END)


def _rename(root: pikepdf.Object) -> None:
    roles = root.get("/RoleMap", Dictionary())
    wrong = {
        name: roles[name] for name in list(roles.keys()) if name.removeprefix("/") in _STANDARD
    }
    for name in wrong:
        del roles[name]
    if wrong:
        _retype(root, wrong)


def _retype(root: pikepdf.Object, wrong: dict[str, pikepdf.Object]) -> None:
    waiting: list[pikepdf.Object] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, Dictionary):
            if "/S" in node and str(node.S) in wrong:
                node.S = wrong[str(node.S)]
            if "/K" in node:
                waiting.append(node.K)
