"""WordprocessingML: the parts of a Word file that hold text, their names and schema order.

The one module of `wording` that imports lxml: the rest sees elements only.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree  # type: ignore[import-untyped, unused-ignore] # lxml ships no types
from lxml.etree import (  # type: ignore[import-untyped, unused-ignore] # as above
    _Element as Element,
)

from schemas.problem import UnitError

__all__ = ["Element"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPE = "application/vnd.openxmlformats-"
_WORDS = "officedocument.wordprocessingml."
_BODY = f"{_WORDS}document.main+xml"
_TEXT_PARTS = (
    _BODY,
    *(f"{_WORDS}{name}+xml" for name in ("header", "footer", "footnotes", "endnotes")),
)
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)

# ECMA-376 part 1, CT_PPr, CT_RPr and CT_TblPr: Word refuses a file whose children stand otherwise.
_PPR = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"""
_RPR = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"""
_TBLPR = """
tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"""
_ORDER = {"pPr": _PPR.split(), "rPr": _RPR.split(), "tblPr": _TBLPR.split()}


class NotAWordFile(UnitError):
    """A file that is no Word document, or a damaged one."""

    code = "not_a_word_file"
    remedy = "Save the letter again in Word as .docx."


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{_W}}}{name}"


def local(element: Element) -> str:
    """Return an element's name without its namespace; a comment has none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_parts(docx: bytes) -> dict[str, Element]:
    """Return body, headers, footers and notes by their names in the package, body first."""
    members = _members(docx)
    named = {kind: _parts_of_type(members, kind) for kind in _TEXT_PARTS}
    if not named[_BODY]:
        raise NotAWordFile("the package holds no document")
    return {name: parse(members[name]) for names in named.values() for name in names}


def styles_part(docx: bytes) -> tuple[str, Element] | None:
    """Return the document's styles, with their name in the package."""
    members = _members(docx)
    for name in _parts_of_type(members, f"{_WORDS}styles+xml"):
        return name, parse(members[name])
    return None


def _members(docx: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, EOFError):
        raise NotAWordFile(f"{len(docx)} bytes, no zip package") from None


def _parts_of_type(members: Mapping[str, bytes], kind: str) -> list[str]:
    if "[Content_Types].xml" not in members:
        raise NotAWordFile("the package has no content types")
    types = parse(members["[Content_Types].xml"])
    names = [
        str(override.get("PartName")).lstrip("/")
        for override in types
        if override.get("ContentType") == _CONTENT_TYPE + kind
    ]
    return sorted(name for name in names if name in members)


def parse(xml: bytes) -> Element:
    """Return the root of one part; no entity is resolved, no file or network is touched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise NotAWordFile(f"a part of {len(xml)} bytes is no well-formed XML") from None


def with_parts(docx: bytes, changed: Mapping[str, Element]) -> bytes:
    """Return the package with the changed parts put in; same input, same bytes."""
    members = _members(docx)
    for name, root in changed.items():
        members[name] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
    return _packed(members)


def repacked(docx: bytes) -> bytes:
    """Return the package with fixed times, so that equal content is equal bytes."""
    return _packed(_members(docx))


def _packed(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, date_time=_FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Quick, not small: the press packs the finished letter again.
            package.writestr(entry, content, compresslevel=1)
    return out.getvalue()


def properties(parent: Element, name: str) -> Element:
    """Return the `pPr`, `rPr` or `tblPr` of an element, made as first child where missing."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0, found)
    return found


def set_property(props: Element, name: str, **attributes: str) -> None:
    """Put a child into a properties element at the place the schema gives it, replacing it."""
    for old in props.findall(w(name)):
        props.remove(old)
    order = _ORDER[local(props)]
    before = order[: order.index(name)]
    position = sum(1 for child in props if local(child) in before)
    child = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
    props.insert(position, child)


def new_run(rpr: Element | None, *nodes: Element) -> Element:
    """Return a run with a copy of the formatting and of the nodes."""
    run = etree.Element(w("r"))
    if rpr is not None:
        run.append(deepcopy(rpr))
    run.extend(deepcopy(node) for node in nodes)
    return run


def text_node(text: str) -> Element:
    """Return what a run holds for a piece of text: `t`, or `br` and `tab` for one such character.

    The hyphens that Word has own elements for stay plain characters: all readers show them.
    """
    if text in ("\n", "\t"):
        return etree.Element(w("br" if text == "\n" else "tab"))
    node = etree.Element(w("t"), {_XML_SPACE: "preserve"})
    node.text = text
    return node


def new_paragraph(*runs: Element) -> Element:
    """Return a paragraph of these runs."""
    paragraph = etree.Element(w("p"))
    paragraph.extend(runs)
    return paragraph


def formatting_key(rpr: Element | None, ignored: frozenset[str]) -> bytes:
    """Return a value equal for equal formatting, whatever the order of its elements."""
    if rpr is None:
        return b""
    return b"".join(
        sorted(
            etree.tostring(deepcopy(child), method="c14n", exclusive=True, with_tail=False)
            for child in rpr
            if local(child) not in ignored
        )
    )


def paragraphs(root: Element) -> Iterator[tuple[int, Element]]:
    """Yield every paragraph of a part with its number, counted from 1."""
    yield from enumerate(root.iter(w("p")), start=1)
