"""A letter is the template filled with facts, or a sentence that names the fact and the place."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinward.press.letters import FactMissing, TemplateFault
from kinward.press.plain_values import LetterTooLarge, UnprintableCharacter, ValueNotPlain
from tests.depth import examples
from tests.kinward.press.word_builders import (
    a_letter,
    a_template,
    as_bytes,
    part,
    part_names,
    replaced,
    words,
)


def test_names_dates_and_lists_are_printed_by_their_filters() -> None:
    template = a_template("{{ child.name }}, born {{ child.born|longdate }}; {{ kin|and_list }}.")
    facts = {"child": {"name": "A. B.", "born": date(2019, 3, 5)}, "kin": ["Ana", "Luz"]}
    assert words(a_letter(template, facts)) == ["A. B., born March 5, 2019; Ana and Luz."]


def test_the_same_facts_give_the_same_bytes() -> None:
    template = a_template("Dear {{ who }},", header="{{ who }}", footer="{{ who }}")
    assert a_letter(template, {"who": "Ana"}) == a_letter(template, {"who": "Ana"})


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("Tom & Jerry <b>x</b>", id="markup"),
        pytest.param("a < b", id="less than"),
        pytest.param("\"quotes\" and 'quotes' ’", id="quotes"),
        pytest.param("{{ child.secret }}", id="a print tag"),
        pytest.param("{% if x %}", id="a logic tag"),
        pytest.param("{_{ x }_} {_% y %_}", id="what docxtpl would unescape"),
        pytest.param("{# gone? #}", id="a comment tag"),
        pytest.param("</w:t></w:r></w:p><w:p><w:r><w:t>FORGED", id="a forged paragraph"),
        pytest.param("&amp; &#65;", id="entities"),
        pytest.param("line one\nline two\tend", id="line break and tab"),
        pytest.param("\u2066A-216\u2069 محمد رضا", id="isolates and Arabic"),
        pytest.param("می\u200cشود", id="a joiner that Persian needs"),
        pytest.param("x <w:p /> y", id="what the press itself looks for"),
    ],
)
def test_a_value_comes_out_as_it_went_in(value: str) -> None:
    letter = a_letter(a_template("{{ v }}", header="{{ v }}"), {"v": value})
    assert words(letter) == [value]


@settings(max_examples=examples(60), deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(str.strip))
@example("}} {{ '}'")
def test_no_letter_of_a_name_is_lost_anywhere(value: str) -> None:
    if "\ufffd" not in value:
        assert words(a_letter(a_template("<{{ v }}>"), {"v": value})) == [f"<{value}>"]


def test_a_forged_paragraph_stays_inside_its_own() -> None:
    forged = "</w:t></w:r></w:p><w:p><w:r><w:t>FORGED"
    assert len(words(a_letter(a_template("one {{ v }}", "two"), {"v": forged}))) == 2


def test_markup_characters_in_names_survive_rendering() -> None:
    letter = a_letter(a_template("To: {{ v }}, by post"), {"v": "Consulado <General> & Co"})
    assert words(letter) == ["To: Consulado <General> & Co, by post"]


@pytest.mark.parametrize("nothing", [None, "", "   ", "\u00a0"])
def test_a_missing_fact_stops_the_letter_and_names_the_fact(nothing: str | None) -> None:
    with pytest.raises(FactMissing, match=r"^child\.name .*word/document\.xml paragraph 2: Re:"):
        a_letter(a_template("x", "Re: {{ child.name }}"), {"child": {"name": nothing}})


def test_a_fact_that_the_letter_was_never_given_is_named() -> None:
    with pytest.raises(
        FactMissing, match=r"^child\.familly_name is not among the facts"
    ) as caught:
        a_letter(a_template("{{ child.familly_name }}"), {"child": {"family_name": "Secreto"}})
    assert caught.value.fact == "child.familly_name"
    assert "Secreto" not in str(caught.value)


def test_a_blank_inside_a_loop_is_named_by_its_list() -> None:
    template = a_template("{%p for h in hearings %}", "On {{ h.on|longdate }}", "{%p endfor %}")
    with pytest.raises(FactMissing, match=r"^hearings\[\]\.on .* paragraph 2"):
        a_letter(template, {"hearings": [{"on": None}]})


def test_a_filter_is_never_asked_to_print_nothing() -> None:
    with pytest.raises(FactMissing, match=r"^child\.born is not known"):
        a_letter(a_template("{{ child.born|longdate }}"), {"child": {"born": None}})


def test_a_condition_on_a_fact_never_given_stops_the_letter() -> None:
    with pytest.raises(FactMissing, match=r"^married .* paragraph 1") as caught:
        a_letter(a_template("{%p if married %}", "x", "{%p endif %}"))
    assert caught.value.fact == "married"


@pytest.mark.parametrize(
    "value", [True, ["a"], {"a": "b"}, datetime(2026, 3, 5, 9, tzinfo=UTC)], ids=repr
)
def test_program_text_is_never_printed(value: object) -> None:
    with pytest.raises(FactMissing, match="needs a filter to be printed"):
        a_letter(a_template("{{ v }}"), {"v": value})


@pytest.mark.parametrize(
    "character",
    [*"\x00\x08\x0c\x1f\x7f\x85\ud800\ue000\U000f0000\U000e0041\u202a\u202e\u2028\ufffe\ufffd"],
    ids=ascii,
)
def test_a_character_that_cannot_be_printed_is_refused_with_its_place(character: str) -> None:
    facts = {"people": [{"name": "fine"}, {"name": f"Jo{character}se"}]}
    with pytest.raises(UnprintableCharacter, match=r"people\[1\]\.name, character 3") as caught:
        a_letter(a_template("x"), facts)
    assert "Jo" not in str(caught.value)


class _Person:
    name = "Ana"


class _Word(str):
    __slots__ = ()


@pytest.mark.parametrize("value", [_Person(), _Word("x"), 1.5, {"a"}, b"x", print, _Person])
def test_only_plain_data_enters_a_letter(value: object) -> None:
    with pytest.raises(ValueNotPlain, match=r"child\.thing"):
        a_letter(a_template("x"), {"child": {"thing": value}})


def test_a_value_longer_than_any_letter_is_refused() -> None:
    with pytest.raises(LetterTooLarge, match="note has 100001 characters"):
        a_letter(a_template("x"), {"note": "x" * 100_001})


def test_a_loop_that_prints_without_end_is_stopped() -> None:
    loops = ["{%p for a in xs %}"] + ["{%p for b in xs %}"] + ["{{ v }}"] + ["{%p endfor %}"] * 2
    with pytest.raises(LetterTooLarge, match=r"word/document\.xml would print"):
        a_letter(a_template(*loops), {"xs": ["x"] * 500, "v": "y" * 90_000})


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ name.upper() }}",
        "{{ name.__class__ }}",
        "{{ child.items() }}",
        "{{ self._TemplateReference__context }}",
        "{{ 'a' * 10000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% for x in range(100000000) %}{% endfor %}",
        "{{ '{0.__class__}'.format(name) }}",
        "{{ name|attr('__class__') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{% set x = 1 %}",
        "{% import 'x' as y %}",
        "{% include 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{{ name|map('upper') }}",
        "{{ _printed }}",
        "{{ name|_printed('x') }}",
    ],
)
def test_a_hostile_template_cannot_leave_the_sandbox(tag: str) -> None:
    with pytest.raises((TemplateFault, FactMissing), match=r"word/document\.xml paragraph 2"):
        a_letter(a_template("one", tag, "three"), {"name": "Ana", "child": {"name": "Ana"}})


def test_a_fact_may_bear_the_name_of_a_method() -> None:
    template = a_template("{%p for i in list.items %}", "{{ i.values }}", "{%p endfor %}")
    assert words(a_letter(template, {"list": {"items": [{"values": "one"}]}})) == ["one"]


@pytest.mark.parametrize(
    ("paragraphs", "place"),
    [
        (["one", "two {{ a b }}"], "word/document.xml paragraph 2: two {{ a b }}"),
        (["one", "two {{ a|nofilter }}"], "paragraph 2: two {{ a|nofilter }}"),
        (["one", "{%p if a %}", "three"], "word/document.xml paragraph 2: {%p if a %}"),
        (["one", "two {{ a", "three"], "word/document.xml paragraph 2: two {{ a"),
        (["one {{ a", "{%p if a %}", "{{ a }}", "{%p endif %}"], "paragraph 1: one {{ a"),
        (["{%p if a %} words docxtpl would drop", "{%p endif %}"], "paragraph 1: {%p if a"),
    ],
)
def test_a_template_error_names_part_paragraph_and_tag(paragraphs: list[str], place: str) -> None:
    with pytest.raises(TemplateFault, match=re.escape(place)):
        a_letter(a_template(*paragraphs), {"a": "value"})


def test_an_error_in_a_header_names_the_header() -> None:
    with pytest.raises(FactMissing, match=r"word/header1\.xml paragraph 1"):
        a_letter(a_template("fine", header="{{ gone }}"))


def test_rows_are_repeated_and_an_error_in_a_row_is_placed() -> None:
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for h in hearings %}"
    table.cell(1, 0).text = "{{ h.court }}"
    table.cell(1, 1).text = "{{ h.on|longdate }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    template = as_bytes(document)
    day = date(2026, 3, 5)
    facts = {"hearings": [{"court": "A", "on": day}, {"court": "B", "on": day}]}
    rows = part(a_letter(template, facts), "word/document.xml").count("<w:tr>")
    assert rows == 2
    with pytest.raises(FactMissing, match=r"hearings\[\]\.on .* paragraph 5: \{\{ h\.on"):
        a_letter(template, {"hearings": [{"court": "A", "on": None}]})


def test_a_table_left_without_rows_goes_and_a_cell_keeps_a_paragraph() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=1)
    for row, text in enumerate(["{%tr for h in nobody %}", "{{ h }}", "{%tr endfor %}"]):
        table.cell(row, 0).text = text
    kept = document.add_table(rows=1, cols=1).cell(0, 0)
    kept.text = "{%p if no %}"
    kept.add_paragraph("x")
    kept.add_paragraph("{%p endif %}")
    letter = part(a_letter(as_bytes(document), {"nobody": [], "no": False}), "word/document.xml")
    assert letter.count("<w:tbl>") == 1
    assert "<w:p/></w:tc>" in letter


def test_tags_that_word_has_split_and_decorated_still_work() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ["To {", "{ child", ".na", "me }", "} and {{", "\u00a0child.name\u00a0", "}}"]:
        paragraph.add_run(piece)
    document.add_paragraph("{%p\u00a0if child.name == “Ana” %}")
    document.add_paragraph("seen")
    document.add_paragraph("{%p\u00a0endif %}")
    letter = a_letter(as_bytes(document), {"child": {"name": "Ana"}})
    assert words(letter) == ["To Ana and Ana", "seen"]


def test_a_header_shared_by_two_sections_is_filled_once() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ v }}"
    document.add_section()
    letter = a_letter(as_bytes(document), {"v": "{{ other }}", "other": "EVALUATED"})
    assert "{{ other }}" in part(letter, "word/header1.xml")
    assert "EVALUATED" not in part(letter, "word/header1.xml")


def test_a_filter_cannot_smuggle_markup() -> None:
    letter = a_letter(a_template("{{ v|shout }}"), {"v": "<w:p>"})
    assert words(letter) == ["<W:P>"]


def test_a_finished_letter_says_nothing_about_who_made_the_template() -> None:
    document = docx.Document()
    document.add_paragraph("x")
    document.core_properties.author = "A. Worker"
    document.core_properties.last_modified_by = "B. Worker"
    document.core_properties.comments = "{{ not_even_rendered }}"
    document.core_properties.keywords = "secret"
    letter = a_letter(as_bytes(document))
    core = part(letter, "docProps/core.xml")
    assert "Consular notification, IL-2026-0001" in core
    assert not any(word in core for word in ("Worker", "secret", "rendered", "created"))
    assert "docProps/thumbnail.jpeg" not in part_names(letter)
    assert part_names(letter)[0] == "[Content_Types].xml"


def test_the_language_of_the_letter_is_the_language_of_its_styles() -> None:
    styles = docx.Document(BytesIO(a_letter(a_template("x")))).styles.element
    language = styles.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"
    )
    assert language is not None
    assert language.get(qn("w:val")) == "en-US"


def test_alternative_text_of_a_picture_may_hold_a_fact() -> None:
    template = replaced(
        a_template("PICTURE"),
        "word/document.xml",
        "<w:t>PICTURE</w:t>",
        '<w:drawing><wp:docPr id="1" name="x" descr="Seal of {{ v }}"/></w:drawing>',
    )
    assert 'descr="Seal of A &quot;B&quot;"' in part(
        a_letter(template, {"v": 'A "B"'}), "word/document.xml"
    )
