import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Pt

from kinward.wording.banner import Banner, banner_for, controls_line, draft_banner, with_banner
from kinward.wording.locales import SPANISH
from kinward.wording.status import EffectiveStatus, Status
from tests.kinward.wording.builders import ARABIC, a_letter, opened, saved

DRAFT_LINES = [
    "DRAFT TRANSLATION – not reviewed by a qualified translator. The English text controls.",
    "TRADUCCIÓN PRELIMINAR – no revisada por un traductor calificado. "
    "Prevalece el texto en inglés.",
]


def test_the_banner_stands_above_the_letterhead_in_both_languages() -> None:
    out = opened(with_banner(a_letter("a", header="Agency"), draft_banner(SPANISH)))
    assert [p.text for p in out.sections[0].header.paragraphs] == [*DRAFT_LINES, "Agency"]


def test_a_letter_without_a_header_gets_one() -> None:
    out = opened(with_banner(a_letter("a"), draft_banner(SPANISH)))
    assert [p.text for p in out.sections[0].header.paragraphs][:2] == DRAFT_LINES


def test_first_and_even_pages_carry_it_too() -> None:
    document = opened(a_letter("a", header="Agency"))
    document.sections[0].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section = opened(with_banner(saved(document), draft_banner(SPANISH))).sections[0]
    for block in (section.header, section.first_page_header, section.even_page_header):
        assert [p.text for p in block.paragraphs][:2] == DRAFT_LINES


def test_every_section_carries_it_once() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Agency"
    document.add_section(WD_SECTION.NEW_PAGE)
    own = document.add_section(WD_SECTION.NEW_PAGE)
    own.different_first_page_header_footer = True
    own.header.is_linked_to_previous = False
    out = opened(with_banner(saved(document), draft_banner(SPANISH)))
    for section in out.sections:
        shown = [section.header]
        if section.different_first_page_header_footer:
            shown.append(section.first_page_header)
        for block in shown:
            assert [p.text for p in block.paragraphs].count(DRAFT_LINES[0]) == 1


def test_a_reviewed_translation_says_in_its_footer_that_english_controls() -> None:
    out = opened(with_banner(a_letter("a", footer="Page"), controls_line(SPANISH)))
    assert [p.text for p in out.sections[0].footer.paragraphs] == [
        "Page",
        "The English text controls.",
        "Prevalece el texto en inglés.",
    ]


def test_a_draft_gives_the_page_as_much_more_room_as_its_banner_is_high() -> None:
    letter = a_letter("a", header="Agency")
    before, after = opened(letter), opened(with_banner(letter, draft_banner(SPANISH)))
    lines = after.sections[0].header.paragraphs[:2]
    spaces = [line.paragraph_format for line in lines]
    height = sum((one.line_spacing or 0) + (one.space_after or 0) for one in spaces)
    assert spaces[-1].space_after == Pt(8)
    assert (after.sections[0].top_margin or 0) - (before.sections[0].top_margin or 0) == height


def test_a_reviewed_translation_gives_the_foot_of_the_page_more_room() -> None:
    letter = a_letter("a", footer="Page")
    before, after = opened(letter), opened(with_banner(letter, controls_line(SPANISH)))
    assert (after.sections[0].bottom_margin or 0) > (before.sections[0].bottom_margin or 0)
    assert after.sections[0].top_margin == before.sections[0].top_margin


@pytest.mark.parametrize(("line", "is_rtl"), [(0, False), (1, True)])
def test_each_line_has_its_own_direction(line: int, *, is_rtl: bool) -> None:
    out = opened(with_banner(a_letter("a"), draft_banner(ARABIC)))
    paragraph = out.sections[0].header.paragraphs[line]._p  # noqa: SLF001 - as Word sees it
    assert bool(paragraph.xpath("./w:pPr/w:bidi")) is is_rtl


@pytest.mark.parametrize(
    ("status", "banner"),
    [
        ("english_source", None),
        ("draft_machine", draft_banner(SPANISH)),
        ("draft_developer", draft_banner(SPANISH)),
        ("human_translated", draft_banner(SPANISH)),
        ("human_reviewed", controls_line(SPANISH)),
        ("counsel_approved", controls_line(SPANISH)),
        ("certified", controls_line(SPANISH)),
    ],
)
def test_the_status_decides_what_the_pages_say(status: Status, banner: Banner | None) -> None:
    assert banner_for(EffectiveStatus(status, None, ()), SPANISH) == banner
