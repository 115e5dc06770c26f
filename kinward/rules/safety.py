"""Safety first: nothing reaches a foreign state without a recorded `clear` (R43, R73-R76).

No flag is not "clear". A concern, or a protection from a foreign state, holds every duty of the
whole family for every country, under one neutral code that discloses nothing.
"""

from datetime import date

from kinward.rules.clocks import next_open
from schemas.case import Case

NEEDS_COUNSEL = "needs_counsel"
SAFETY_CHECK_MISSING = "safety_check_missing"
FOREIGN_STATE = "foreign_state"


def on_hold(case: Case, day: date) -> bool:
    """Say whether agency counsel must decide before any organ of a foreign state is told."""
    concern = any(check.result == "concern" and check.on <= day for check in case.safety_checks)
    recorded = any(event.kind == "safety_concern" for event in case.events)
    protected = any(
        row.from_ == FOREIGN_STATE and row.on <= day and (row.until is None or row.until >= day)
        for row in case.restricted.protect
    )
    return concern or recorded or protected


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
