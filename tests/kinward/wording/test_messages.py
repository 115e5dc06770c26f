from itertools import pairwise

import docx
import pytest
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.wording.messages import Message, messages_of
from tests.depth import examples
from tests.kinward.wording.builders import a_letter, add_field, opened, saved

BORN = (
    "We write about {{ child.full_name }}, born in {{ child.born_in|country }} "
    "on {{ child.born_on|longdate }}."
)


def texts_of(letter: bytes) -> list[str]:
    return [message.msgid for message in messages_of(letter)]


def only_message(*runs: str) -> Message:
    (message,) = messages_of(a_letter(runs))
    return message


def test_a_paragraph_is_a_message_without_jinja() -> None:
    message = only_message(BORN)
    assert message.msgid == (
        "We write about {child_full_name}, born in {child_born_in} on {child_born_on}."
    )
    assert message.placeholders == (
        ("child_full_name", "child.full_name"),
        ("child_born_in", "child.born_in|country"),
        ("child_born_on", "child.born_on|longdate"),
    )
    assert message.comments[2] == "{child_born_on} = child.born_on|longdate"


def test_a_bold_run_is_a_numbered_tag() -> None:
    message = only_message("The hearing is on ", "*{{ hearing.on|longdate }}*", " in {{ court }}.")
    assert message.msgid == "The hearing is on <1>{hearing_on}</1> in {court}."


def test_two_values_of_one_name_are_told_apart() -> None:
    message = only_message(
        "On {{ at|longdate }} at {{ at|clocktime }} and again {{ at|longdate }}"
    )
    assert message.msgid == "On {at} at {at_2} and again {at}"


def test_word_quotes_inside_a_value_are_made_plain() -> None:
    message = only_message("At {{ at|clocktime(‘America/Chicago’) }} sharp")
    assert message.placeholders == (("at", "at|clocktime('America/Chicago')"),)


@st.composite
def cuts(draw: st.DrawFn) -> list[str]:
    """BORN cut into runs anywhere, inside its Jinja too."""
    places = sorted(draw(st.sets(st.integers(1, len(BORN) - 1), max_size=25)))
    edges = [0, *places, len(BORN)]
    return [BORN[a:b] for a, b in pairwise(edges)]


@given(cuts())
@settings(max_examples=examples(60), deadline=None)
def test_word_may_split_a_paragraph_into_any_runs(runs: list[str]) -> None:
    assert texts_of(a_letter(runs)) == texts_of(a_letter(BORN))


@given(st.data())
@settings(max_examples=examples(40), deadline=None)
def test_word_may_split_formatted_text_into_any_runs(data: st.DataObject) -> None:
    bold = "{{ hearing.on|longdate }} at nine"
    cut = data.draw(st.integers(1, len(bold) - 1))
    whole = a_letter(["The hearing is on ", f"*{bold}*", " in court."])
    split = a_letter(
        ["The hearing is ", "on ", f"*{bold[:cut]}*", f"*{bold[cut:]}*", " in court."]
    )
    assert texts_of(split) == texts_of(whole)


def test_spelling_marks_and_bookmarks_do_not_change_a_message() -> None:
    document = opened(a_letter(["Dear ", "Consul General:"]))
    paragraph = document.paragraphs[0]._p  # noqa: SLF001 - python-docx has no public way
    for name in ("w:proofErr", "w:bookmarkStart", "w:bookmarkEnd"):
        paragraph.insert(1, OxmlElement(name))
    assert texts_of(saved(document)) == ["Dear Consul General:"]


def test_body_tables_headers_and_footers_are_read() -> None:
    document = opened(a_letter("Dear Consul:", header="International Unit", footer="Confidential"))
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Case number"
    letter = saved(document)
    assert texts_of(letter) == [
        "Dear Consul:",
        "Case number",
        "International Unit",
        "Confidential",
    ]
    assert {m.part for m in messages_of(letter)} == {
        "word/document.xml",
        "word/header1.xml",
        "word/footer1.xml",
    }


def test_a_page_number_is_a_value_that_word_puts_in() -> None:
    document = opened(a_letter("Dear Consul:"))
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("Page ")
    add_field(footer, "PAGE")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES")
    assert texts_of(saved(document))[-1] == "Page {page} of {pages}"


@pytest.mark.parametrize(
    "text",
    [
        "{%p if interpreter %}",
        "{%tr for relative in relatives %}",
        "{% if a %}",
        "{{ case_number }}",
        "{{ a }} / {{ b }}",
        "§ 10609.95",
        "",
        "{#notr#}Welfare and Institutions Code",
    ],
)
def test_logic_values_and_what_is_marked_are_no_messages(text: str) -> None:
    assert texts_of(a_letter(text)) == []


def test_a_variant_marker_gives_the_neutral_text_and_one_per_value() -> None:
    letter = a_letter("{#ctx child.sex m,f#}The child lives with a relative.")
    assert [message.context for message in messages_of(letter)] == [
        None,
        "child.sex=m",
        "child.sex=f",
    ]
    assert {message.msgid for message in messages_of(letter)} == {
        "The child lives with a relative."
    }


def test_a_plural_marker_gives_two_texts() -> None:
    message = only_message("{#plural n#}{{ n }} child is named.{#|#}{{ n }} children are named.")
    assert (message.msgid, message.plural) == ("{n} child is named.", "{n} children are named.")


def test_a_sense_marker_tells_equal_english_apart() -> None:
    letter = a_letter("{#sense immigration#}Removal", "{#sense of_a_child#}Removal")
    assert [message.key for message in messages_of(letter)] == [
        ("immigration", "Removal"),
        ("of_a_child", "Removal"),
    ]


def test_a_remark_of_the_author_reaches_the_translator() -> None:
    message = only_message("{# the consulate, not the consul #}Dear Consulate:")
    assert message.msgid == "Dear Consulate:"
    assert message.comments == ("the consulate, not the consul",)


def test_the_description_of_a_picture_is_a_message() -> None:
    document = docx.Document()
    picture = OxmlElement("wp:docPr")
    picture.set("descr", "Seal of {{ county }}")
    run = document.add_paragraph().add_run()
    run._r.append(OxmlElement("w:drawing"))  # noqa: SLF001 - python-docx has no public way
    run._r[-1].append(picture)  # noqa: SLF001 - as above
    assert texts_of(saved(document)) == ["Seal of {county}"]


def test_the_place_of_a_message_is_its_part_and_paragraph() -> None:
    letter = a_letter("{{ date }}", "Dear Consul:")
    (message,) = messages_of(letter)
    assert (message.part, message.paragraph) == ("word/document.xml", 2)


def test_a_leading_tab_is_layout_and_not_in_the_message() -> None:
    assert only_message("\tSincerely,").msgid == "Sincerely,"
    assert isinstance(opened(a_letter("\tSincerely,")).paragraphs[0], Paragraph)
