"""A Word template from anybody gets all its faults at once, with part, paragraph and text."""

import io
import json
import time
import zipfile
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.press.letters import TemplateFault
from kinward.press.template_check import check
from kinward.press.template_report import TemplateReport
from tests.depth import examples
from tests.kinward.press.word_builders import (
    a_letter,
    a_template,
    as_bytes,
    part,
    replaced,
    with_part,
)

KNOWN = {
    "child.family_name",
    "child.given_name",
    "child.born_on",
    "hearings[].court",
    "hearings[].people[].name",
    "names[]",
    "today",
    "married",
    "parent.a_number",
}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def checked(*paragraphs: str, header: str = "", footer: str = "") -> TemplateReport:
    """The report on a template with these paragraphs."""
    return of_file(a_template(*paragraphs, header=header, footer=footer))


def of_file(data: bytes) -> TemplateReport:
    """The report on a file."""
    return check(
        data, known_values=KNOWN, filters={"longdate", "and_list"}, forbidden={"parent.a_number"}
    )


def codes(report: TemplateReport) -> list[str]:
    """The codes of its findings."""
    return [finding.code for finding in report.findings]


def test_a_sound_template_is_accepted_with_its_values_and_messages() -> None:
    report = checked(
        "Dear {{ child.family_name }}, on {{ today|longdate }}",
        "{%p if married and child.given_name == “Ana” %}",
        "{#notr#}Not translated {{ names|and_list }}",
        "{%p elif names|length > 1 %}",
        "{%p else %}",
        "{%p endif %}",
        "{%p for h in hearings %}",
        "{{ loop.index }}: {{ h.court }}",
        "{%p for person in h.people %}",
        "{#ctx child.given_name m,f,x#}With {{ person.name }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{#plural names#}one{#|#}many",
        "{%p for n in names %}",
        "{{ n }}",
        "{%p endfor %}",
        footer="Case of {{ child.family_name }}",
    )
    assert report.findings == ()
    assert report.ok
    assert set(report.values) == {
        "child.family_name", "child.given_name", "today", "married", "names", "names[]",
        "hearings", "hearings[].court", "hearings[].people", "hearings[].people[].name",
    }  # fmt: skip
    assert report.messages == 4


def test_the_json_has_the_form_of_the_contract() -> None:
    report = checked("one", "Dear {{ child.familly_name }},")
    told = json.loads(json.dumps(report.as_json("letter.docx")))
    assert told == {
        "file": "letter.docx",
        "ok": False,
        "findings": [
            {
                "code": "unknown_value",
                "value": "child.familly_name",
                "suggestion": "child.family_name",
                "part": "body",
                "paragraph": 2,
                "text": "Dear {{ child.familly_name }},",
            }
        ],
        "values": [],
        "messages": 2,
    }


