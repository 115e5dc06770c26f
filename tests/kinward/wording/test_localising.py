import re
import zipfile
from io import BytesIO

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.wording.banner import draft_banner
from kinward.wording.catalog import Catalog, source_catalog
from kinward.wording.choosing import TranslationMissing, TranslationRefused
from kinward.wording.entries import Entry
from kinward.wording.locales import ENGLISH, SPANISH, WrittenLocale
from kinward.wording.localising import localise
from kinward.wording.markers import CountMissing
from kinward.wording.messages import messages_of
from kinward.wording.units import LetterNotTranslatable
from kinward.wording.wml import paragraphs, text_parts, w
from tests.depth import examples
from tests.kinward.wording.builders import (
    ARABIC,
    Text,
    a_catalog,
    a_letter,
    add_field,
    body_texts,
    opened,
    rendered,
    saved,
)

HEARING = ["The hearing is on ", "*{{ hearing_on|longdate }}*", " in {{ court }}."]
HEARING_ES: Text = {
    "The hearing is on <1>{hearing_on}</1> in {court}.": (
        "En {court} se celebrará la audiencia el <1>{hearing_on}</1>."
    )
}
CHILDREN = "{#plural n#}{{ n }} child is named.{#|#}{{ n }} children are named."
CHILDREN_KEY = ("{n} child is named.", "{n} children are named.")
CHILD = "{#ctx child.sex m,f#}The child lives here."
CHILD_ES: Text = {
    "The child lives here.": "La persona menor de edad vive aquí.",
    ("child.sex=f", "The child lives here."): "La niña vive aquí.",
    ("child.sex=m", "The child lives here."): "",
}


def an_echo_of(letter: bytes, locale: WrittenLocale) -> Catalog:
    """A catalog that answers every message with itself after one foreign word."""
    word = "ياء" * 60 if locale.is_rtl else "Eco:"
    forms = 6 if locale.is_rtl else 2
    entries = {
        message.key: Entry(
            message.msgid,
            message.context,
            message.plural,
            (f"{word} {message.plural or message.msgid}",) * (forms if message.plural else 1),
            is_fuzzy=False,
        )
        for message in messages_of(letter)
    }
    return Catalog(locale, entries)


def test_a_translation_may_move_values_and_formatting() -> None:
    out = localise(a_letter(HEARING), a_catalog(HEARING_ES), {}, banner=None)
    letter = rendered(out, SPANISH, hearing_on="2026-03-05", court="Dept. 4 & 5 <A>")
    paragraph = opened(letter).paragraphs[0]
    assert paragraph.text == (
        "En Dept. 4 & 5 <A> se celebrará la audiencia el 5 de marzo de 2026 (2026-03-05)."
    )
    assert [run.text for run in paragraph.runs if run.bold] == ["5 de marzo de 2026 (2026-03-05)"]


def test_a_missing_translation_is_never_silently_english() -> None:
    letter = a_letter("Dear Consul:", "To:", HEARING)
    with pytest.raises(TranslationMissing) as refused:
        localise(letter, a_catalog({"To:": "Para:"}), {}, banner=None)
    assert "word/document.xml, paragraph 1" in str(refused.value)
    assert "word/document.xml, paragraph 3" in str(refused.value)


def test_a_fuzzy_translation_is_not_used() -> None:
    with pytest.raises(TranslationMissing):
        localise(a_letter("To:"), a_catalog({"To:": "Para:"}, fuzzy=["To:"]), {}, banner=None)


@pytest.mark.parametrize(
    "text",
    [
        "En {court} se celebrará la audiencia.",
        "En {judge} el <1>{hearing_on}</1> se celebrará la audiencia de {court}.",
        "En {court} se celebrará la audiencia el {hearing_on}.",
        "En {court} se celebrará la audiencia el <1>{hearing_on}</1>. {{ 7*7 }}",
        "En {court} se celebrará la audiencia el <1>{hearing_on}</1>. {% for x in y %}",
        "En {court} se celebrará la audiencia el <1>{hearing_on}</1>.\x0c",
    ],
)
def test_a_translation_with_other_placeholders_is_refused(text: str) -> None:
    catalog = a_catalog({"The hearing is on <1>{hearing_on}</1> in {court}.": text})
    with pytest.raises(TranslationRefused):
        localise(a_letter(HEARING), catalog, {}, banner=None)


