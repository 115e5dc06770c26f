from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Inches

from kinward.press.template_check import check
from kinward.wording.messages import messages_of
from kinward.wording.units import translation_faults
from kinward.wording.values import FILTER_NAMES
from tests.kinward.rules.letter_settings import the_kind
from tests.templates.written import LETTERS, letter

SIGNED = {"Sign Off", "Signature Line", "Signed By", "Signed Last"}
EACH_LETTER = pytest.mark.parametrize("kind", LETTERS)


def test_six_kinds_have_an_english_letter() -> None:
    assert set(LETTERS) >= {
        "consular_notification",
        "cover_sheet",
        "home_study_request",
        "notice_of_parent_location",
        "notice_to_parent_counsel",
        "request_for_counsel_and_remote",
    }


@EACH_LETTER
def test_a_letter_passes_its_own_check(kind: str) -> None:
    known = {name for item in the_kind(kind).fields for name in item.values}
    assert check(letter(kind), known_values=known, filters=FILTER_NAMES).findings == ()


@EACH_LETTER
def test_every_paragraph_of_a_letter_can_be_translated(kind: str) -> None:
    assert translation_faults(letter(kind)) == ()
    assert len(messages_of(letter(kind))) > 20


@EACH_LETTER
def test_no_paragraph_is_a_piece_of_a_sentence(kind: str) -> None:
    texts = [one.msgid for one in messages_of(letter(kind))]
    assert [text for text in texts if text[0].islower() and "named by initials" not in text] == []


@EACH_LETTER
def test_a_letter_is_on_us_letter_paper_with_a_title_and_a_language(kind: str) -> None:
    word = docx.Document(BytesIO(letter(kind)))
    page = word.sections[0]
    assert (page.page_width, page.page_height) == (Inches(8.5), Inches(11))
    assert word.core_properties.title
    language = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "en-US"


@EACH_LETTER
def test_no_table_row_is_ever_split_over_two_pages(kind: str) -> None:
    word = docx.Document(BytesIO(letter(kind)))
    rows = list(word.element.body.iter(qn("w:tr")))
    assert rows
    assert [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None] == []


@EACH_LETTER
def test_every_table_of_facts_repeats_its_header_row(kind: str) -> None:
    word = docx.Document(BytesIO(letter(kind)))
    for table in word.tables:
        first = table.rows[0].cells[0]
        is_caption = "In the matter of" in first.text
        is_signed = bool({p.style.name for p in first.paragraphs if p.style} & SIGNED)
        heads = list(table._tbl.iter(qn("w:tblHeader")))  # noqa: SLF001 - python-docx has no word for it
        assert len(heads) == (0 if is_caption or is_signed else 1)


@EACH_LETTER
def test_the_lines_of_a_signature_stand_in_one_row_which_does_not_split(kind: str) -> None:
    word = docx.Document(BytesIO(letter(kind)))
    loose = [p for p in word.paragraphs if p.style is not None and p.style.name in SIGNED]
    signed = [
        [p.style.name for p in table.rows[0].cells[0].paragraphs if p.style]
        for table in word.tables
        if "\t\n" in table.rows[0].cells[0].text
    ]
    assert loose == []
    assert bool(signed) == (kind != "cover_sheet")
    assert all(names[-1] == "Signed Last" for names in signed)


@EACH_LETTER
def test_every_page_tells_its_number_and_the_reference(kind: str) -> None:
    section = docx.Document(BytesIO(letter(kind))).sections[0]
    for footer in (section.footer, section.first_page_footer):
        xml = footer._element.xml  # noqa: SLF001 - fields are not in python-docx's text
        assert "letter.reference" in xml
        assert " PAGE " in xml
        assert " NUMPAGES " in xml


@EACH_LETTER
def test_no_letter_draws_a_conclusion_that_no_fact_of_the_case_states(kind: str) -> None:
    said = "\n".join(one.msgid for one in messages_of(letter(kind))).casefold()
    for conclusion in (
        "no interpreter is needed",
        "is considering the appointment",
        "no proceeding to appoint",
        "in the same packet",
        "is filed with it",
    ):
        assert conclusion not in said


@pytest.mark.parametrize("kind", ["notice_of_parent_location", "request_for_counsel_and_remote"])
def test_a_service_list_names_all_parties_only_where_the_facts_say_so(kind: str) -> None:
    word = docx.Document(BytesIO(letter(kind)))
    rows = ["\n".join(cell.text for cell in row.cells) for t in word.tables for row in t.rows]
    (row,) = (row for row in rows if "Each party without a lawyer" in row)
    assert row.count("{%p if service and service.all_parties %}") == 2
    assert row.count("{%p else %}") == 2
    assert "Further service" in row
    assert "As the court orders" in row
