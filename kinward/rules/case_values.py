"""Every value of every person in a case, by category: what the proofs look for in finished papers.

A paper may hold a value only if its reader may see that category about that person; all the others
are searched for, in any spelling.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from schemas.case import Case
from schemas.person import (
    Abroad,
    Address,
    AttorneyGroup,
    Caregiver,
    Child,
    Counsel,
    Detained,
    GuardianAdLitem,
    LegalGuardian,
    Name,
    Parent,
    Person,
    Relative,
)

ValueKind = Literal["name", "date", "digits", "address", "text", "word"]


@dataclass(frozen=True, slots=True)
class CaseValue:
    """One value, its category, whose it is, and how such a value is spelled."""

    category: str
    about: tuple[str, ...]
    kind: ValueKind
    text: str = field(repr=False)


def values_of(case: Case) -> tuple[CaseValue, ...]:
    """Return every value of the case's people, each once."""
    found: list[CaseValue] = []
    for person in case.people:
        found += _of_person(case, person)
    found += _of_case(case)
    return tuple(dict.fromkeys(found))


def _of_person(case: Case, person: Person) -> Iterator[CaseValue]:
    if isinstance(person, Child):
        yield from _of_child(case, person)
    elif isinstance(person, Parent | LegalGuardian):
        yield from _of_parent(case, person)
    elif isinstance(person, Relative | Caregiver):
        yield from _of_kin(person)
    elif isinstance(person, Counsel | GuardianAdLitem | AttorneyGroup):
        yield from _names(person.name, "counsel_identity", person.id)
        yield from _reached(person, "counsel_identity")


def _names(name: Name, category: str, person: str) -> Iterator[CaseValue]:
    """Yield a name whole, in its parts, in its own script, and every alias."""
    parts = (name.given, name.family, name.second_family, name.patronymic)
    whole = (name.full, name.as_printed, name.native, name.organization, *name.aliases)
    for text in (*whole, *parts):
        if text:
            yield CaseValue(category, (person,), "name", text)


def _address(address: Address | None, category: str, person: str) -> Iterator[CaseValue]:
    for line in address.lines if address else ():
        yield CaseValue(category, (person,), "address", line)


def _reached(person: Person, category: str) -> Iterator[CaseValue]:
    if person.phone:
        yield CaseValue(category, (person.id,), "digits", person.phone)
    if person.email:
        yield CaseValue(category, (person.id,), "text", person.email)
    yield from _address(person.address, category, person.id)


def _birth(case: Case, person: Child | Parent | LegalGuardian) -> Iterator[CaseValue]:
    identity = "child_identity" if isinstance(person, Child) else "parent_identity"
    if person.born_on:
        yield CaseValue(identity, (person.id,), "date", person.born_on.isoformat())
    place = person.born_in.place if person.born_in else None
    court = f"{case.court.name} {case.court.address.city} {case.county}".casefold()
    # A birthplace that is also the court's town tells nothing by standing there.
    if place and place.casefold() not in court:
        yield CaseValue("nationality_citizenship", (person.id,), "text", place)


def _of_child(case: Case, child: Child) -> Iterator[CaseValue]:
    yield from _names(child.name, "child_identity", child.id)
    yield from _birth(case, child)
    yield from _reached(child, "child_location_foster_address")
    if child.location:
        yield from _address(child.location.address, "child_location_foster_address", child.id)


def _of_parent(case: Case, parent: Parent | LegalGuardian) -> Iterator[CaseValue]:
    yield from _names(parent.name, "parent_name_minimum", parent.id)
    yield from _birth(case, parent)
    yield from _reached(parent, "mailing_address")
    where = parent.whereabouts
    if isinstance(where, Abroad):
        yield from _address(where.address, "mailing_address", parent.id)
    if isinstance(where, Detained):
        yield from _of_detention(where, parent.id)


def _of_detention(where: Detained, person: str) -> Iterator[CaseValue]:
    place = "parent_location_detention_facility"
    yield CaseValue(place, (person,), "text", where.facility.name)
    yield from _address(where.facility.address, place, person)
    if where.a_number:
        yield CaseValue("a_number", (person,), "digits", where.a_number)


def _of_kin(person: Relative | Caregiver) -> Iterator[CaseValue]:
    category = _kin_category(person)
    yield from _names(person.name, category, person.id)
    if person.born_on:
        yield CaseValue(category, (person.id,), "date", person.born_on.isoformat())
    yield from _reached(person, category)
    for member in person.household:
        if member.born_on:
            born = member.born_on.isoformat()
            yield CaseValue("household_members_abroad", (person.id,), "date", born)


def _kin_category(person: Relative | Caregiver) -> str:
    abroad = person.address is not None and person.address.country != "US"
    if person.offers_home and abroad:
        return "proposed_caregiver_abroad"
    if isinstance(person, Caregiver):
        return "caregiver_us_identity"
    return "relatives_abroad_contact" if abroad else "relatives_us_names_addresses"


def _of_case(case: Case) -> Iterator[CaseValue]:
    children = tuple(child.id for child in case.children)
    yield CaseValue("court_docket_number", children, "text", case.court.docket_number)
    for hearing in case.hearings:
        for link in (hearing.video_link, hearing.dial_in):
            if link:
                yield CaseValue("remote_access_link", children, "text", link)
    care = case.care
    for category, text in (
        ("medical_mental_health", care.needs if care else None),
        ("education", care.school if care else None),
        ("case_plan_services", care.summary if care else None),
        ("protection_hold", case.restricted.notes),
    ):
        if text:
            yield CaseValue(category, children, "text", text)