def test_template_syntax_in_a_plural_text_is_refused() -> None:
    catalog = a_catalog({CHILDREN_KEY: ["Figura {n} menor.", "{% for i in [1] %} {n}"]})
    with pytest.raises(TranslationRefused):
        localise(a_letter(CHILDREN), catalog, {"n": 1}, banner=None)


def test_only_the_counted_figure_may_be_left_out_of_a_plural_text() -> None:
    letter = a_letter("{#plural n#}{{ n }} child of {{ who }}.{#|#}{{ n }} children of {{ who }}.")
    key = ("{n} child of {who}.", "{n} children of {who}.")
    plural = "{n} menores de {who}."
    good, bad = (
        a_catalog({key: ["Un menor de {who}.", plural]}),
        a_catalog({key: ["El menor {n}.", plural]}),
    )
    assert body_texts(localise(letter, good, {"n": 1}, banner=None)) == ["Un menor de {{ who }}."]
    with pytest.raises(TranslationRefused):
        localise(letter, bad, {"n": 1}, banner=None)


def test_a_variant_is_chosen_and_an_empty_or_unknown_one_is_the_neutral_text() -> None:
    catalog, letter = a_catalog(CHILD_ES), a_letter(CHILD)
    told = {
        str(sex): body_texts(localise(letter, catalog, {"child": {"sex": sex}}, banner=None))[0]
        for sex in ("f", "m", "x", None)
    }
    neutral = "La persona menor de edad vive aquí."
    assert told == {"f": "La niña vive aquí.", "m": neutral, "x": neutral, "None": neutral}
    assert body_texts(localise(letter, catalog, {}, banner=None)) == [neutral]


@pytest.mark.parametrize(("n", "told"), [(1, "Figura un menor."), (3, "Figuran 3 menores.")])
def test_a_plural_follows_the_count(n: int, told: str) -> None:
    catalog = a_catalog({CHILDREN_KEY: ["Figura un menor.", "Figuran {n} menores."]})
    out = localise(a_letter(CHILDREN), catalog, {"n": n}, banner=None)
    assert body_texts(rendered(out, SPANISH, n=n)) == [told]


@pytest.mark.parametrize(("n", "told"), [(1, "1 child is named."), (2, "2 children are named.")])
def test_the_english_letter_chooses_its_plural_too(n: int, told: str) -> None:
    out = localise(a_letter(CHILDREN), source_catalog(ENGLISH), {"n": n}, banner=None)
    assert body_texts(rendered(out, ENGLISH, n=n)) == [told]


def test_the_english_letter_keeps_every_other_paragraph_as_it_is() -> None:
    letter = a_letter(HEARING, "{#ctx child.sex m,f#}The child.", footer="Unit")
    out = localise(letter, source_catalog(ENGLISH), {}, banner=None)
    with zipfile.ZipFile(BytesIO(letter)) as before, zipfile.ZipFile(BytesIO(out)) as after:
        assert before.namelist() == after.namelist()
    facts = {"hearing_on": "2026-03-05", "court": "Dept. 4"}
    assert body_texts(rendered(out, ENGLISH, **facts)) == body_texts(
        rendered(letter, ENGLISH, **facts)
    )


def test_the_length_of_a_list_may_be_the_count() -> None:
    letter = a_letter("{#plural children|length#}One child.{#|#}Several children.")
    out = localise(letter, source_catalog(ENGLISH), {"children": ["a", "b"]}, banner=None)
    assert body_texts(rendered(out, ENGLISH)) == ["Several children."]


@pytest.mark.parametrize("facts", [{}, {"n": None}, {"n": "three"}, {"n": True}])
def test_a_count_that_is_no_number_stops_the_letter(facts: dict[str, object]) -> None:
    with pytest.raises(CountMissing):
        localise(a_letter(CHILDREN), source_catalog(ENGLISH), facts, banner=None)


