"""All words of a Word file are read, each as what it is, with the place where it stands."""

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from kinward.press.word_package import open_package
from kinward.press.word_text import Passage, passages_of
from tests.kinward.press.word_builders import a_template, as_bytes, replaced, with_part

_RUN = "<w:r><w:t>MARK</w:t></w:r>"


def read(data: bytes) -> list[Passage]:
    """All passages of a file."""
    return list(passages_of(open_package(data)))


def with_xml(xml: str) -> list[tuple[str, str]]:
    """Kind and text of the passages of a paragraph that holds this XML."""
    data = replaced(a_template("before", "MARK"), "word/document.xml", _RUN, xml)
    return [
        (passage.kind, passage.text)
        for passage in read(data)
        if passage.part == "word/document.xml" and passage.paragraph == 2
    ]


def test_the_places_are_told_by_part_and_paragraph() -> None:
    shown = [one for one in read(a_template("one", "two", header="top")) if one.kind == "shown"]
    assert [(one.where, one.text) for one in shown] == [
        ("word/document.xml paragraph 1", "one"),
        ("word/document.xml paragraph 2", "two"),
        ("word/header1.xml paragraph 1", "top"),
    ]


@pytest.mark.parametrize(
    ("kind", "xml", "text"),
    [
        ("shown", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("shown", "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b"),
        ("shown", '<w:r><w:sym w:char="0041"/></w:r>', "A"),
        ("shown", "<w:ins><w:r><w:t>added</w:t></w:r></w:ins>", "added"),
        ("shown", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r>', "x"),
        ("hidden", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", "x"),
        ("hidden", '<w:r><w:rPr><w:sz w:val="4"/></w:rPr><w:t>x</w:t></w:r>', "x"),
        ("deleted", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "gone"),
        ("deleted", "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>", "moved"),
        ("field", "<w:r><w:instrText>PAGE</w:instrText></w:r>", "PAGE"),
    ],
)
def test_words_are_told_apart_by_what_a_reader_sees(kind: str, xml: str, text: str) -> None:
    assert with_xml(xml) == [(kind, text)]


def test_a_word_half_shown_and_half_hidden_is_also_read_as_one() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>nández</w:t></w:r>"
    assert ("attribute", "Hernández") in with_xml(f"<w:r><w:t>Her</w:t></w:r>{hidden}")


def test_a_style_can_hide_words() -> None:
    document = docx.Document()
    style = document.styles.add_style("Unseen", 1)
    style.element.get_or_add_rPr().append(OxmlElement("w:vanish"))
    document.add_paragraph("x", style="Unseen")
    assert style.element.get(qn("w:styleId")) == "Unseen"
    kinds = [one.kind for one in read(as_bytes(document)) if one.text == "x"]
    assert kinds == ["hidden"]


def test_a_text_box_speaks_for_itself() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:txbxContent>"
    data = replaced(
        a_template("MARK", "after"),
        "word/document.xml",
        _RUN,
        f"<w:r><w:t>outside</w:t><w:pict>{box}</w:pict></w:r>",
    )
    shown = [(one.paragraph, one.text) for one in read(data) if one.kind == "shown"]
    assert shown == [(1, "outside"), (2, "inside"), (3, "after")]


def test_what_stands_beside_the_pages_is_read_too() -> None:
    data = with_part(a_template("x"), "word/x.xml", lambda _: b'<!--c--><x a="one two">three</x>')
    beside = {one.kind: one.text for one in read(data) if one.part == "word/x.xml"}
    assert beside == {"property": "threec", "attribute": "one two"}


def test_layout_numbers_are_no_words_and_numbers_in_names_are() -> None:
    xml = b'<x w="90210" id="1F2E3D4C" descr="90210" long="216004118"/>'
    data = with_part(a_template("x"), "word/x.xml", lambda _: xml)
    told = next(one.text for one in read(data) if one.part == "word/x.xml" and one.text)
    assert set(told.split("\x1e")) == {"90210", "216004118"}
