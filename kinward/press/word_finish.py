"""A rendered letter made ready to leave: no author, no history, the same bytes every time."""

import io
import zipfile
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from kinward.press.word_package import CONTENT_TYPES, W, parsed

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say
_APP = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>Kinward</Application></Properties>'
)
_CORE_NAMES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_FORGOTTEN = ("docProps/custom.xml", "docProps/thumbnail", "word/people.xml")
_HISTORY = ("rsids", "docVars", "attachedTemplate", "mailMerge", "documentProtection")
_RIGHT_TO_LEFT = {"ar", "fa", "ps", "prs", "ur", "he", "ckb", "yi", "ug", "sd"}
_EAST_ASIAN = {"zh", "ja", "ko"}


@dataclass(frozen=True, slots=True)
class Properties:
    """What a finished letter says about itself; `language` is a BCP-47 tag."""

    title: str
    language: str
    subject: str = ""


def finished(data: bytes, properties: Properties) -> bytes:
    """Return the Word file with only `properties` said about it, in reproducible bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = {name: part for name, part in parts.items() if not name.startswith(_FORGOTTEN)}
    parts["docProps/core.xml"] = _core(properties)
    if "docProps/app.xml" in parts:
        parts["docProps/app.xml"] = _APP
    for name in list(parts):
        if name == CONTENT_TYPES or name.endswith(".rels"):
            parts[name] = _without_forgotten(name, parts[name])
    if "word/settings.xml" in parts:
        parts["word/settings.xml"] = _without_history(parts["word/settings.xml"])
    if "word/styles.xml" in parts:
        parts["word/styles.xml"] = _in_language(parts["word/styles.xml"], properties.language)
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    names = sorted(parts, key=lambda name: (name != CONTENT_TYPES, name))
    with zipfile.ZipFile(whole, "w") as archive:
        for name in names:
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, parts[name], compresslevel=6)
    return whole.getvalue()


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _core(properties: Properties) -> bytes:
    root = etree.Element(f"{{{_CORE_NAMES['cp']}}}coreProperties", nsmap=_CORE_NAMES)
    for name, text in (
        ("title", properties.title),
        ("subject", properties.subject),
        ("language", properties.language),
    ):
        if text:
            etree.SubElement(root, f"{{{_CORE_NAMES['dc']}}}{name}").text = text
    return _serialised(root)


def _without_forgotten(name: str, data: bytes) -> bytes:
    root = parsed(name, data)
    for row in list(root):
        target = str(row.get("Target") or row.get("PartName") or "").lstrip("/")
        target = target if name in (CONTENT_TYPES, "_rels/.rels") else f"word/{target}"
        if target.startswith(_FORGOTTEN):
            root.remove(row)
    return _serialised(root)


def _without_history(data: bytes) -> bytes:
    root = parsed("word/settings.xml", data)
    for name in _HISTORY:
        for element in root.findall(f"{W}{name}"):
            root.remove(element)
    return _serialised(root)


def _in_language(data: bytes, language: str) -> bytes:
    """Set the language of all text that names none: LibreOffice takes the PDF's from here."""
    root = parsed("word/styles.xml", data)
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is None:
        return data
    mark = defaults.find(f"{W}lang")
    if mark is None:
        mark = etree.SubElement(defaults, f"{W}lang")
    mark.set(f"{W}val", language)
    primary = language.partition("-")[0].lower()
    if primary in _RIGHT_TO_LEFT:
        mark.set(f"{W}bidi", language)
    if primary in _EAST_ASIAN:
        mark.set(f"{W}eastAsia", language)
    return _serialised(root)
