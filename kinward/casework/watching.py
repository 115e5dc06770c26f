"""Look over cases that owe something: decide again, and count what needs a person."""

from datetime import date

from kinward.casework.desk import Office
from kinward.casework.redeciding import decide_duties

WATCHED = ("owed", "held", "ask")


def cases_to_watch(office: Office, as_of: str | None) -> tuple[str, ...]:
    """Return the cases with an open duty, opened by the day asked for, and not erased."""
    day = date.fromisoformat(as_of[:10]) if as_of else office.clock().date()
    with office.ledger.reading() as screens:
        living = {
            row.case_number
            for row in screens.cases()
            if row.erased_on is None and row.opened_on <= day
        }
        owing = {row.case_number for row in screens.duties(states=WATCHED)}
    return tuple(sorted(living & owing))


def watch_case(office: Office, case_number: str, as_of: str | None) -> int:
    """Decide a case again and return how many questions were newly raised by it."""
    with office.ledger.reading() as screens:
        before = {row.question_id for row in screens.questions(case_number)}
    decide_duties(office, case_number, as_of)
    with office.ledger.reading() as screens:
        after = {row.question_id for row in screens.questions(case_number)}
    return len(after - before)
