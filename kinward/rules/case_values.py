"""Every value of every person in a case, by category: what the proofs look for in finished papers.

A paper may hold a value only if its reader may see that category about those people; all the
others are searched for, in any spelling.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kinward.rules.as_of import day_of
from kinward.rules.case_people import (
    custodian_words,
    is_in_public_view,
    kin_category,
    stands_for,
    zone_of_case,
)
from schemas.case import Case
from schemas.person import (
    Abroad,
    Address,
    AttorneyGroup,
    Caregiver,
    Casa,
    Child,
    Counsel,
    Detained,
    GuardianAdLitem,
    LegalGuardian,
    Name,
    Parent,
    ParentLike,
    Person,
    PersonRecord,
    Relative,
    Unknown,
)

ValueKind = Literal["name", "date", "digits", "address", "text", "word"]
EVENT_DATES = {
    "taken_into_custody": "custody_fact",
    "custody_ordered": "custody_fact",
    "parent_detained": "parent_location_detention_facility",
    "parent_removed": "removal_destination",
}
EVENT_NOTE = "event_note"
"""No category of the matrix: a note is never printed, for anyone."""
SHORTEST_RESULT = 3
"""Words: "not found" is said everywhere and is no secret by itself."""


@dataclass(frozen=True, slots=True)
class CaseValue:
    """One value, its category, whose it is, and how such a value is spelled."""

    category: str
    about: tuple[str, ...]
    kind: ValueKind
    text: str = field(repr=False)


Found = Iterator[tuple[str, ValueKind, str | None]]


def values_of(case: Case) -> tuple[CaseValue, ...]:
    """Return every value of every person, court, hearing and study of a case, each once."""
    found = [
        CaseValue(category, stands_for(person), kind, text.strip())
        for person in case.people
        for category, kind, text in _of_person(case, person)
        if text and text.strip()
    ]
    found += [*_of_court(case), *_of_events(case), *_of_papers(case)]
    return tuple(dict.fromkeys(found))


def _of_person(case: Case, person: Person) -> Found:
    if isinstance(person, Child):
        yield from _child(case, person)
    elif isinstance(person, Parent | LegalGuardian):
        yield from _parent(case, person)
    elif isinstance(person, Relative | Caregiver):
        category = kin_category(person)
        yield from _named(person.name, category)
        yield category, "date", person.born_on.isoformat() if person.born_on else None
        yield from _reached(person, category)
        for member in person.household:
            born = member.born_on.isoformat() if member.born_on else None
            yield "household_members_abroad", "date", born
    elif isinstance(person, Counsel | GuardianAdLitem | Casa | AttorneyGroup):
        yield from _named(person.name, "counsel_identity")
        yield from _reached(person, "counsel_identity")
        yield "counsel_identity", "text", getattr(person, "organization", None)


def _named(name: Name, category: str) -> Found:
    """Yield a name whole, in its parts, in its own script, and every alias."""
    parts = (name.given, name.family, name.second_family, name.patronymic)
    for text in (name.full, name.as_printed, name.native, *name.aliases, *parts):
        yield category, "name", text


def _reached(person: PersonRecord, category: str) -> Found:
    yield category, "digits", person.phone
    yield category, "text", person.email
    yield from _addressed(person.address, category)


def _addressed(address: Address | None, category: str) -> Found:
    """Yield an address whole, and each line that is not the town's own."""
    if address is None:
        return
    town = ", ".join(filter(None, [address.city, address.region, address.postal_code]))
    yield category, "address", "\n".join([*address.lines, town])
    for line in address.lines:
        yield category, "address", line


def _child(case: Case, child: Child) -> Found:
    yield from _named(child.name, "child_identity")
    yield "child_initials", "name", child.name.initials
    yield "child_identity", "date", child.born_on.isoformat()
    yield from _birthplace(case, child)
    yield from _reached(child, "child_location_foster_address")
    yield from _town(child.address)
    if child.location:
        yield from _addressed(child.location.address, "child_location_foster_address")
        yield from _town(child.location.address)


def _town(address: Address | None) -> Found:
    """Yield a child's town with its postal code: the two together find a home."""
    if address is None or not (address.city and address.postal_code):
        return
    city, code = address.city, address.postal_code
    spellings = [f"{city} {code}", f"{code} {city}"]
    if address.region:
        spellings.append(f"{city} {address.region} {code}")
    for words in spellings:
        yield "child_location_foster_address", "text", words


def _birthplace(case: Case, person: Child | ParentLike) -> Found:
    place = person.born_in.place if person.born_in else None
    if place and not is_in_public_view(place, case):
        yield "nationality_citizenship", "text", place


def _parent(case: Case, parent: ParentLike) -> Found:
    yield from _named(parent.name, "parent_name_minimum")
    yield "parent_identity", "date", parent.born_on.isoformat() if parent.born_on else None
    yield from _birthplace(case, parent)
    yield from _reached(parent, "mailing_address")
    where = parent.whereabouts
    if isinstance(where, Detained):
        yield from _held(where)
    elif isinstance(where, Abroad):
        yield from _addressed(where.address, "mailing_address")
    elif isinstance(where, Unknown):
        for step in where.search_log:
            if len(step.result.split()) >= SHORTEST_RESULT:
                yield "search_efforts", "text", step.result


def _held(where: Detained) -> Found:
    place = "parent_location_detention_facility"
    yield "a_number", "digits", where.a_number
    yield place, "text", where.facility.name
    yield from _addressed(where.facility.address, place)
    yield place, "text", where.facility.legal_calls
    yield place, "text", where.facility.remote_options
    for words in custodian_words(where.custodian):
        yield place, "word", words


def _of_court(case: Case) -> Iterator[CaseValue]:
    children = tuple(child.id for child in case.children)
    yield CaseValue("court_docket_number", children, "digits", case.court.docket_number)
    for hearing in case.hearings:
        day = hearing.at.date().isoformat()
        yield CaseValue("hearing_date_place", children, "date", day)
        if hearing.department:
            words = f"Department {hearing.department}"
            yield CaseValue("hearing_date_place", children, "text", words)
        if hearing.video_link:
            yield CaseValue("remote_access_link", children, "text", hearing.video_link)
        if hearing.dial_in:
            yield CaseValue("remote_access_link", children, "digits", hearing.dial_in)


def _of_events(case: Case) -> Iterator[CaseValue]:
    everyone = tuple(person.id for person in case.people)
    for event in case.events:
        if event.kind in EVENT_DATES and event.of:
            day = day_of(event, zone_of_case(case)).isoformat()
            yield CaseValue(EVENT_DATES[event.kind], event.of, "date", day)
        if event.note:
            yield CaseValue(EVENT_NOTE, event.of or everyone, "text", event.note)
    if case.restricted.notes:
        yield CaseValue("protection_hold", everyone, "text", case.restricted.notes)


def _of_papers(case: Case) -> Iterator[CaseValue]:
    children = tuple(child.id for child in case.children)
    care, study = case.care, case.home_study
    texts: list[tuple[str, str | None]] = [
        ("medical_mental_health", care.needs if care else None),
        ("education", care.school if care else None),
        ("case_plan_services", care.summary if care else None),
        ("case_plan_services", study.payer if study else None),
        *(("case_plan_services", question) for question in (study.questions if study else ())),
    ]
    for category, text in texts:
        if text:
            yield CaseValue(category, children, "text", text)
    if study and study.report_needed_on:
        day = study.report_needed_on.isoformat()
        yield CaseValue("case_plan_services", children, "date", day)
    for row in case.authorizations:
        yield CaseValue("authorization_record", row.about, "text", row.id)
