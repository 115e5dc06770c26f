import io
from collections.abc import Mapping

import pikepdf
import pypdfium2
import pytest

from kinward.press.checked_pdf import PdfResult
from kinward.press.office import Office
from tests.kinward.press.pdf_builders import FAMILY_OF_LETTERS


def font_programs(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        descriptors = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
        ]
        kinds = ("/FontFile", "/FontFile2", "/FontFile3")
        return {kind for kind in kinds for one in descriptors if kind in one}


def drawn(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        return bytes(document[0].render(scale=2, grayscale=True).buffer)


@pytest.fixture(scope="module")
def as_printed(office: Office) -> bytes:
    [letter] = [letter for letter in FAMILY_OF_LETTERS if letter.id == "chinese"]
    return office.print_letters({letter.id: letter.data}).pdfs[letter.id]


def test_type_1_programs_become_cff(as_printed: bytes, printed: Mapping[str, PdfResult]) -> None:
    if "/FontFile" not in font_programs(as_printed):
        pytest.skip("this LibreOffice writes no Type 1 fonts")
    assert font_programs(printed["chinese"].pdf) == {"/FontFile2", "/FontFile3"}


def test_a_chinese_letter_looks_as_libreoffice_printed_it(
    as_printed: bytes, printed: Mapping[str, PdfResult]
) -> None:
    before, after = drawn(as_printed), drawn(printed["chinese"].pdf)
    ink = sum(255 - shade for shade in before)
    moved = sum(abs(one - other) for one, other in zip(before, after, strict=True))
    assert ink > 0
    assert moved / ink < 0.02
