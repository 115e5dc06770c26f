"""The Word letters, their translations, and how far each translation may be trusted."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kinward.casework.desk import Texts
from kinward.library import Library
from kinward.reading.faults import validated
from kinward.reading.yaml12 import read
from kinward.settings import Settings
from kinward.wording.catalog import Catalog, read_catalog
from kinward.wording.kind_texts import is_translated, lacks_texts, texts_of
from kinward.wording.locales import written_locale
from kinward.wording.messages import Message
from kinward.wording.status import Status, StatusRecord, effective_status


def loaded(library: Library, found: Settings, today: date) -> Texts:
    """Return every letter of the library with the catalogs of the home over the shipped ones."""
    letters = _letters(library)
    catalogs = _catalogs(found)
    statuses = _statuses(_texts(library, letters), catalogs, found, today)
    return Texts(letters, catalogs, statuses)


def _letters(library: Library) -> dict[str, bytes]:
    return {
        kind: (Path(template.folder) / "letter.docx").read_bytes()
        for kind, template in library.templates.items()
        if template.letter_sha256 is not None
    }


def _locale_folders(found: Settings) -> dict[str, Path]:
    """Return the folder of each language's catalog; the home's takes the place of the shipped."""
    folders: dict[str, Path] = {}
    for root in (found.shipped, found.home):
        for po in sorted((root / "templates" / "locale").glob("*/LC_MESSAGES/letters.po")):
            folders[po.parents[1].name] = po.parent
    return folders


def _catalogs(found: Settings) -> dict[str, Catalog]:
    catalogs: dict[str, Catalog] = {}
    for tag, folder in _locale_folders(found).items():
        reading = read_catalog((folder / "letters.po").read_bytes(), written_locale(tag))
        if reading.catalog is not None:
            catalogs[tag] = reading.catalog
    return catalogs


def _texts(library: Library, letters: Mapping[str, bytes]) -> dict[str, tuple[Message, ...]]:
    """Return every text of each kind that is written in other languages."""
    sheets = {kind: library.templates[kind].kind for kind in letters}
    return {
        kind: texts_of(sheet, letters[kind])
        for kind, sheet in sheets.items()
        if is_translated(sheet)
    }


def _statuses(
    texts: Mapping[str, tuple[Message, ...]],
    catalogs: Mapping[str, Catalog],
    found: Settings,
    today: date,
) -> dict[tuple[str, str], Status]:
    """Return the effective status of every kind whose catalog has all its texts, title and all."""
    statuses: dict[tuple[str, str], Status] = {}
    for tag, catalog in catalogs.items():
        record = _record(_locale_folders(found)[tag])
        for kind, told in texts.items():
            declared = effective_status(kind, told, catalog, record, on=today)
            if not lacks_texts(declared):
                statuses[kind, tag] = declared.status
    return statuses


def _record(folder: Path) -> StatusRecord | None:
    path = folder.parent / "status.yaml"
    if not path.is_file():
        return None
    record, _ = validated(StatusRecord, read(path.read_bytes(), path.name))
    return record
