"""A finished paper is searched through and through, and its faults are named without the value."""

import io
from collections.abc import Callable

import docx
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.press.proofs import Finding, prove_docx, prove_file_name, prove_pdf
from kinward.press.searching import Promise, Secret
from tests.depth import examples
from tests.kinward.press.word_builders import a_template, as_bytes, replaced, with_part

A_NUMBER = Secret("a_number", "R47", "216004118", "digits")
FOSTER_NAME = Secret("foster_family", "R41", "Wilhelmina Overgård", "name")
BORN = Secret("date_of_birth", "R40", "2019-03-05", "date")
ALL = (A_NUMBER, FOSTER_NAME, BORN)


def leak(where: str, category: str = "a_number") -> Finding:
    """A leak found at a place."""
    return Finding("leak", category, where)


def test_a_clean_letter_has_no_findings() -> None:
    letter = a_template("Dear Consul General,", "Sofía Núñez, case IL-2026-0001", header="Re: IL")
    promises = [Promise("child.name", "Sofía Núñez")]
    assert prove_docx(letter, promises, ALL, case_number="IL-2026-0001") == ()


def test_the_place_is_told_and_the_value_is_not() -> None:
    letter = a_template("one", "two A216-004-118", header="born 5 March 2019")
    found = prove_docx(letter, [], ALL)
    places = {("a_number", "word/document.xml paragraph 2"),
              ("date_of_birth", "word/header1.xml paragraph 1")}  # fmt: skip
    assert {(item.category, item.where) for item in found} == places
    assert "216" not in repr(found)
    assert "216" not in repr(A_NUMBER)


def _in_runs(text: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("A")
    for sign in text:
        paragraph.add_run(sign).bold = sign in "026"
    return as_bytes(document)


def _in_a_table(text: str) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(text))
    for cell, sign in zip(table.rows[0].cells, text, strict=True):
        cell.text = sign
    return as_bytes(document)


def _in_property(name: str) -> Callable[[str], bytes]:
    def build(text: str) -> bytes:
        document = docx.Document()
        setattr(document.core_properties, name, f"x {text}")
        return as_bytes(document)

    return build


def _in_xml(old: str, new: str) -> Callable[[str], bytes]:
    def build(text: str) -> bytes:
        body = a_template("MARK")
        return replaced(body, "word/document.xml", old, new.replace("VALUE", text))

    return build


def _in_part(name: str, content: str) -> Callable[[str], bytes]:
    def build(text: str) -> bytes:
        new = content.replace("VALUE", text).encode()
        return with_part(a_template("x"), name, lambda _: new)

    return build


_WORD_PART = '<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:x>'
_RUN = "<w:r><w:t>MARK</w:t></w:r>"