def test_a_letter_with_a_text_box_is_refused() -> None:
    with pytest.raises(LetterNotTranslatable):
        localise(a_letter("A { brace"), source_catalog(ENGLISH), {}, banner=None)


def test_page_numbers_survive_translation() -> None:
    document = opened(a_letter("To:"))
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("Page ")
    add_field(footer, "PAGE")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES")
    texts: Text = {"To:": "Para:", "Page {page} of {pages}": "De {pages}, página {page}"}
    out = opened(rendered(localise(saved(document), a_catalog(texts), {}, banner=None), SPANISH))
    paragraph = out.sections[0].footer.paragraphs[0]
    codes = [node.text for node in paragraph._p.iter(qn("w:instrText"))]  # noqa: SLF001 - as Word sees it
    kinds = [node.get(qn("w:fldCharType")) for node in paragraph._p.iter(qn("w:fldChar"))]  # noqa: SLF001 - as above
    assert paragraph.text == "De 7, página 7"
    assert codes == [" NUMPAGES ", " PAGE "]
    assert kinds == ["begin", "separate", "end"] * 2


def test_a_page_number_written_as_a_simple_field_survives() -> None:
    document = opened(a_letter(""))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE \\* MERGEFORMAT ")
    paragraph = document.paragraphs[0]
    paragraph.add_run("Page ")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no public way
    catalog = a_catalog({"Page {page}": "Página {page}"})
    out = opened(localise(saved(document), catalog, {}, banner=None))
    told = out.paragraphs[0]._p  # noqa: SLF001 - as Word sees it
    assert [e.get(qn("w:instr")) for e in told.iter(qn("w:fldSimple"))] == [
        " PAGE \\* MERGEFORMAT "
    ]


def test_the_mark_of_a_footnote_stays_before_its_text() -> None:
    document = opened(a_letter(""))
    paragraph = document.paragraphs[0]
    paragraph.add_run()._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001 - as above
    paragraph.add_run(" See the treaty.")
    letter = saved(document)
    assert [m.msgid for m in messages_of(letter)] == ["{note_mark} See the treaty."]
    catalog = a_catalog({"{note_mark} See the treaty.": "{note_mark} Véase el tratado."})
    told = opened(localise(letter, catalog, {}, banner=None)).paragraphs[0]
    names = [child.tag.partition("}")[2] for run in told.runs for child in run._r]  # noqa: SLF001 - as above
    assert [name for name in names if name != "rPr"] == ["footnoteRef", "t"]
    assert told.text == " Véase el tratado."


def test_line_breaks_and_leading_tabs_are_kept() -> None:
    texts: Text = {"First line\nsecond line": "Primera línea\nsegunda línea"}
    out = localise(a_letter("\tFirst line\nsecond line"), a_catalog(texts), {}, banner=None)
    assert body_texts(rendered(out, SPANISH)) == ["\tPrimera línea\nsegunda línea"]


def test_the_description_of_a_picture_is_translated() -> None:
    document = opened(a_letter(""))
    picture = OxmlElement("wp:docPr")
    picture.set("descr", "Seal of {{ county }}")
    run = document.paragraphs[0].add_run()._r  # noqa: SLF001 - python-docx has no public way
    run.append(OxmlElement("w:drawing"))
    run[-1].append(picture)
    catalog = a_catalog({"Seal of {county}": "Sello de {county}"})
    out = rendered(localise(saved(document), catalog, {}, banner=None), SPANISH, county="A & B")
    (told,) = opened(out).element.body.iter(qn("wp:docPr"))
    assert told.get("descr") == "Sello de A & B"


words = st.text("abc éñ,.", min_size=1, max_size=12).map(lambda t: f"w{t}w")
values = st.sampled_from(["{{ a.b }}", "{{ c|longdate }}", "{{ d }}", "*{{ e }}*", "*bold*"])


