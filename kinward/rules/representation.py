"""Who stands for a person on a day: none, requested, appointed, retained or withdrawn (R42)."""

from datetime import date
from zoneinfo import ZoneInfo

from kinward.rules.as_of import day_of
from schemas.case import Case
from schemas.person import Counsel, GuardianAdLitem

ACTIVE = frozenset({"appointed", "retained"})


def counsel_on(case: Case, person_id: str, day: date, zone: ZoneInfo) -> Counsel | None:
    """Return the lawyer who represents a person on that day, or None.

    An appointment dated later than the day does not count yet; a withdrawal ends it.
    """
    for lawyer in case.counsel_of(person_id):
        if lawyer.status in ACTIVE and _begun(case, lawyer.id, day, zone):
            return lawyer
    return None


def _begun(case: Case, lawyer_id: str, day: date, zone: ZoneInfo) -> bool:
    dated = [
        (day_of(event, zone), event.kind)
        for event in case.events
        if event.with_ == lawyer_id and event.kind in {"counsel_appointed", "counsel_withdrawn"}
    ]
    if not dated:
        return True
    past = sorted(row for row in dated if row[0] <= day)
    return bool(past) and past[-1][1] == "counsel_appointed"


def lawyers_of(case: Case, child_id: str) -> tuple[GuardianAdLitem | Counsel, ...]:
    """Return a child's guardians ad litem and lawyers who act: not asked for, not withdrawn."""
    return tuple(
        person
        for person in case.childs_lawyers(frozenset({child_id}))
        if isinstance(person, GuardianAdLitem) or person.status in ACTIVE
    )
