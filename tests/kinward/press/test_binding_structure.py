"""What LibreOffice does not write, and other tagged PDFs do: roles, classes, ids, links."""

import io
from collections.abc import Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from kinward.press.binding import bind
from kinward.press.checked_pdf import PdfResult
from kinward.press.conformance import examine
from kinward.press.packet import Part
from kinward.press.sealing import seal
from tests.kinward.press.pdf_builders import an_imprint


def enriched(pdf: bytes, role: str) -> bytes:
    """The letter with an id, a role and a class of its own, and a link to its second page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        heading = root.K[0].K[0] if isinstance(root.K, Array) else root.K.K[0]
        root.RoleMap["/Ours"] = Name(f"/{role}")
        heading.S, heading.C = Name.Ours, Name.Wide
        heading.ID = String("head")
        heading.A = Array([Dictionary(O=Name.Table, Headers=Array([String("head")]))])
        root.ClassMap = Dictionary(Wide=Dictionary(O=Name.Layout, SpaceAfter=len(role)))
        root.IDTree = Dictionary(Kids=Array([Dictionary(Names=Array([String("head"), heading]))]))
        _link(document, heading)
        document.save(out)
    return seal(out.getvalue(), an_imprint())


def _link(document: pikepdf.Pdf, heading: pikepdf.Object) -> None:
    root, page = document.Root.StructTreeRoot, document.pages[0]
    row = 100  # more than the letter has
    link = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([72, 700, 172, 712]),
            F=4,
            Contents=String("To the second page"),
            Dest=Array([document.pages[1].obj, Name.XYZ, 0, 700, 0]),
            StructParent=row,
        )
    )
    page.Annots = Array([link])
    page.Tabs = Name.S
    element = document.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Link, P=heading, Pg=page.obj)
    )
    element.K = Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj)
    kids = heading.K if isinstance(heading.K, Array) else Array([heading.K])
    heading.K = Array([*list(kids), element])
    root.ParentTree.Nums.append(row)
    root.ParentTree.Nums.append(element)
    root.ParentTreeNextKey = row + 1


@pytest.fixture
def bound(printed: Mapping[str, PdfResult]) -> pikepdf.Pdf:
    pdf = printed["notice"].pdf
    parts = [
        Part("First", enriched(pdf, "H1"), "en"),
        Part("Second", enriched(pdf, "Caption"), "es"),
    ]
    packet = bind(parts, an_imprint(), reference="JD-26-0113")
    assert packet.conformance.pages_outside_structure == ()
    return pikepdf.open(io.BytesIO(packet.pdf))


def headings(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [part.K[0] for part in document.Root.StructTreeRoot.K.K]


def test_the_letter_is_sound_before_it_is_bound(printed: Mapping[str, PdfResult]) -> None:
    found = examine(enriched(printed["notice"].pdf, "H1"))
    assert found.pages_outside_structure == ()


def test_a_role_that_means_something_else_gets_another_name(bound: pikepdf.Pdf) -> None:
    roles = bound.Root.StructTreeRoot.RoleMap
    assert [str(roles[str(heading.S)]) for heading in headings(bound)] == ["/H1", "/Caption"]


def test_a_class_that_means_something_else_gets_another_name(bound: pikepdf.Pdf) -> None:
    classes = bound.Root.StructTreeRoot.ClassMap
    spaces = [int(classes[str(heading.C)].SpaceAfter) for heading in headings(bound)]
    assert spaces == [len("H1"), len("Caption")]


def test_an_id_leads_to_the_element_of_its_own_paper(bound: pikepdf.Pdf) -> None:
    names = bound.Root.StructTreeRoot.IDTree.Names
    by_id = dict(zip(map(bytes, names[::2]), [one.objgen for one in names[1::2]], strict=True))
    assert by_id == {bytes(heading.ID): heading.objgen for heading in headings(bound)}
    assert len(by_id) == 2


def test_a_cell_s_headers_are_those_of_its_own_paper(bound: pikepdf.Pdf) -> None:
    for heading in headings(bound):
        assert bytes(heading.A[0].Headers[0]) == bytes(heading.ID)


def test_a_link_leads_to_the_page_of_its_own_paper_and_back_to_its_element(
    bound: pikepdf.Pdf,
) -> None:
    pages = [page.obj.objgen for page in bound.pages]
    half = len(pages) // 2
    numbers = bound.Root.StructTreeRoot.ParentTree.Nums
    rows = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for first in (0, half):
        [link] = bound.pages[first].Annots
        assert pages.index(link.Dest[0].objgen) == first + 1
        element = rows[int(link.StructParent)]
        assert str(element.S) == "/Link"
        assert element.K.Obj.objgen == link.objgen


def test_no_two_pages_or_links_share_a_row(bound: pikepdf.Pdf) -> None:
    rows = [int(page.obj.StructParents) for page in bound.pages]
    rows += [int(page.Annots[0].StructParent) for page in bound.pages if "/Annots" in page.obj]
    assert len(set(rows)) == len(rows)
    assert max(rows) < int(bound.Root.StructTreeRoot.ParentTreeNextKey)
