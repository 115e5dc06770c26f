import io
from collections.abc import Mapping

import pikepdf

from kinward.press.checked_pdf import PdfResult
from kinward.press.conformance import examine
from kinward.press.office import Office
from tests.kinward.press.pdf_builders import a_word_file


def appended(first: bytes, second: bytes) -> bytes:
    """Two letters merged as qpdf and pikepdf do it: the pages, without their structure."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(first)) as packet, pikepdf.open(io.BytesIO(second)) as other:
        packet.pages.extend(other.pages)
        packet.save(out)
    return out.getvalue()


def test_what_libreoffice_claims_of_its_own_pdf_does_not_hold(office: Office) -> None:
    pdf = office.print_letters({"letter": a_word_file()}).pdfs["letter"]
    found = examine(pdf)
    assert not found.holds("PDF/A-2b")
    assert any("XMP" in rule for rule in found.broken_rules("PDF/A-2b"))


def test_every_page_of_a_letter_stands_in_its_structure(
    printed: Mapping[str, PdfResult],
) -> None:
    found = printed["notice"].conformance
    assert len(found.tags) == printed["notice"].pages > 1
    assert found.pages_outside_structure == ()
    assert all(tags.marked > 5 for tags in found.tags)


def test_pages_appended_without_their_structure_are_found_although_the_validator_passes_them(
    printed: Mapping[str, PdfResult],
) -> None:
    found = examine(appended(printed["cover"].pdf, printed["notice"].pdf))
    assert found.holds("PDF/A-2b")
    assert found.holds("PDF/UA-1")
    assert found.pages_outside_structure == tuple(range(2, printed["notice"].pages + 2))


def test_two_pages_that_share_a_row_of_the_parent_tree_are_found(
    printed: Mapping[str, PdfResult],
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed["notice"].pdf)) as document:
        document.pages[1].StructParents = document.pages[0].StructParents
        document.save(out)
    assert examine(out.getvalue()).pages_outside_structure == (2,)


def test_an_untagged_pdf_conforms_to_nothing() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(612, 792))
        document.save(out)
    found = examine(out.getvalue())
    assert not found.holds("PDF/A-2b")
    assert not found.holds("PDF/UA-1")
    assert found.pages_outside_structure == (1,)
