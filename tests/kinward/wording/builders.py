"""Builders: small Word letters, catalogs and an Arabic row, invented for the tests."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

import docx
import jinja2
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from kinward.wording.catalog import Catalog, read_catalog
from kinward.wording.locales import ENGLISH, SPANISH, WrittenLocale
from kinward.wording.values import filters

ARABIC = replace(
    ENGLISH,
    code="ar",
    catalog="ar",
    babel_id="ar",
    word_tag="ar-SA",
    plural_forms=(
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
        " : n%100>=11 ? 4 : 5);"
    ),
    draft_banner="ترجمة أولية – لم يراجعها مترجم مؤهل. يُعتد بالنص الإنجليزي.",
    controls_line="يُعتد بالنص الإنجليزي.",
    script="ARABIC",
    direction="rtl",
    lang_slot="bidi",
    font="Noto Naskh Arabic",
    font_slots=("cs",),
    length_ratio=(0.3, 1.5),
)

Text = Mapping[str | tuple[str, str], str | Sequence[str]]


def a_letter(*paragraphs: str | Sequence[str], header: str = "", footer: str = "") -> bytes:
    """A Word letter; a paragraph is one text, or runs of which `*…*` are bold."""
    document = docx.Document()
    for runs in paragraphs:
        add_runs(document.add_paragraph(), runs)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def add_runs(paragraph: Paragraph, runs: str | Sequence[str]) -> None:
    """Add runs to a paragraph; those between stars are bold."""
    for text in [runs] if isinstance(runs, str) else runs:
        is_bold = len(text) > 2 and text.startswith("*") and text.endswith("*")
        run = paragraph.add_run(text.strip("*") if is_bold else text)
        run.bold = True if is_bold else None


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add a field as Word writes it: begin, code, separate, result, end, each in its own run."""
    for kind in ("begin", code, "separate", "7", "end"):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            node = OxmlElement("w:fldChar")
            node.set(qn("w:fldCharType"), kind)
        else:
            node = OxmlElement("w:instrText" if kind == code else "w:t")
            node.text = f" {kind} " if kind == code else kind
        run._r.append(node)  # noqa: SLF001 - python-docx has no public way to add a field


def saved(document: "docx.document.Document") -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened(docx_file: bytes) -> "docx.document.Document":
    """The document of some bytes."""
    return docx.Document(io.BytesIO(docx_file))


def a_po(texts: Text, locale: WrittenLocale = SPANISH, *, fuzzy: Sequence[str] = ()) -> bytes:
    """A PO file; a key is a msgid, (msgctxt, msgid), or for several texts (msgid, plural)."""
    lines = [
        'msgid ""\nmsgstr ""',
        f'"Language: {locale.catalog}\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        f'"Plural-Forms: {locale.plural_forms}\\n"\n',
    ]
    for key, text in texts.items():
        lines += _po_entry(key, text, is_fuzzy=key in fuzzy)
    return "\n".join(lines).encode()


def _po_entry(
    key: str | tuple[str, str], text: str | Sequence[str], *, is_fuzzy: bool
) -> list[str]:
    first, second = (key, None) if isinstance(key, str) else key
    lines = ["#, fuzzy"] if is_fuzzy else []
    if isinstance(text, str):
        context = [f"msgctxt {_po_quoted(first)}"] if second else []
        return [
            *lines,
            *context,
            f"msgid {_po_quoted(second or first)}",
            f"msgstr {_po_quoted(text)}\n",
        ]
    forms = [f"msgstr[{n}] {_po_quoted(form)}" for n, form in enumerate(text)]
    return [
        *lines,
        f"msgid {_po_quoted(first)}",
        f"msgid_plural {_po_quoted(second or '')}",
        *forms,
        "",
    ]


def _po_quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    return f'"{escaped}"'


def a_catalog(
    texts: Text, locale: WrittenLocale = SPANISH, *, fuzzy: Sequence[str] = ()
) -> Catalog:
    """The catalog of a PO file, whatever its single texts are worth."""
    catalog = read_catalog(a_po(texts, locale, fuzzy=fuzzy), locale).catalog
    assert catalog is not None
    return catalog


def rendered(template: bytes, locale: WrittenLocale, **facts: object) -> bytes:
    """The letter with its values, as the press renders it."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters.update(filters(locale))
    letter = DocxTemplate(io.BytesIO(template))
    letter.render(facts, jinja_env=environment, autoescape=True)
    out = io.BytesIO()
    letter.save(out)
    return out.getvalue()


def body_texts(docx_file: bytes) -> list[str]:
    """The text of every paragraph of the body, table cells too."""
    body = opened(docx_file).element.body
    return [Paragraph(p, None).text for p in body.iter(qn("w:p"))]  # type: ignore[arg-type] # a paragraph alone needs no parent to tell its text
