"""The directory's row of a court, facility or field office, and what is not sure about it (R93).

A row is found by its id or by name and place, never by likeness: what does not fit is asked.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kinward.rules.asking import ASK
from kinward.rules.counties import among
from kinward.rules.place import Place
from kinward.rules.posts import is_current
from schemas.consulate import Contact, OfficeKind
from schemas.person import Address, Detained

ALIKE = 0.6
"""From which likeness, of 1, a row is shown as a candidate; a design of this project."""
MOST_SHOWN = 3

_WHAT: dict[OfficeKind, str] = {
    "court": "court",
    "detention_facility": "place of detention",
    "ice_field_office": "field office",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the directory, and the question where a person must look before it is used."""

    contact: Contact | None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    """An office as a case names it."""

    kind: OfficeKind
    office: str | None
    name: str
    state: str | None = None
    county: str | None = None
    address: Address | None = None


def court_row(place: Place) -> Listed:
    """Return the row of the case's court."""
    case, court = place.case, place.case.court
    return _listed(
        _Sought("court", court.office, court.name, case.state, case.county, court.address), place
    )


def facility_row(where: Detained, place: Place) -> Listed:
    """Return the row of the place that holds a person."""
    facility = where.facility
    state = facility.address.region
    return _listed(
        _Sought(
            "detention_facility", facility.office, facility.name, state, address=facility.address
        ),
        place,
    )


def field_office_row(where: Detained, place: Place) -> Listed:
    """Return the row of the field office in whose area the facility lies, as its row says."""
    facility = facility_row(where, place)
    says = facility.contact.field_office if facility.contact and not facility.doubt else None
    named = where.field_office or says
    if named is None:
        return Listed(None, ASK["field_office_unknown"])
    if says is not None and named != says:
        return Listed(None, ASK["field_office_differs"].format(file=named, row=says))
    return _listed(_Sought("ice_field_office", named, named), place)


def _listed(sought: _Sought, place: Place) -> Listed:
    """Return the one row that fits; none or several, or one not verified in time, are asked."""
    rows = _fitting(sought, place)
    what = _WHAT[sought.kind]
    if not rows:
        similar = _similar(sought, place)
        return Listed(None, ASK["office_unlisted"].format(what=what, similar=similar))
    if len(rows) > 1:
        return Listed(None, ASK["several_offices"].format(what=what, rows=_words(rows)))
    (row,) = rows
    if not is_current(row, place.moment.day):
        return Listed(row, ASK["contact_unverified"].format(post=row.name))
    if sought.office is None and _elsewhere(sought.address, row):
        day = row.verified_on.isoformat()
        return Listed(row, ASK["address_differs"].format(what=what, rows=_words(rows), day=day))
    return Listed(row)


def _fitting(sought: _Sought, place: Place) -> tuple[Contact, ...]:
    """Return the rows of that id, else of that name, in that place; a sample gives way (R94)."""
    rows = [row for row in _in_place(sought, place) if _is_named(sought, row)]
    own = [row for row in rows if not row.sample]
    return tuple(own or rows)


def _in_place(sought: _Sought, place: Place) -> Iterator[Contact]:
    for row in place.book.contacts:
        here = None in {row.state, sought.state} or row.state == f"US-{sought.state}"
        serves = not row.counties or not sought.county or among(sought.county, row.counties)
        if row.kind == sought.kind and here and serves:
            yield row


def _is_named(sought: _Sought, row: Contact) -> bool:
    if sought.office is not None:
        return row.office == sought.office
    return _bare(row.name) == _bare(sought.name)


def _similar(sought: _Sought, place: Place) -> str:
    """Name the rows of the kind that are called alike, the likest first: a person chooses."""
    rows = [row for row in place.book.contacts if row.kind == sought.kind]
    alike = sorted(rows, key=lambda row: -_likeness(sought, row))
    shown = [row for row in alike if _likeness(sought, row) >= ALIKE][:MOST_SHOWN]
    return f" Called alike: {_words(tuple(shown))}." if shown else ""


def _likeness(sought: _Sought, row: Contact) -> float:
    by_name = SequenceMatcher(None, _bare(row.name), _bare(sought.name)).ratio()
    by_id = SequenceMatcher(None, row.office or "", sought.office or "").ratio()
    return max(by_name, by_id if row.office and sought.office else 0.0)


def _words(rows: tuple[Contact, ...]) -> str:
    return "; ".join(f"{row.name} ({row.office})" for row in rows)


def _elsewhere(address: Address | None, row: Contact) -> bool:
    """Say whether a row has addresses and all are of another house than the file's."""
    known = [row.address, row.mail.address if row.mail else None]
    there = [other for other in known if other is not None]
    return address is not None and bool(there) and not any(_same(address, o) for o in there)


def _same(one: Address, other: Address) -> bool:
    """Compare town, postal code and house number: a street is spelled in more than one way."""
    codes = {(address.postal_code or "")[:5] for address in (one, other)} - {""}
    return len(codes) <= 1 and _house(one) == _house(other)


def _house(address: Address) -> tuple[str, str]:
    line = _bare(address.lines[0])
    number = re.search(r"\d+", line)
    return _bare(address.city), number[0] if number else line


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain))