def test_all_faults_come_at_once() -> None:
    report = checked(
        "{{ child.familly_name }} {{ today|longdat }}", "{{ a b }}", header="{{ parent.a_number }}"
    )
    assert codes(report) == ["unknown_value", "unknown_filter", "syntax", "forbidden_value"]
    assert [finding.part for finding in report.findings] == ["body", "body", "body", "header"]
    assert [finding.paragraph for finding in report.findings] == [1, 1, 2, 1]


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("{{ child.familly_name }}", "unknown_value", "child.family_name"),
        ("{{ person.born_on }}", "unknown_value", "child.born_on"),
        ("{{ child }}", "unknown_value", "child.born_on"),
        ("{{ names }}", "unknown_value", "names[]"),
        ("{{ parent.a_number }}", "forbidden_value", None),
        ("{{ parent }}", "forbidden_value", None),
        ("{{ today|longdat }}", "unknown_filter", "longdate"),
        ("{{ today|upper }}", "unknown_filter", None),
        ("{{r today }}", "unknown_tag", "{{ today }}"),
        ("{{p today }}", "unknown_tag", "{{ today }}"),
        ("{{- today }}", "unknown_tag", "{{ today }}"),
        ("{# a note #}", "unknown_tag", "{#notr#}"),
        ("{% trans %}", "unknown_tag", None),
        ("{%p set x = 1 %}", "unknown_tag", None),
        ("{%p include 'x' %}", "unknown_tag", None),
        ("{%p import 'x' as y %}", "unknown_tag", None),
        ("{%p macro x() %}", "unknown_tag", None),
        ("{%p iff married %}", "unknown_tag", "{%p if married %}"),
        ("{%tc if married %}", "unknown_tag", "{%p if married %}"),
        ("{{ today", "syntax", "{{ value }}"),
        ("today }}", "syntax", "{{ value }}"),
        ("{{ }}", "syntax", "there is nothing between the braces"),
        ("{{ today – names }}", "syntax", None),
        ("{%p endif %}", "syntax", None),
        ("{%p else %}", "syntax", "{%p if value %}"),
        ("{%tr endfor %}", "syntax", "{%p endfor %}"),
        ("{{ child.family_name.upper() }}", "unsafe", None),
        ("{{ child.__class__ }}", "unsafe", None),
        ("{{ ''.__class__.__mro__ }}", "unsafe", None),
        ("{{ 'a' * 1000000 }}", "unsafe", None),
        ("{{ range(3) }}", "unsafe", None),
        ("{{ " + "(" * 50 + "1" + ")" * 50 + " }}", "syntax", "the tag is nested too deep"),
        ("{{ " + "9" * 5000 + " }}", "syntax", "{{ value }}"),
    ],
)
def test_a_fault_has_its_code_and_what_would_be_right(
    text: str, code: str, suggestion: str | None
) -> None:
    report = checked("before", text)
    first = next(finding for finding in report.findings if finding.code == code)
    assert (first.part, first.paragraph, first.text) == ("body", 2, text[:500])
    if suggestion is not None:
        assert first.suggestion == suggestion


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(["{% if married %}She{% endif %} lives"], id="inline if"),
        pytest.param(["{% for n in names %}{{ n }}{% endfor %}"], id="inline for"),
        pytest.param(["{{ child.", "family_name }}"], id="a tag over two paragraphs"),
        pytest.param(["{%p if married %} words that would vanish", "{%p endif %}"], id="words"),
        pytest.param(["{%p if married %}{{ today }}", "{%p endif %}"], id="two tags"),
    ],
)
def test_logic_split_over_or_inside_paragraphs_is_told(paragraphs: list[str]) -> None:
    assert codes(checked(*paragraphs)) == ["split_paragraph_logic"]


def _table(*rows: list[str]) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return as_bytes(document)


def test_rows_may_repeat_and_their_own_row_holds_nothing_else() -> None:
    loop, end = "{%tr for h in hearings %}", "{%tr endfor %}"
    assert of_file(_table([loop, ""], ["{{ h.court }}", "x"], [end, ""])).ok
    lost = of_file(_table([loop, "lost"], ["{{ h.court }}", "x"], [end, ""]))
    assert codes(lost) == ["split_paragraph_logic"]


def test_a_block_that_ends_in_another_cell_is_told() -> None:
    report = of_file(_table(["{%p if married %}", "{%p endif %}"]))
    assert codes(report) == ["split_paragraph_logic"]


def test_an_unclosed_block_is_told_at_its_opening() -> None:
    report = checked("one", "{%p if married %}", "three")
    assert [(finding.code, finding.paragraph) for finding in report.findings] == [("syntax", 2)]
    assert report.findings[0].suggestion == "{%p endif %}"


def test_an_unknown_list_is_told_once_and_not_for_each_of_its_facts() -> None:
    report = checked("{%p for h in hearingz %}", "{{ h.court }}", "{%p endfor %}")
    assert [(one.code, one.suggestion) for one in report.findings] == [
        ("unknown_value", "hearings")
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("<<name>>", "mail merge"),
        ("«name»", "mail merge"),
        ("${name}", "JavaScript"),
        ("{name}", "docxtemplater"),
        ("{#people}", "docxtemplater"),
        ("{d.name:upper}", "Carbone"),
        ("[[name]]", "HotDocs"),
        ("{{#each people}}", "Handlebars"),
        ("{{/each}}", "Handlebars"),
        ("+++INS name+++", "docx-templates"),
        ("<%= name %>", "ERB"),
    ],
)
def test_another_template_language_is_named(text: str, language: str) -> None:
    found = [one for one in checked(text).findings if one.code == "other_template_syntax"]
    assert language in found[0].value


