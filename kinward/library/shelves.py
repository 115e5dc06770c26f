"""Where each kind of row stands: which files the library reads, and as what."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from schemas.agency import Agency
from schemas.base import Record
from schemas.consulate import Consulates
from schemas.contact_log import ContactLog
from schemas.deadline import Deadlines
from schemas.disclosure import Column, Disclosure, NeverWordList
from schemas.document import DocumentKind
from schemas.files import (
    Calendar,
    Counties,
    Countries,
    CountryWords,
    Directory,
    Languages,
    Law,
)
from schemas.guidance import Caregivers, Guidance
from schemas.instrument import Instrument
from schemas.procedure import Procedure, Vocabulary


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of file: its place, its schema, and how a home's file meets the shipped one."""

    name: str
    pattern: str
    model: type[Record]
    schema: str
    adds: bool = False
    """A home's file adds rows to the shipped file, instead of taking its place."""
    folder_is_id: bool = False


SHELVES: tuple[Shelf, ...] = (
    Shelf("law", "mou_library/law/*.yaml", Law, "law"),
    Shelf(
        "agreement",
        "mou_library/agreements/*/agreement.yaml",
        Instrument,
        "instrument",
        folder_is_id=True,
    ),
    Shelf("agency", "mou_library/agencies/*/agency.yaml", Agency, "agency", folder_is_id=True),
    Shelf("consulates", "mou_library/consulates/*.yaml", Consulates, "consulates"),
    Shelf("directory", "mou_library/directory/*.yaml", Directory, "directory", adds=True),
    Shelf("countries", "mou_library/countries.yaml", Countries, "countries", adds=True),
    Shelf("country_words", "mou_library/country_*.yaml", CountryWords, "country_words", adds=True),
    Shelf("counties", "mou_library/counties*.yaml", Counties, "counties", adds=True),
    Shelf("languages", "mou_library/languages.yaml", Languages, "languages", adds=True),
    Shelf("vocabulary", "mou_library/vocabulary.yaml", Vocabulary, "vocabulary", adds=True),
    Shelf("lists", "mou_library/disclosure/lists.yaml", Disclosure, "disclosure", adds=True),
    Shelf(
        "never_words",
        "mou_library/disclosure/never_words.yaml",
        NeverWordList,
        "never_words",
        adds=True,
    ),
    Shelf("column", "mou_library/disclosure/*.yaml", Column, "column"),
    Shelf("procedure", "mou_library/procedures/*.yaml", Procedure, "procedure"),
    Shelf("guidance", "mou_library/guidance/*.yaml", Guidance, "guidance", adds=True),
    Shelf(
        "caregivers", "mou_library/guidance/caregivers/*.yaml", Caregivers, "caregivers", adds=True
    ),
    Shelf("contact_log", "mou_library/contacts_log/*.yaml", ContactLog, "contact_log"),
    Shelf("deadlines", "mou_library/deadlines/*.yaml", Deadlines, "deadlines"),
    Shelf("calendar", "mou_library/calendars/*.yaml", Calendar, "calendar"),
    Shelf(
        "document",
        "templates/docx/*/document.yaml",
        DocumentKind,
        "document",
        folder_is_id=True,
    ),
)


ROOMS = ("mou_library", "templates/docx")
READ_SUFFIXES = (".yaml", ".yml", ".json", ".docx")


@dataclass(frozen=True, slots=True, order=True)
class FileSeen:
    """A file as the disk lists it: its place under the root, size and time of change."""

    place: str
    size: int
    mtime_ns: int


def shelf_of(place: str) -> Shelf | None:
    """Return the shelf a file belongs to, by its place; `*` stands for one name, never for two."""
    return next((shelf for shelf in SHELVES if _fits(place, shelf.pattern)), None)


def _fits(place: str, pattern: str) -> bool:
    return place.count("/") == pattern.count("/") and fnmatchcase(place, pattern)


def files_under(root: Path) -> tuple[FileSeen, ...]:
    """Return every file of the library and the templates under a root, in order of place."""
    found = (seen for room in ROOMS for seen in _listed(root / room, room))
    return tuple(sorted(found))


def _listed(folder: Path, place: str) -> Iterator[FileSeen]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "~")):
                continue
            inner = f"{place}/{entry.name}"
            if entry.is_dir():
                yield from _listed(folder / entry.name, inner)
            elif entry.name.endswith(READ_SUFFIXES):
                stat = entry.stat()
                yield FileSeen(inner, stat.st_size, stat.st_mtime_ns)
