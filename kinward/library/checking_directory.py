"""Checks of the directory's rows: posts, courts, facilities and field offices (R29, R93)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from difflib import get_close_matches

from kinward.library.holdings import Library
from kinward.library.overlay import contact_id
from kinward.library.places import Places
from kinward.rules.counties import among, same_county
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
        for code, message, remedy in faults:
            yield Problem(code, message, remedy, places.where("contact", contact_id(row)))


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
    """Yield the unit's own rows to verify again, and counties spelled like another one."""
    known = _known_counties(library)
    for row in library.contacts:
        for code, message, remedy in (*_ageing(row, today), *_counties(row, known)):
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


def _known_counties(library: Library) -> Mapping[str, frozenset[str]]:
    """Return the counties by state that districts and the unit's agencies name."""
    found: dict[str, set[str]] = defaultdict(set)
    for district in library.districts:
        found[district.state] |= set(district.counties)
    for instrument in library.instruments:
        if len(instrument.scope.states) == 1:
            found[instrument.scope.states[0]] |= set(instrument.scope.counties)
    for agency in library.agencies.values():
        found[f"US-{agency.state}"] |= {agency.county} if agency.county else set()
    return {state: frozenset(names) for state, names in found.items()}


def _counties(row: Contact, known: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    """Yield counties that no other row names and that are spelled much like one that does.

    The library has no full list of counties, so one that is like no other is let stand.
    """
    names = known.get(row.state or "", frozenset())
    for county in row.counties:
        near = () if among(county, names) else get_close_matches(county, names, 1, 0.8)
        if near and not same_county(county, near[0]):
            message = f"{contact_id(row)} serves {county}, of which no other row speaks"
            yield "unknown_county", message, f"Is {near[0]} meant? If not, leave it."
