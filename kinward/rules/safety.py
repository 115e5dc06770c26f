"""Safety first: nothing reaches a foreign state without a recorded `clear` (R43, R73-R76).

No flag is not "clear". A concern, or a protection from a foreign state, holds every duty of the
whole family for every country, under one neutral code that discloses nothing.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from kinward.rules.authorizations import decided_by_agency_counsel, valid_on
from kinward.rules.clocks import next_open
from schemas.case import Authorization, Case
from schemas.person import Caregiver, Child, Relative

NEEDS_COUNSEL = "needs_counsel"
SAFETY_CHECK_MISSING = "safety_check_missing"
FOREIGN_STATE = "foreign_state"


def on_hold(case: Case, day: date, recipient_class: str) -> bool:
    """Say whether agency counsel must decide before this class of foreign organ is told.

    One flagged person holds for the whole family: siblings, half-siblings and parents (R43).
    """
    return any(
        not _released(case, person, day, recipient_class, own=own)
        for person, own in _flagged(case, day)
    )


def _flagged(case: Case, day: date) -> Iterator[tuple[str, bool]]:
    """Yield the people for whom there is a concern, and whether it is their own."""
    for check in case.safety_checks:
        if check.result == "concern" and check.on <= day:
            yield from ((person, True) for person in check.of)
    for event in case.events:
        # A moment has been weighed against the as-of moment by `known_by`: from the hour a
        # concern is recorded it holds, whatever its offset makes of the day (R76).
        if event.kind == "safety_concern" and (isinstance(event.on, datetime) or event.on <= day):
            yield from ((person, True) for person in event.of or [c.id for c in case.children])
    for row in case.restricted.protect:
        lasts = row.until is None or row.until >= day
        if row.from_ == FOREIGN_STATE and row.on <= day and lasts:
            yield from ((person, row.basis == "statement") for person in row.who)


def protected_from(case: Case, person: str, others: Collection[str], day: date) -> bool:
    """Say whether someone is protected on a day from any of these people (R74)."""
    return any(
        person in row.who
        and row.on <= day
        and (row.until is None or day <= row.until)
        and is_from(case, row.from_, others)
        for row in case.restricted.protect
    )


def is_from(case: Case, source: str, others: Collection[str]) -> bool:
    """Say whether a protection's `from` means any of these people, by name or by kinship."""
    if not source.startswith("relatives_of:"):
        return source in others
    kin = case.person(source.removeprefix("relatives_of:"))
    children = set(getattr(kin, "of", ()))
    return any(
        isinstance(person, Relative | Caregiver) and set(person.of) & children
        for person in case.people
        if person.id in others
    )


def _released(case: Case, person: str, day: date, recipient_class: str, *, own: bool) -> bool:
    """Say whether a hold has ended: agency counsel decided, the person agreed beforehand (R45).

    For a child, the child's counsel or a court order stands for the waiver.
    """
    named = [
        row
        for row in case.authorizations
        if valid_on(row, day) and person in row.about and recipient_class in row.recipients
    ]
    decided = any(decided_by_agency_counsel(row, person, recipient_class, day) for row in named)
    return decided and (not own or any(_agrees(case, row, person) for row in named))


def _agrees(case: Case, row: Authorization, person: str) -> bool:
    if isinstance(case.person(person), Child):
        by_counsel = row.by_capacity == "own_counsel" and row.kind in {"waiver", "consent"}
        return by_counsel or (row.kind == "court_order" and row.by_capacity == "court")
    return row.kind == "waiver" and row.by_capacity == "self" and row.by == person


def unchecked(case: Case, people: frozenset[str], day: date) -> frozenset[str]:
    """Return those of `people`, and of every child, without a `clear` since the case opened.

    Every sibling in the case counts with the child (R73).
    """
    needed = people | {child.id for child in case.children}
    clear = {
        person
        for check in case.safety_checks
        if check.result == "clear" and case.opened_on <= check.on <= day
        for person in check.of
    }
    return needed - clear


def due_at_once(day: date, closed: frozenset[date]) -> date:
    """Return the day a gap is due: the day it is seen, or the agency's next working day."""
    return next_open(day, closed)