_PARAGRAPH = _WORD_PART.format("<w:p><w:r><w:t>VALUE</w:t></w:r></w:p>")
PLACES: dict[str, Callable[[str], bytes]] = {
    "body": lambda text: a_template("x", text),
    "header": lambda text: a_template("x", header=text),
    "footer": lambda text: a_template("x", footer=text),
    "one run for each digit": _in_runs,
    "one cell for each digit": _in_a_table,
    "zero-width characters": lambda text: a_template("\u200b".join(text)),
    "spaced in isolates": lambda text: a_template("\u2066" + " ".join(text)),
    "title": _in_property("title"),
    "author": _in_property("author"),
    "keywords": _in_property("keywords"),
    "description": _in_property("comments"),
    "custom property": _in_part("docProps/custom.xml", "<p><v>VALUE</v></p>"),
    "company": _in_part("docProps/app.xml", "<p><Company>VALUE</Company></p>"),
    "custom XML": _in_part("customXml/item9.xml", '<p a="VALUE"/>'),
    "chart": _in_part("word/charts/chart1.xml", "<c><v>VALUE</v></c>"),
    "comment": _in_part("word/comments.xml", _PARAGRAPH),
    "footnote": _in_part("word/footnotes.xml", _PARAGRAPH),
    "XML comment": _in_part("word/x.xml", "<!-- VALUE --><x/>"),
    "part name": lambda text: with_part(a_template("x"), f"word/media/{text}.png", bytes),
    "hidden": _in_xml(_RUN, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>VALUE</w:t></w:r>"),
    "deleted": _in_xml(_RUN, "<w:del><w:r><w:delText>VALUE</w:delText></w:r></w:del>"),
    "field code": _in_xml(_RUN, "<w:r><w:instrText>QUOTE VALUE</w:instrText></w:r>"),
    "simple field": _in_xml(_RUN, '<w:fldSimple w:instr="QUOTE VALUE"/>'),
    "alternative text": _in_xml(_RUN, '<wp:docPr id="1" name="x" descr="VALUE"/>'),
    "bookmark": _in_xml(_RUN, '<w:bookmarkStart w:id="1" w:name="n_VALUE"/>'),
    "content control": _in_xml(_RUN, "<w:sdt><w:sdtPr><w:tag w:val='VALUE'/></w:sdtPr></w:sdt>"),
}


@pytest.mark.parametrize("build", PLACES.values(), ids=PLACES)
def test_no_confidential_value_survives_in_any_part_of_a_document(
    build: Callable[[str], bytes],
) -> None:
    found = prove_docx(build("216004118"), [], [A_NUMBER])
    assert any(item.code == "leak" for item in found), found


NAMES = st.lists(
    st.text("abcdefghijklmnoprstuvzáéíóúñüçøł", min_size=3, max_size=9).map(str.title),
    min_size=1,
    max_size=3,
).map(" ".join)
TRICKS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, "\u200d".join, lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", "_"), lambda text: f"({text})", lambda text: f"{text}'s",
    lambda text: text[:2] + "\u00ad" + text[2:], lambda text: text[:2] + "-\n" + text[2:],
)  # fmt: skip


def test_a_person_called_as_words_keyword_for_no_border_is_no_leak_of_the_layout() -> None:
    secret = Secret("name", "R41", "Nil", "name")
    assert prove_docx(PLACES["body"]("Re: today"), [], [secret]) == ()
    (leak,) = prove_docx(PLACES["body"]("Re: Nil, today"), [], [secret])
    assert leak.where == "word/document.xml paragraph 2"


@settings(max_examples=examples(40), deadline=None)
@given(NAMES, st.sampled_from(TRICKS), st.sampled_from(["body", "header", "footer", "title"]))
def test_a_planted_name_is_always_found(
    name: str, trick: Callable[[str], str], place: str
) -> None:
    secret = Secret("name", "R41", name, "name")
    # A word of Word's own, as the style “macro”, stands in the file before the name is planted.
    before = prove_docx(PLACES[place]("Re: today"), [], [secret])
    found = prove_docx(PLACES[place](f"Re: {trick(name)}, today"), [], [secret])
    assert [item.code for item in found if item not in before] == ["leak"]


@settings(max_examples=examples(40), deadline=None)
@given(
    st.integers(10**8, 10**9 - 1).map(str), st.text(" -.\u00a0\u2011\u200b", max_size=2), st.data()
)
def test_a_planted_number_is_always_found(number: str, between: str, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(1, 8), max_size=4))
    document = docx.Document()
    paragraph = document.add_paragraph("A")
    for position, sign in enumerate(number):
        paragraph.add_run(between + sign if position in cuts else sign)
    found = prove_docx(as_bytes(document), [], [Secret("a_number", "R47", number, "digits")])
    assert [item.code for item in found] == ["leak"]


@settings(max_examples=examples(40), deadline=None)
@given(NAMES, st.integers(10**8, 10**9 - 1).map(str))
def test_a_letter_without_them_is_never_blocked(name: str, number: str) -> None:
    letter = a_template(
        "On March 5, 2026 the Superior Court of San Diego County ordered, in case IL-2026-0001,",
        "12 hearings; call +1 619 555 0100.",
    )
    secrets = [Secret("name", "r", f"{name}qx", "name"), Secret("a_number", "r", number, "digits")]
    assert prove_docx(letter, [], secrets) == ()