_RUN = "<w:r><w:t>MARK</w:t></w:r>"


@pytest.mark.parametrize(
    ("code", "xml"),
    [
        ("other_template_syntax", '<w:fldSimple w:instr=" MERGEFIELD name "/>'),
        ("unsafe", "<w:r><w:instrText>DDEAUTO c:\\\\x cmd</w:instrText></w:r>"),
        ("unsafe", "<w:r><w:instrText>INCLUDETEXT x.docx</w:instrText></w:r>"),
        ("unsafe", '<w:fldSimple w:instr="INCLUDEPICTURE x"/>'),
        ("unsafe", '<w:fldSimple w:instr="MACROBUTTON x"/>'),
        ("unsafe", '<w:fldSimple w:instr="DATE"/>'),
        ("unsafe", "<w:object/>"),
        ("unsafe", '<w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins>'),
        ("unsafe", '<w:commentReference w:id="1"/>'),
        ("unsafe", "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr></w:sdt>"),
        ("unsafe", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"),
    ],
)
def test_what_could_do_harm_is_told_with_its_paragraph(code: str, xml: str) -> None:
    template = replaced(a_template("one", "MARK"), "word/document.xml", _RUN, xml)
    found = of_file(template).findings
    assert [(one.code, one.part, one.paragraph) for one in found] == [(code, "body", 2)]


def test_fields_that_count_pages_are_welcome() -> None:
    field = '<w:fldSimple w:instr=" PAGE "/><w:fldSimple w:instr=" NUMPAGES \\* Arabic "/>'
    assert of_file(replaced(a_template("MARK"), "word/document.xml", _RUN, field)).ok


def _linked() -> bytes:
    link = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://x.example/t.dotm" TargetMode="External"/>'
    )
    end = "</Relationships>"
    return replaced(a_template("x"), "word/_rels/document.xml.rels", end, link + end)


def _as_type(kind: str) -> bytes:
    return replaced(a_template("x"), "[Content_Types].xml", MAIN, kind)


