"""The home over the shipped library: what replaces what, said aloud."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from kinward.library.volumes import Reading, Volume
from schemas.base import Record
from schemas.consulate import Contact
from schemas.deadline import Deadlines
from schemas.disclosure import Disclosure, NeverWordList
from schemas.files import Counties, Countries, CountryWords, Directory, Languages, Law
from schemas.guidance import Caregivers, Guidance
from schemas.problem import Problem
from schemas.procedure import Vocabulary

RowKey = tuple[str, str]
"""Kind and id of a row: `("instrument", "us-il_mx")`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the library, with the file it stands in."""

    record: Record
    volume: Volume


@dataclass(frozen=True, slots=True)
class Overlaid:
    """All rows by kind and id, the home's in place of the shipped ones."""

    rows: Mapping[RowKey, Row]
    overrides: tuple[str, ...]
    problems: tuple[Problem, ...]


def overlaid(shipped: Reading, home: Reading) -> Overlaid:
    """Lay the home's rows over the shipped ones.

    The same id replaces the whole row. Where the home's file is broken, the shipped file at its
    place is out of service too, because the unit no longer decides by it; files that only add
    rows (directory, countries, languages, vocabulary, lists) leave the shipped rows standing.
    """
    problems: list[Problem] = []
    rows: dict[RowKey, Row] = {}
    for key, row in _rows(shipped):
        if row.volume.place in home.broken and not row.volume.shelf.adds:
            continue
        _put(rows, key, row, problems)
    own: dict[RowKey, Row] = {}
    for key, row in _rows(home):
        _put(own, key, row, problems)
    problems += [told for key in own if key in rows for told in _contradicted(own[key], rows[key])]
    replaced = tuple(" ".join(key) for key in own if key in rows)
    return Overlaid({**rows, **own}, replaced, tuple(problems))


def _put(rows: dict[RowKey, Row], key: RowKey, row: Row, problems: list[Problem]) -> None:
    if key not in rows:
        rows[key] = row
        return
    problems.append(
        Problem(
            "duplicate_id",
            f"{' '.join(key)} stands twice; the one in {rows[key].volume.place} is used",
            "Give one of the two another id, or take it out.",
            row.volume.place,
        )
    )


def _contradicted(own: Row, shipped: Row) -> Iterator[Problem]:
    """Yield that a contact of the home bears the id of a shipped one that is something else."""
    ours, theirs = own.record, shipped.record
    if not isinstance(ours, Contact) or not isinstance(theirs, Contact):
        return
    for name in ("kind", "country", "state"):
        here, there = getattr(ours, name), getattr(theirs, name)
        if here and there and here != there:
            yield Problem(
                "contact_contradicts",
                f"the shipped contact {contact_id(theirs)} has the {name} {there}, the home's row "
                f"of that id {here}; the home's is used",
                "Give the home's row another id, or mend it.",
                own.volume.place,
            )


def _rows(reading: Reading) -> Iterator[tuple[RowKey, Row]]:
    for volume in reading.volumes:
        for kind, id_, record in _rows_of(volume):
            yield (kind, id_), Row(record, volume)


def _rows_of(volume: Volume) -> Iterator[tuple[str, str, Record]]:
    record = volume.record
    lists = _LISTS.get(type(record))
    if lists:
        for field, kind, named in lists:
            yield from ((kind, str(named(row)), row) for row in getattr(record, field))
    elif isinstance(record, CountryWords | Counties):
        yield volume.shelf.name, volume.place, record
    elif isinstance(record, Vocabulary | Disclosure | NeverWordList):
        yield volume.shelf.name, "home" if volume.home else "shipped", record
    else:
        yield KIND_OF_SHELF.get(volume.shelf.name, volume.shelf.name), _id(record), record


KIND_OF_SHELF: Mapping[str, str] = {"agreement": "instrument"}

_ID_FIELDS: Mapping[str, str] = {
    "Instrument": "id",
    "Agency": "id",
    "Consulates": "country",
    "Column": "recipient",
    "Procedure": "need",
    "Calendar": "calendar",
    "ContactLog": "post",
    "DocumentKind": "kind",
}


def _id(record: Record) -> str:
    return str(getattr(record, _ID_FIELDS[type(record).__name__]))


def contact_id(contact: Contact) -> str:
    """Return what a contact is looked up by: its post, its office, or its name."""
    return contact.post or contact.office or contact.name


_LISTS: Mapping[type[Record], tuple[tuple[str, str, Callable[..., object]], ...]] = {
    Law: (("instruments", "instrument", attrgetter("id")),),
    Countries: (
        ("countries", "country", attrgetter("code")),
        (
            "home_studies",
            "home_study",
            lambda row: f"{row.place} {row.body}: {row.route}: {row.item}",
        ),
    ),
    Languages: (("languages", "language", attrgetter("name")),),
    Directory: (("contacts", "contact", contact_id),),
    Guidance: (("notes", "guidance", attrgetter("duty")),),
    Caregivers: (("states", "caregivers", attrgetter("state")),),
    Deadlines: (
        ("deadlines", "deadline", attrgetter("key")),
        ("court_notices", "court_notice", attrgetter("id")),
        ("limits", "limit", lambda row: f"{row.key} {' '.join(row.states)}"),
    ),
}
"""Files of many rows: which list, what a row is called, and what it is known by."""
