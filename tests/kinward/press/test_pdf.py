import io
from collections.abc import Mapping
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from docx.shared import Mm

from kinward.press.checked_pdf import PdfResult
from kinward.press.office import Office
from kinward.press.pdf import ConversionFault, Converted, DocxInput, convert
from tests.kinward.press.pdf_builders import (
    FAMILY_OF_LETTERS,
    MARCH_4,
    a_document,
    a_letter,
    an_imprint,
    saved,
)

SOUND = ["cover", "notice", "arabic", "chinese", "picture", "logo"]


def code_of(result: Converted) -> str:
    assert isinstance(result, ConversionFault)
    return result.problem.code


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("id_", SOUND)
def test_each_letter_conforms_to_pdf_a_and_pdf_ua(
    printed: Mapping[str, PdfResult], id_: str
) -> None:
    assert printed[id_].problems == ()
    assert printed[id_].conformance.holds("PDF/A-2b")
    assert printed[id_].conformance.holds("PDF/UA-1")


def test_every_letter_has_an_answer_in_the_order_given(converted: Mapping[str, Converted]) -> None:
    assert list(converted) == [letter.id for letter in FAMILY_OF_LETTERS]


def test_a_text_file_called_docx_is_refused_and_not_printed(
    converted: Mapping[str, Converted],
) -> None:
    assert code_of(converted["not_word"]) == "not_a_word_file"


def test_a_word_file_that_libreoffice_cannot_read_is_named_while_the_others_are_printed(
    converted: Mapping[str, Converted],
) -> None:
    assert code_of(converted["garbled"]) == "office_refused"


def test_a_picture_without_a_description_stops_the_letter_with_the_rule(
    printed: Mapping[str, PdfResult],
) -> None:
    [problem] = printed["no_alt"].problems
    assert problem.code == "pdf_not_conforming"
    assert problem.where == "no_alt"
    assert "PDF/UA-1" in problem.message
    assert printed["no_alt"].conformance.broken_rules("PDF/UA-1")[0] in problem.message


def test_a_title_that_is_not_the_letters_stops_it_and_is_not_quoted(
    printed: Mapping[str, PdfResult],
) -> None:
    [problem] = printed["wrong_title"].problems
    assert problem.code == "pdf_wrong_title"
    assert "Another" not in problem.message


def test_a_letter_on_a4_is_stopped(office: Office) -> None:
    document = a_document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    letter = DocxInput("a4", saved(document), an_imprint())
    result = convert([letter], office)["a4"]
    assert isinstance(result, PdfResult)
    assert [problem.code for problem in result.problems] == ["pdf_wrong_paper"]


@pytest.mark.parametrize(("id_", "words"), [("arabic", "قنصلي"), ("chinese", "领事通知")])
def test_the_words_of_other_scripts_can_be_read_back(
    printed: Mapping[str, PdfResult], id_: str, words: str
) -> None:
    assert words in text_of(printed[id_].pdf)


def test_a_pdf_says_title_language_and_stated_date_and_nothing_of_its_making(
    printed: Mapping[str, PdfResult],
) -> None:
    with pikepdf.open(io.BytesIO(printed["arabic"].pdf)) as document:
        about = {key: str(value) for key, value in document.docinfo.items()}
        assert about == {
            "/Title": "إشعار",
            "/Producer": "Kinward",
            "/CreationDate": "D:20260304120000Z",
            "/ModDate": "D:20260304120000Z",
        }
        assert str(document.Root.Lang) == "ar"
        assert b"A Clerk" not in document.Root.Metadata.read_bytes()
        assert "/DocChecksum" not in document.trailer


def test_the_same_letter_with_the_same_date_gives_the_same_bytes(
    printed: Mapping[str, PdfResult], office: Office
) -> None:
    [again] = convert([FAMILY_OF_LETTERS[3]], office).values()
    assert isinstance(again, PdfResult)
    assert again.pdf == printed["chinese"].pdf


def test_another_stated_date_gives_other_bytes(
    printed: Mapping[str, PdfResult], office: Office
) -> None:
    letter = FAMILY_OF_LETTERS[0]
    imprint = replace(letter.imprint, stated_at=MARCH_4.replace(day=5))
    [other] = convert([replace(letter, imprint=imprint)], office).values()
    assert isinstance(other, PdfResult)
    assert other.sha256 != printed["cover"].sha256


def test_two_letters_of_one_id_are_a_bug(office: Office) -> None:
    with pytest.raises(ValueError, match="share an id"):
        convert([a_letter("same"), a_letter("same")], office)


def test_no_letters_need_no_office(office: Office) -> None:
    assert convert([], replace(office, binary=office.home / "nowhere")) == {}


def test_no_letter_is_left_on_disk(office: Office, printed: Mapping[str, PdfResult]) -> None:
    assert printed
    assert not list(office.home.glob("work-*"))
    left = b"".join(path.read_bytes() for path in office.home.rglob("*") if path.is_file())
    assert b".docx" not in left
