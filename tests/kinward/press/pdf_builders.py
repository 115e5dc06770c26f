"""Word letters and PDFs for the press's tests: invented people, letter paper."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.shared import Inches

from kinward.press.pdf import DocxInput
from kinward.press.sealing import Imprint

MARCH_4 = datetime(2026, 3, 4, 12, tzinfo=UTC)

# One red point, and nothing else: the smallest picture.
RED_POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077 53de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def an_imprint(title: str = "Notice", language: str = "en-US") -> Imprint:
    return Imprint(title=title, language=language, stated_at=MARCH_4)


def a_document(title: str = "Notice", *paragraphs: str) -> WordDocument:
    """A letter with a heading, paragraphs, a list, and a table whose first row is its header."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "A Clerk"
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    document.styles["Normal"].font.name = "Liberation Serif"
    document.add_heading(title, 1)
    for paragraph in paragraphs or ("Dear Consul,", "a child of your country is in our care."):
        document.add_paragraph(paragraph)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Office", "City", "Consulate", "Dallas"), strict=True):  # noqa: SLF001
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    section.footer.paragraphs[0].text = "County of Invention"
    return document


def saved(document: WordDocument) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def a_word_file(title: str = "Notice", *paragraphs: str) -> bytes:
    return saved(a_document(title, *paragraphs))


def a_letter(id_: str = "notice", title: str = "Notice", *paragraphs: str) -> DocxInput:
    return DocxInput(id_, a_word_file(title, *paragraphs), an_imprint(title))


def a_letter_that(word: str, id_: str) -> DocxInput:
    """A letter with a word in clear, that the fake office looks for."""
    return DocxInput(id_, _stored(a_word_file("Notice", word)), an_imprint())


def with_part(word_file: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same Word file, with `old` replaced in one of its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file)) as given, zipfile.ZipFile(out, "w") as made:
        for member in given.namelist():
            content = given.read(member)
            made.writestr(member, content.replace(old, new) if member == name else content)
    return out.getvalue()


def _stored(word_file: bytes) -> bytes:
    return with_part(word_file, "", b"", b"")


def a_letter_with_a_picture(title: str = "Notice", alt: str | None = "A red square") -> bytes:
    document = a_document(title)
    shape = document.add_picture(io.BytesIO(RED_POINT), width=Inches(1))
    if alt is not None:
        shape._inline.docPr.set("descr", alt)  # noqa: SLF001
    letterhead = document.sections[0].header.paragraphs[0].add_run()
    letterhead.add_picture(io.BytesIO(RED_POINT), width=Inches(0.5))
    return saved(document)


FAMILY_OF_LETTERS = (
    a_letter("cover", "Cover sheet", "Enclosed are these papers."),
    a_letter("notice", "Notice", *(f"Paragraph {number}." for number in range(60))),
    DocxInput(
        "arabic", a_word_file("إشعار", "إشعار قنصلي بموجب المادة"), an_imprint("إشعار", "ar")
    ),
    DocxInput("chinese", a_word_file("通知", "领事通知 儿童福利"), an_imprint("通知", "zh-CN")),
    DocxInput("picture", a_letter_with_a_picture("Picture"), an_imprint("Picture")),
    DocxInput("logo", a_letter_with_a_picture("Logo"), an_imprint("Logo")),
    DocxInput("no_alt", a_letter_with_a_picture("No alt", alt=None), an_imprint("No alt")),
    DocxInput("not_word", b"plain text, called .docx", an_imprint()),
    DocxInput(
        "garbled", with_part(a_word_file(), "word/document.xml", b"<w:body>", b"<<"), an_imprint()
    ),
    DocxInput("wrong_title", a_word_file("Another"), an_imprint("Notice")),
)
