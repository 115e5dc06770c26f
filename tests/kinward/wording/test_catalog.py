import pytest

from kinward.wording.catalog import read_catalog
from kinward.wording.locales import SPANISH, WrittenLocale
from tests.kinward.wording.builders import ARABIC, Text, a_po

ENGLISH_TEXT = "The hearing is on <1>{hearing_on}</1> in room 12."
GOOD = "La audiencia es el <1>{hearing_on}</1> en la sala 12."


def codes_of(po: bytes, locale: WrittenLocale = SPANISH) -> list[str]:
    reading = read_catalog(po, locale)
    return [problem.code for problem in (*reading.errors, *reading.warnings)]


def test_a_good_text_passes_every_gate() -> None:
    reading = read_catalog(a_po({ENGLISH_TEXT: GOOD}), SPANISH)
    assert reading.errors == reading.warnings == ()
    assert reading.catalog is not None
    entry = reading.catalog.entry((None, ENGLISH_TEXT))
    assert entry is not None
    assert entry.strings == (GOOD,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "untranslated"),
        ("La audiencia es el <1>hoy</1> en la sala 12.", "placeholders"),
        ("La audiencia es el <1>{hearing_at}</1> en la sala 12.", "placeholders"),
        ("La audiencia es el {hearing_on} en la sala 12.", "tags"),
        ("La audiencia es el <1>{hearing_on} en la sala 12.", "tags"),
        ("La audiencia es el </1>{hearing_on}<1> en la sala 12.", "tags"),
        ("La audiencia es el <1>{hearing_on}</1> <2>en</2> la sala 12.", "tags"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala 12. {{ 7*7 }}", "template_syntax"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala 12. {% if a %}", "template_syntax"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala 12. {# a #}", "template_syntax"),
        ("La audiencia es el <1>{{hearing_on}}</1> en la sala 12.", "template_syntax"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala 12.\u202e", "bidi_controls"),
        ("La audiencia es el <1>\u2068{hearing_on}</1> en la sala 12.", "bidi_controls"),
        ("La audiencia\x0b es el <1>{hearing_on}</1> en la sala 12.", "unprintable"),
        ("La audiencia\ue000 es el <1>{hearing_on}</1> en la sala 12.", "unprintable"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala 12. ", "whitespace"),
        ("La audiencia\nes el <1>{hearing_on}</1> en la sala 12.", "whitespace"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala 21.", "numbers"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala.", "numbers"),
        (ENGLISH_TEXT, "unchanged"),
        ("El cuidado adoptivo es el <1>{hearing_on}</1> en la sala 12.", "forbidden_term"),
        ("Слушание будет <1>{hearing_on}</1> в зале 12, это суд.", "script"),
        ("La аudiencia es el <1>{hearing_on}</1> en la sala 12.", "homoglyph"),
        ("La audiencia es el <1>{hearing_on}</1> en la sala 12, a\u0301.", "not_composed"),
        ("El <1>{hearing_on}</1> en 12.", "length"),
    ],
)
def test_a_seeded_defect_is_found(text: str, code: str) -> None:
    assert f"translation_{code}" in codes_of(a_po({ENGLISH_TEXT: text}))


def test_a_problem_names_the_message_and_the_fault() -> None:
    (problem,) = read_catalog(a_po({"Dear Consul:": "", "To:": "Para:"}), SPANISH).errors
    assert problem.where == "letters.po, message 1"
    assert problem.message == "“Dear Consul:” is not translated"


def test_a_fuzzy_text_is_an_error() -> None:
    assert codes_of(a_po({"To:": "Para:"}, fuzzy=["To:"])) == ["translation_fuzzy"]


def test_an_empty_variant_falls_back_and_is_no_error() -> None:
    texts: Text = {"The child": "La persona menor", ("child.sex=f", "The child"): ""}
    assert codes_of(a_po(texts)) == []


def test_a_plural_text_for_one_count_may_leave_the_figure_out() -> None:
    key = ("{n} child is named.", "{n} children are named.")
    assert codes_of(a_po({key: ["Figura un menor.", "Figuran {n} menores."]})) == []
    assert codes_of(a_po({key: ["Figura un menor.", "Figuran menores."]})) == [
        "translation_placeholders"
    ]


def test_six_arabic_texts_are_needed_and_only_those_for_one_count_may_lose_the_figure() -> None:
    key = ("{n} child is named.", "{n} children are named.")
    few = "يوجد {n} أطفال"
    good = ["لا يوجد أطفال", "يوجد طفل واحد", "يوجد طفلان", few, few, few]
    assert codes_of(a_po({key: good}, ARABIC), ARABIC) == []
    assert codes_of(a_po({key: good[:3]}, ARABIC), ARABIC) == ["translation_plural_count"]
    lost = [*good[:3], "يوجد أطفال", few, few]
    assert codes_of(a_po({key: lost}, ARABIC), ARABIC) == ["translation_placeholders"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("charset=utf-8", "charset=iso-8859-1", "catalog_charset"),
        ("Language: es", "Language: fr", "catalog_language"),
        ("plural=(n != 1)", "plural=(n > 1)", "catalog_plural_forms"),
        ('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "", "catalog_plural_forms"),
    ],
)
def test_a_wrong_header_refuses_the_whole_catalog(old: str, new: str, code: str) -> None:
    reading = read_catalog(a_po({"To:": "Para:"}).replace(old.encode(), new.encode()), SPANISH)
    assert reading.catalog is None
    assert [problem.code for problem in reading.errors] == [code]


@pytest.mark.parametrize("po", [b"\xff\xfe", b"junk", 'msgid "á"'.encode("latin-1")])
def test_a_file_that_is_no_catalog_is_told_and_not_raised(po: bytes) -> None:
    reading = read_catalog(po, SPANISH)
    assert reading.catalog is None
    assert reading.errors


def test_a_message_that_stands_twice_is_found() -> None:
    po = a_po({"To:": "Para:"}) + b'\nmsgid "To:"\nmsgstr "A:"\n'
    assert codes_of(po) == ["catalog_duplicates"]