def _zip_of(**members: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return whole.getvalue()


def _doctype(data: bytes) -> bytes:
    entity = b'<!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]>'
    return data.replace(b"<w:document", entity + b"<w:document", 1)


def _with(name: str, change: Callable[[bytes], bytes] = bytes) -> Callable[[], bytes]:
    return lambda: with_part(a_template("x"), name, change)


def _chunk() -> bytes:
    return replaced(a_template("MARK"), "word/document.xml", _RUN, "<w:altChunk/>")


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOTX = MAIN.replace("document.main", "template.main")
WORKBOOK = {"[Content_Types].xml": b"<x/>", "xl/x": b""}
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("not_a_word_file", lambda: b""),
    "a PDF": ("not_a_word_file", lambda: b"%PDF-1.7 ..."),
    "plain text": ("not_a_word_file", lambda: b"Dear {{ name }}"),
    "an old .doc": ("not_a_word_file", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    "a zip": ("not_a_word_file", lambda: _zip_of(a=b"x")),
    "a workbook": ("not_a_word_file", lambda: _zip_of(**WORKBOOK)),
    "a .dotx": ("not_a_word_file", lambda: _as_type(DOTX)),
    "no content types": ("not_a_word_file", lambda: _zip_of(**{"word/document.xml": b"<x/>"})),
    "half a file": ("corrupt_file", lambda: a_template("x")[:5000]),
    "broken XML": ("corrupt_file", _with("word/document.xml", lambda _: b"<w:a")),
    "no end": ("corrupt_file", lambda: a_template("x").replace(b"PK\x05\x06", b"PK\x05\x07")),
    "a bomb": ("too_large", lambda: with_deflated("word/x.bin", b"\0" * 30_000_000)),
    "endless XML": ("too_large", lambda: with_deflated("word/x.xml", b"<x>" + b"a" * 5_000_000)),
    "many parts": ("too_large", lambda: _zip_of(**{f"word/{n}": b"" for n in range(1_001)})),
    "a huge file": ("too_large", lambda: b"PK" + b"\0" * 21_000_000),
    "many braces": ("too_large", lambda: a_template("{" * 20_000)),
    "many paragraphs": ("too_large", lambda: a_template(*["x"] * 5_001)),
    "macros": ("macro", lambda: _as_type(MACRO)),
    "a macro part": ("macro", _with("word/vbaProject.bin")),
    "an attached template": ("external_reference", _linked),
    "an embedded object": ("unsafe", _with("word/embeddings/o.bin")),
    "a document type": ("unsafe", _with("word/document.xml", _doctype)),
    "a path to outside": ("unsafe", _with("../evil.xml", lambda _: b"<x/>")),
    "another chunk": ("unsafe", _chunk),
}


def with_deflated(name: str, data: bytes) -> bytes:
    """A template with one more part, packed."""
    whole = io.BytesIO(a_template("x"))
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return whole.getvalue()


@pytest.mark.parametrize(("code", "build"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_broken_file_gets_a_reason_and_no_crash(
    code: str, build: Callable[[], bytes]
) -> None:
    report = of_file(build())
    assert code in codes(report)
    assert not report.ok


@settings(max_examples=examples(40), deadline=None)
@given(st.data())
def test_a_damaged_template_never_crashes_the_check(data: st.DataObject) -> None:
    whole = bytearray(a_template("Dear {{ child.family_name }},"))
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[position] = data.draw(st.integers(0, 255))
    assert isinstance(of_file(bytes(whole)).as_json("x"), dict)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.text("{}%#|prif for endtha.[]()_'\"– \u00a0ñ", max_size=40), max_size=6))
def test_strange_text_never_crashes_the_check(paragraphs: list[str]) -> None:
    assert isinstance(checked(*paragraphs), TemplateReport)


PIECES = st.sampled_from(
    [
        ["plain words"],
        ["Dear {{ child.family_name }} and {{ names|and_list }},"],
        ["{%p if married %}", "yes", "{%p else %}", "no", "{%p endif %}"],
        ["{%p for h in hearings %}", "{{ h.court }}", "{%p endfor %}"],
        ["{{ today|longdate"],
        ["{%p if married %}"],
        ["{{ child.upper() }}"],
        ["{% if married %}x{% endif %}"],
        ["{{ today|nofilter }}"],
        ["{{ a b }}"],
    ]
)


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_a_template_that_passes_can_be_filled(pieces: list[list[str]]) -> None:
    template = a_template(*(text for piece in pieces for text in piece))
    facts = {
        "child": {"family_name": "Núñez"}, "names": ["Ana"], "married": True,
        "hearings": [{"court": "A"}],
    }  # fmt: skip
    if of_file(template).ok:
        assert "{{" not in part(a_letter(template, facts), "word/document.xml")
    else:
        with pytest.raises(TemplateFault):
            a_letter(template, facts)


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(["{{ child.family_name }} text"] * 4_900, id="a long letter"),
        pytest.param([f"{{{{ who.knows{n} }}}}" for n in range(4_000)], id="thousands of faults"),
        pytest.param(["{{ " * 4_000], id="thousands of open braces"),
        pytest.param(["x" * 1_000_000 + "{d." + "a" * 100_000], id="a megabyte in one paragraph"),
    ],
)
def test_the_answer_comes_within_two_seconds(paragraphs: list[str]) -> None:
    template = a_template(*paragraphs)
    started = time.process_time()
    checked_report = of_file(template)
    assert time.process_time() - started < 2
    assert checked_report is not None