def test_a_lost_accent_is_a_missing_value() -> None:
    promise = Promise("child.name", "González")
    assert prove_docx(a_template("Gonzlez"), [promise], []) == (
        Finding("missing_value", "child.name", "the page"),
    )
    assert prove_docx(a_template("Gonzalez"), [promise], [])
    assert prove_docx(a_template("GONZÁLEZ"), [promise], []) == ()


def test_a_promise_is_not_kept_by_a_longer_word_or_beside_the_page() -> None:
    document = docx.Document()
    document.add_paragraph("Banana")
    document.core_properties.title = "Ana"
    assert prove_docx(as_bytes(document), [Promise("name", "Ana")], [])


def test_a_withheld_name_inside_a_promised_one_is_excused_only_there() -> None:
    promises = [Promise("child.name", "Sofía Overgård")]
    secret = Secret("foster_family", "R41", "Overgård", "name")
    assert prove_docx(a_template("Sofía Overgård"), promises, [secret]) == ()
    found = prove_docx(a_template("Sofía Overgård", "the Overgård home"), promises, [secret])
    assert found == (leak("word/document.xml paragraph 2", "foster_family"),)


def test_a_promised_value_excuses_nothing_beside_the_page() -> None:
    document = docx.Document()
    document.add_paragraph("Sofía Overgård")
    document.core_properties.title = "Sofía Overgård"
    secret = Secret("foster_family", "R41", "Overgård", "name")
    found = prove_docx(as_bytes(document), [Promise("child.name", "Sofía Overgård")], [secret])
    assert found == (leak("docProps/core.xml", "foster_family"),)


def test_a_narrative_excuses_no_address_inside_it() -> None:
    story = "The child lives at 1234 Willow Creek Road and is well."
    secret = Secret("foster_address", "R41", "1234 Willow Creek Road", "address")
    promise = Promise("summary", story, narrative=True)
    assert prove_docx(a_template(story), [promise], [secret]) == (
        leak("word/document.xml paragraph 1", "foster_address"),
    )


def test_an_a_number_that_is_also_promised_asks_a_person() -> None:
    secret = Secret("a_number", "R47", "216004118", "digits", blocks_if_promised=True)
    found = prove_docx(a_template("216004118"), [Promise("docket", "216-004-118")], [secret])
    assert Finding("same_as_promised", "a_number", "the facts of the letter") in found


def test_a_spelling_in_the_letters_own_language_is_found() -> None:
    secret = Secret("date_of_birth", "R40", "2019-03-05", "date", also=("5 березня 2019",))
    assert prove_docx(a_template("нар. 5 БЕРЕЗНЯ 2019 р."), [], [secret])


def test_a_document_of_another_case_cannot_enter_a_packet() -> None:
    letter = a_template("Case IL-2026-0001, see also il-2026-0002.")
    found = prove_docx(
        letter, [], [], case_number="IL-2026-0001", other_case_numbers=["IL-2026-0002", "X-1"]
    )
    assert found == (Finding("other_case", "case_number", "word/document.xml paragraph 1"),)
    assert prove_docx(a_template("IL-2026-00011"), [], [], case_number="IL-2026-0001") == (
        Finding("missing_value", "case_number", "the page"),
    )


def test_template_text_left_over_is_found_and_a_value_that_looks_like_it_is_not() -> None:
    assert prove_docx(a_template("Dear {{ name }}"), [], []) == (
        Finding("unfilled_tag", "", "word/document.xml paragraph 1"),
    )
    promise = Promise("name", "Ana {{ x }}")
    assert prove_docx(a_template("Dear Ana {{ x }},"), [promise], []) == ()


