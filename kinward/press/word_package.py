"""A Word file as named parts: opened within limits, parsed without entities, never trusted."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from lxml.etree import _Element as Element

from schemas.problem import UnitError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

MEGABYTE = 1 << 20
MAX_FILE_BYTES = 20 * MEGABYTE
MAX_MEMBERS = 1_000
MAX_UNPACKED_BYTES = 64 * MEGABYTE
MAX_XML_BYTES = 4 * MEGABYTE
MAX_RATIO = 250  # a page of spaces packs 1:200; a bomb packs 1:1000
MAX_DEPTH = 200

# What begins like this is another kind of file, whatever its name says.
OTHER_FILES = {
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old .doc file, or one with a password",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}


class NotAWordFile(UnitError):
    """The bytes are not a .docx document."""

    code = "not_a_word_file"
    remedy = "Open it in Word and save it as a Word document (.docx)."


class CorruptWordFile(UnitError):
    """The file calls itself .docx and cannot be read."""

    code = "corrupt_file"
    remedy = "Open it in Word, let Word repair it, and save it again."


class WordFileTooLarge(UnitError):
    """The file, or what it unpacks to, is larger than any letter."""

    code = "too_large"
    remedy = "Make the pictures smaller, or take out what the letter does not need."


class UnsafeWordFile(UnitError):
    """The file holds something that a letter never needs and that can do harm."""

    code = "unsafe"
    remedy = "Copy the text of the letter into a new Word document and save it as .docx."


@dataclass(frozen=True)
class WordPackage:
    """The parts of one Word file by name, in name order."""

    parts: dict[str, bytes] = field(repr=False)

    @cached_property
    def content_types(self) -> dict[str, str]:
        """The declared content type of each part that has one of its own."""
        root = self.root(CONTENT_TYPES)
        return {
            str(row.get("PartName", "")).lstrip("/"): str(row.get("ContentType", ""))
            for row in root
            if isinstance(row.tag, str) and row.tag.endswith("}Override")
        }

    @cached_property
    def _roots(self) -> dict[str, Element]:
        return {}

    def root(self, name: str) -> Element:
        """Return the parsed XML of the part `name`.

        Raises:
            CorruptWordFile: it is missing or not well-formed.
            UnsafeWordFile: it has a DOCTYPE, or is nested beyond all reason.
        """
        if name not in self._roots:
            if name not in self.parts:
                raise CorruptWordFile(f"the part {name} is missing")
            self._roots[name] = parsed(name, self.parts[name])
        return self._roots[name]

    def xml_parts(self) -> Iterator[str]:
        """Name every part that is XML."""
        return (name for name in self.parts if name.endswith((".xml", ".rels", ".vml")))

    def named(self, kind: str) -> list[str]:
        """Name the parts whose content type ends in `kind`, as `header+xml`."""
        return [
            name
            for name, declared in self.content_types.items()
            if declared.endswith(f".{kind}") and name in self.parts
        ]

    def relationships(self) -> Iterator[tuple[str, Element]]:
        """Yield every relationship with the part that holds it."""
        for name in self.parts:
            if name.endswith(".rels"):
                for row in self.root(name).iter(f"{RELATIONSHIPS}Relationship"):
                    yield name, row


def parsed(name: str, data: bytes) -> Element:
    """Return the root of one XML part, without entities, network or recovery."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if _has_doctype(data):
            raise UnsafeWordFile(f"{name} declares a document type") from None
        raise CorruptWordFile(f"{name} is not well-formed XML") from fault
    if _has_doctype(data):
        raise UnsafeWordFile(f"{name} declares a document type")
    return root


def _has_doctype(data: bytes) -> bool:
    return b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data


def open_package(data: bytes) -> WordPackage:
    """Return the parts of a Word file; sizes are judged before anything is unpacked.

    Raises:
        NotAWordFile, CorruptWordFile, WordFileTooLarge, UnsafeWordFile: with the reason.
    """
    if len(data) > MAX_FILE_BYTES:
        raise WordFileTooLarge(f"the file has {len(data)} bytes; {MAX_FILE_BYTES} are allowed")
    if not data.startswith(b"PK"):
        other = next((what for mark, what in OTHER_FILES.items() if data.startswith(mark)), "")
        raise NotAWordFile(f"this is {other or 'not a Word document'}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _judge_sizes(members)
            parts = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        raise CorruptWordFile("the file is damaged: its parts cannot be unpacked") from fault
    except RuntimeError as fault:
        raise NotAWordFile("the file is locked with a password") from fault
    package = WordPackage(dict(sorted(parts.items())))
    _judge_kind(package)
    return package


def _judge_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise WordFileTooLarge(f"the file has {len(members)} parts; {MAX_MEMBERS} are allowed")
    if len({member.filename.casefold() for member in members}) != len(members):
        raise CorruptWordFile("two parts of the file have the same name")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES:
        raise WordFileTooLarge(f"the file unpacks to {total} bytes")
    for position, member in enumerate(members):
        _judge_member(position, member)


def _judge_member(position: int, member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name:
        raise UnsafeWordFile(f"part {position} points outside the file")
    if name.endswith((".xml", ".rels")) and member.file_size > MAX_XML_BYTES:
        raise WordFileTooLarge(f"part {position} has {member.file_size} bytes of text")
    if member.file_size > MEGABYTE and member.file_size > MAX_RATIO * member.compress_size:
        raise WordFileTooLarge(f"part {position} unpacks to a multiple of its size")


def _judge_kind(package: WordPackage) -> None:
    if CONTENT_TYPES not in package.parts:
        raise NotAWordFile("this is a zip file, not a Word document")
    if not any(name.startswith("word/") for name in package.parts):
        raise NotAWordFile("this is an Office file, not a Word document")
    if b"purl.oclc.org/ooxml" in package.parts.get("word/document.xml", b"")[:4_000]:
        raise NotAWordFile("this is a 'Strict Open XML' document")
