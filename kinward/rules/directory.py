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

_STATE = re.compile(r"[A-Z]{2}")
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
    given: Address | None = None
    """The address in the case file, where a row is missing or old and none speaks against it."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """An office as a case names it."""

    kind: OfficeKind
    office: str | None
    names: tuple[str, ...]
    """What a row may be called, the fullest name first: with the court's division, and without."""
    state: str | None = None
    county: str | None = None
    address: Address | None = None


def court_row(place: Place) -> Listed:
    """Return the row of the case's court."""
    case, court = place.case, place.case.court
    names = (f"{court.name}, {court.division}", court.name) if court.division else (court.name,)
    return _listed(
        _Sought("court", court.office, names, case.state, case.county, court.address), place
    )


def facility_row(where: Detained, place: Place) -> Listed:
    """Return the row of the place that holds a person."""
    held, region = where.facility, where.facility.address.region or ""
    state = region if _STATE.fullmatch(region) else None
    sought = _Sought("detention_facility", held.office, (held.name,), state, address=held.address)
    return _listed(sought, place)


def field_office_row(where: Detained, place: Place) -> Listed:
    """Return the row of the field office in whose area the facility lies, as its row says."""
    facility = facility_row(where, place)
    says = facility.contact.field_office if facility.contact and not facility.doubt else None
    named = where.field_office or says
    if named is None:
        return Listed(None, ASK["field_office_unknown"])
    if says is not None and named != says:
        return Listed(None, ASK["field_office_differs"].format(file=named, row=says))
    return _listed(_Sought("ice_field_office", named, (named,)), place)


def _listed(sought: _Sought, place: Place) -> Listed:
    """Return the one row that fits; none or several, or one not verified in time, are asked."""
    rows = _fitting(sought, place)
    what = _WHAT[sought.kind]
    if not rows:
        similar = _similar(sought, place)
        ask = ASK["office_unlisted"].format(what=what, similar=similar)
        return Listed(None, ask, sought.address)
    if len(rows) > 1:
        return Listed(None, ASK["several_offices"].format(what=what, rows=_words(rows)))
    (row,) = rows
    differs = sought.office is None and _elsewhere(sought.address, row)
    if not is_current(row, place.moment.day):
        ask = ASK["contact_unverified"].format(post=row.name)
        return Listed(row, ask, None if differs else sought.address)
    if differs:
        day = row.verified_on.isoformat()
        return Listed(row, ASK["address_differs"].format(what=what, rows=_words(rows), day=day))
    return Listed(row)


def _fitting(sought: _Sought, place: Place) -> tuple[Contact, ...]:
    """Return the rows of that id or name in that place; samples only where no other fits (R94)."""
    near = tuple(_in_place(sought, place))
    own = tuple(row for row in near if not row.sample)
    return _called(sought, own) or _called(sought, near)


def _called(sought: _Sought, rows: tuple[Contact, ...]) -> tuple[Contact, ...]:
    if sought.office is not None:
        return tuple(row for row in rows if row.office == sought.office)
    by_name = ([row for row in rows if _bare(row.name) == _bare(name)] for name in sought.names)
    return tuple(next(filter(None, by_name), ()))


def _in_place(sought: _Sought, place: Place) -> Iterator[Contact]:
    for row in place.book.contacts:
        serves = not row.counties or not sought.county or among(sought.county, row.counties)
        if row.kind == sought.kind and _in_state(sought, row) and serves:
            yield row


def _in_state(sought: _Sought, row: Contact) -> bool:
    return None in {row.state, sought.state} or row.state == f"US-{sought.state}"


def _similar(sought: _Sought, place: Place) -> str:
    """Name the state's rows that are called alike, the likest first: a person chooses."""
    rows = [row for row in place.book.contacts if row.kind == sought.kind]
    near = [r for r in rows if _in_state(sought, r) or (r.office and r.office == sought.office)]
    alike = sorted(near, key=lambda row: -_likeness(sought, row))
    shown = [row for row in alike if _likeness(sought, row) >= ALIKE][:MOST_SHOWN]
    return f" Called alike: {_words(tuple(shown))}." if shown else ""


def _likeness(sought: _Sought, row: Contact) -> float:
    """Compare names word by word in any order: County of X is like X County; ids as they are."""
    pairs = [(_sorted(row.name), _sorted(name)) for name in sought.names]
    pairs += [(row.office, sought.office)] if row.office and sought.office else []
    return max(SequenceMatcher(None, one, other).ratio() for one, other in pairs)


def _sorted(name: str) -> str:
    return " ".join(sorted(_bare(name).split()))


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