@pytest.mark.parametrize(
    ("code", "new"),
    [
        ("hidden_text", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"),
        ("hidden_text", '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>x</w:t></w:r>'),
        ("tracked_change", "<w:ins><w:r><w:t>x</w:t></w:r></w:ins>"),
        ("tracked_change", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"),
        ("active_content", '<w:fldSimple w:instr=" DATE "/>'),
        ("active_content", "<w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r>"),
        ("embedded_file", "<w:object/>"),
        ("comment", '<w:commentReference w:id="1"/>'),
        ("missing_glyph", "<w:r><w:t>Jos\ufffd</w:t></w:r>"),
    ],
)
def test_what_a_letter_must_not_carry_is_named(code: str, new: str) -> None:
    letter = replaced(a_template("MARK"), "word/document.xml", _RUN, new)
    found = {item.code for item in prove_docx(letter, [], [])}
    assert code in found


def test_a_page_number_is_no_danger() -> None:
    count = "<w:r><w:instrText> NUMPAGES </w:instrText></w:r>"
    new = f'<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/>{count}'
    assert prove_docx(replaced(a_template("MARK"), "word/document.xml", _RUN, new), [], []) == ()


def test_a_link_to_outside_is_found() -> None:
    document = docx.Document()
    document.part.relate_to("https://example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert [item.code for item in prove_docx(as_bytes(document), [], [])] == ["external_link"]


def test_a_file_that_is_no_letter_is_a_finding_and_no_crash() -> None:
    assert prove_docx(b"%PDF-1.7", [], [])[0] == Finding(
        "unreadable", "not_a_word_file", "the file"
    )
    assert prove_pdf(b"PK", [], [])[0].code == "unreadable"


@pytest.mark.parametrize(
    "name",
    [
        "IL-1-2019-03-05.pdf",
        "IL-1.216004118.es.docx",
        "wilhelmina_overgard.pdf",
        "WilhelminaOvergard.pdf",
    ],
)
def test_a_file_is_never_named_after_a_person(name: str) -> None:
    assert [item.where for item in prove_file_name(name, ALL)] == ["the file name"]


def test_a_file_named_by_case_kind_and_language_may_leave() -> None:
    assert prove_file_name("IL-2026-0001_consular_notification.es.pdf", ALL) == ()


def a_pdf(
    change: Callable[[pikepdf.Pdf], None] = lambda _: None, text: str = "Dear Consul"
) -> bytes:
    """A one-page PDF with Latin text in Helvetica, and one change."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    lines = "".join(f"({line}) Tj 0 -20 Td " for line in text.split("\n"))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td {lines}ET".encode("cp1252"))
    change(pdf)
    whole = io.BytesIO()
    pdf.save(whole)
    return whole.getvalue()


def _info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = "A 216 004 118"


def _xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = "A216004118"


def _bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("A216004118", 0))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.txt"] = b"A216004118"


def _note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        Contents="A216004118",
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _field(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="n", V="A216004118"))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


def _actual_text(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Span <</ActualText (A216004118)>> BDC EMC")


def _structure(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, Alt="A216004118")
    )


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (_info, "document information"),
        (_xmp, "XMP metadata"),
        (_bookmark, "bookmark"),
        (_attachment, "attachment"),
        (_note, "annotation"),
        (_field, "form field"),
        (_actual_text, "an object of the PDF"),
        (_structure, "structure tree"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_confidential_value_survives_anywhere_in_a_pdf(
    change: Callable[[pikepdf.Pdf], None], where: str
) -> None:
    assert leak(where) in prove_pdf(a_pdf(change), [], [A_NUMBER])


def test_a_pdf_page_is_searched_and_its_promises_are_read_back() -> None:
    pdf = a_pdf(text="Sofía Núñez of 216 004 118\nsecond line")
    promises = [Promise("child.name", "Sofía Núñez"), Promise("x", "Sofia Nunez")]
    assert prove_pdf(pdf, promises, [A_NUMBER]) == (
        leak("page 1"),
        Finding("missing_value", "x", "the page"),
    )


def _link(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_link, "external_link"),
        (_script, "active_content"),
        (_attachment, "embedded_file"),
        (_note, "comment"),
    ],
)
def test_what_a_pdf_must_not_carry_is_named(
    change: Callable[[pikepdf.Pdf], None], code: str
) -> None:
    assert code in {item.code for item in prove_pdf(a_pdf(change), [], [])}


def test_an_earlier_version_inside_a_pdf_is_found() -> None:
    whole = a_pdf()
    assert prove_pdf(whole, [], []) == ()
    assert "hidden_text" in {item.code for item in prove_pdf(whole + whole, [], [])}
