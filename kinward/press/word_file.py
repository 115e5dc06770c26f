"""What may be given to LibreOffice: a Word file without code, that reaches for nothing outside.

LibreOffice prints a file that is no zip at all, but is called `.docx`, as plain text into a valid
PDF; a linked picture or an attached template makes it open a connection. So a letter is looked at
before the office sees it. Templates are judged with more patience, and more words, when an admin
uploads one; this is the last gate, and it only says yes or no.
"""

import io
import re
import zipfile
import zlib

MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 1024 * 1024
NEEDED_MEMBERS = frozenset({"[Content_Types].xml", "word/document.xml"})
CODE_MEMBERS = re.compile(r"vbaProject|vbaData|activeX|embeddings/.*\.bin", re.IGNORECASE)
RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']\s*External\s*["']""", re.IGNORECASE)
HYPERLINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""")


def reason_to_refuse(docx: bytes) -> str | None:
    """Return the code of the fault that keeps `docx` from the office, or None.

    Codes: not_a_word_file, corrupt_file, too_large, macro, external_reference.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return _fault_of(archive)
    except zipfile.BadZipFile:
        return "corrupt_file" if docx.startswith(b"PK") else "not_a_word_file"
    except (zlib.error, EOFError, NotImplementedError, RuntimeError):
        return "corrupt_file"  # bad deflate data, a member cut short, a method or password unknown


def _fault_of(archive: zipfile.ZipFile) -> str | None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        return "too_large"
    if not names >= NEEDED_MEMBERS:
        return "not_a_word_file"
    if archive.testzip() is not None:
        return "corrupt_file"
    if any(CODE_MEMBERS.search(name) for name in names):
        return "macro"
    if any(_reaches_outside(archive.read(name)) for name in names if name.endswith(".rels")):
        return "external_reference"
    return None


def _reaches_outside(relationships: bytes) -> bool:
    return any(
        EXTERNAL.search(found) and not HYPERLINK.search(found)
        for found in RELATIONSHIP.findall(relationships)
    )
