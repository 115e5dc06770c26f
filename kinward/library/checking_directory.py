"""Checks of the directory's rows: posts, courts, facilities and field offices (R29, R93)."""

from collections.abc import Iterator
from datetime import date, timedelta

from kinward.library.checking_counties import unknown_counties
from kinward.library.holdings import Library
from kinward.library.overlay import contact_id
from kinward.library.places import Places
from schemas.consulate import Contact
from schemas.problem import Problem

PLACED = frozenset({"court", "detention_facility"})
"""Offices that a case names by name and place, not by an id alone."""
SOON = timedelta(days=14)
"""How long before a row goes stale somebody is told to verify it; a design of this project."""

Fault = tuple[str, str, str]


def directory_problems(library: Library, places: Places) -> Iterator[Problem]:
    """Yield every row that cannot be meant: of two kinds, without its place, of no known post."""
    for row in library.contacts:
        faults = (*_kind_faults(library, row), *_place_faults(row), *_field_office(library, row))
        for code, message, remedy in (*faults, *_counties(library, row)):
            yield Problem(code, message, remedy, places.where("contact", contact_id(row)))


def _counties(library: Library, row: Contact) -> Iterator[Fault]:
    for _, message, remedy in unknown_counties(library, row.state or "", row.counties):
        yield "unknown_county", message, remedy


def _kind_faults(library: Library, row: Contact) -> Iterator[Fault]:
    if row.post is not None and row.post not in library.posts:
        message = f"a contact names the post {row.post}"
        yield "unknown_post", message, "Add the post, or mend its id."
    if (row.post is None) is (row.kind is None) or (row.kind and row.office is None):
        message = f"the contact {contact_id(row)} is not a post or an office of one kind"
        remedy = "Give a post its `post` alone, and any other office its `office` and `kind`."
        yield "contact_unclear", message, remedy


def _place_faults(row: Contact) -> Iterator[Fault]:
    lacking = [
        name
        for name, value in (("state", row.state), ("address", row.address))
        if value is None and row.kind in PLACED
    ]
    if lacking:
        message = f"{contact_id(row)} has no {' and no '.join(lacking)}"
        remedy = "Write them: no paper goes to an office of which nobody knows the place."
        yield "contact_incomplete", message, remedy
    if row.counties and row.state is None:
        message = f"{contact_id(row)} has counties and no state"
        yield "counties_of_states", message, "Write the state: counties of two are called alike."
    if row.address and row.state and row.address.region not in {None, row.state[3:]}:
        message = f"{contact_id(row)} stands in {row.state} and its address does not"
        yield "state_differs", message, "Mend the state or the address."


def _field_office(library: Library, row: Contact) -> Iterator[Fault]:
    if row.field_office is None:
        return
    known = {other.office for other in library.contacts if other.kind == "ice_field_office"}
    if row.kind != "detention_facility":
        message = f"{contact_id(row)} names a field office and is no place of detention"
        yield "contact_unclear", message, "Take `field_office` out."
    elif row.field_office not in known:
        message = f"{contact_id(row)} names the field office {row.field_office}"
        yield "unknown_office", message, "Add a row of kind ice_field_office, or mend the id."


def directory_days(library: Library, today: date, places: Places) -> Iterator[Problem]:
    """Yield the unit's own rows whose day lies ahead; a sample's day is as invented as it is."""
    for row in library.contacts:
        if not row.sample and row.verified_on > today:
            message = f"{contact_id(row)} was verified on {row.verified_on.isoformat()}, to come"
            remedy = "Write the day on which somebody called or looked."
            where = places.where("contact", contact_id(row))
            yield Problem("verified_in_future", message, remedy, where)


def directory_advice(library: Library, today: date, places: Places) -> Iterator[Problem]:
    """Yield the unit's own rows to verify again."""
    for row in library.contacts:
        for code, message, remedy in _ageing(row, today):
            yield Problem(code, message, remedy, places.where("contact", contact_id(row)))


def _ageing(row: Contact, today: date) -> Iterator[Fault]:
    if row.sample or row.stale_after_days is None:
        return
    last = row.verified_on + timedelta(days=row.stale_after_days)
    if today < last - SOON:
        return
    remedy = "Verify it, write the day as `verified_on`, and mend what has changed."
    day = last.isoformat()
    if today > last:
        yield "contact_stale", f"{contact_id(row)} is stale since {day}: nothing is sent", remedy
    else:
        yield "contact_stale_soon", f"{contact_id(row)} is verified until {day}", remedy