@given(
    st.lists(st.one_of(words, values), min_size=1, max_size=8), st.sampled_from([SPANISH, ARABIC])
)
@settings(max_examples=examples(40), deadline=None)
def test_every_value_of_the_english_is_in_the_translation(
    runs: list[str], locale: WrittenLocale
) -> None:
    letter = a_letter(["Words enough that no bold ones are most of the paragraph: ", *runs])
    out = localise(letter, an_echo_of(letter, locale), {}, banner=None)
    wanted = re.findall(r"\{\{ .*? \}\}", "".join(body_texts(letter)))
    assert re.findall(r"\{\{ .*? \}\}", "".join(body_texts(out))) == wanted
    bold = ["".join(r.text for r in opened(d).paragraphs[0].runs if r.bold) for d in (letter, out)]
    assert bold[1].replace("\u2068", "").replace("\u2069", "") == bold[0]


def test_every_paragraph_of_an_arabic_letter_is_right_to_left() -> None:
    document = opened(a_letter(HEARING, "{{ case_number }}", "{%p if a %}", "", "{%p endif %}"))
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{{ court }}"
    letter = saved(document)
    out = localise(letter, an_echo_of(letter, ARABIC), {}, banner=draft_banner(ARABIC))
    for part, root in text_parts(out).items():
        lines = [p for _, p in paragraphs(root)]
        english = [p for p in lines if "DRAFT" in "".join(t.text or "" for t in p.iter(w("t")))]
        assert all(
            p.find(f"{w('pPr')}/{w('bidi')}") is not None for p in lines if p not in english
        ), part
        for table in root.iter(w("tblPr")):
            assert table.find(w("bidiVisual")) is not None


def test_each_value_of_an_arabic_letter_is_isolated() -> None:
    letter = a_letter(HEARING, "{{ case_number }}")
    out = localise(letter, an_echo_of(letter, ARABIC), {}, banner=None)
    texts = "".join(body_texts(out))
    assert texts.count("{{") == 3
    assert len(re.findall("\u2068\\{\\{ [^}]+ \\}\\}\u2069", texts)) == 3


def test_bold_and_size_of_an_arabic_run_hold_for_its_script_in_schema_order() -> None:
    letter = a_letter(HEARING)
    out = localise(letter, an_echo_of(letter, ARABIC), {}, banner=None)
    root = text_parts(out)["word/document.xml"]
    bold = [rpr for rpr in root.iter(w("rPr")) if rpr.find(w("b")) is not None]
    names = [[child.tag.partition("}")[2] for child in rpr] for rpr in bold]
    assert names == [["b", "bCs", "rtl", "lang"]]
    assert [e.get(w("bidi")) for e in bold[0].iter(w("lang"))] == ["ar-SA"]


@pytest.mark.parametrize(
    ("locale", "slot", "tag"), [(SPANISH, "val", "es-US"), (ARABIC, "bidi", "ar-SA")]
)
def test_document_and_runs_say_their_language(locale: WrittenLocale, slot: str, tag: str) -> None:
    letter = a_letter("Words of a letter", "{#notr#}Welfare Code")
    out = localise(letter, an_echo_of(letter, locale), {}, banner=None)
    styles = opened(out).styles.element
    assert styles.find(f".//{w('docDefaults')}//{w('lang')}").get(w("val")) == tag
    told, kept = (p._p for p in opened(out).paragraphs)  # noqa: SLF001 - as Word sees it
    assert {e.get(w(slot)) for e in told.iter(w("lang"))} == {tag}
    assert {e.get(w("val")) for e in kept.iter(w("lang"))} == {"en-US"}


def test_the_font_of_a_script_stands_in_the_styles() -> None:
    letter = a_letter("Words of a letter")
    out = localise(letter, an_echo_of(letter, ARABIC), {}, banner=None)
    fonts = list(opened(out).styles.element.iter(w("rFonts")))
    assert fonts
    assert {e.get(w("cs")) for e in fonts} == {"Noto Naskh Arabic"}
    assert {e.get(w("cstheme")) for e in fonts} == {None}


def test_the_same_input_gives_the_same_bytes() -> None:
    letter, catalog = a_letter(HEARING), a_catalog(HEARING_ES)
    first = localise(letter, catalog, {}, banner=draft_banner(SPANISH))
    assert first == localise(letter, catalog, {}, banner=draft_banner(SPANISH))
