"""Word templates and finished letters for the tests of the press, built part by part."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

import docx
from docx.document import Document

from kinward.press import letters
from kinward.press.strict_printing import LetterEnvironment
from kinward.press.word_finish import Properties

USUAL = Properties(title="Consular notification, IL-2026-0001", language="en-US")


def as_bytes(document: Document) -> bytes:
    """The document as it would be saved."""
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def a_template(*paragraphs: str, header: str = "", footer: str = "") -> bytes:
    """A Word file with one run for each paragraph."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    return as_bytes(document)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed, or added when it is not there."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w") as new:
        for member in old.namelist():
            part = old.read(member)
            new.writestr(member, change(part) if member == name else part)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return whole.getvalue()


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with `old` replaced in one part; the part must hold it."""

    def change(part: bytes) -> bytes:
        assert old.encode() in part, f"{name} has no {old}"
        return part.replace(old.encode(), new.encode())

    return with_part(data, name, change)


def longdate(day: date) -> str:
    """A day in plain English, for tests."""
    return f"{day:%B} {day.day}, {day.year}"


def a_letter(template: bytes, values: Mapping[str, object] | None = None) -> bytes:
    """The template rendered with usual filters and properties."""
    filters: dict[str, Callable[..., str]] = {
        "longdate": longdate,
        "and_list": " and ".join,
        "shout": str.upper,
    }
    return letters.render(template, values or {}, LetterEnvironment(filters), properties=USUAL)


def words(data: bytes) -> list[str]:
    """The text of each body paragraph."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def part(data: bytes, name: str) -> str:
    """One part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def part_names(data: bytes) -> list[str]:
    """The names of all parts, in the order in which they stand in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()
