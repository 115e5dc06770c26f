"""Look over cases that owe something: decide again, and count what needs a person."""

import logging
from datetime import date

from kinward.casework.desk import Office
from kinward.casework.redeciding import decide_duties
from kinward.casework.void_approvals import void_approvals

log = logging.getLogger(__name__)

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
    """Decide a case again and return how much of it needs a person since then.

    That is the questions newly raised, and the approvals newly void, which are also logged.
    """
    before, held_good = _open_questions(office, case_number), _void(office, case_number)
    decide_duties(office, case_number, as_of)
    void = _void(office, case_number) - held_good
    for packet_id in sorted(void):
        log.warning("packet %s: the approval is void, its case's facts have changed", packet_id)
    return len(_open_questions(office, case_number) - before) + len(void)


def _open_questions(office: Office, case_number: str) -> set[str]:
    with office.ledger.reading() as screens:
        return {row.question_id for row in screens.questions(case_number)}


def _void(office: Office, case_number: str) -> set[str]:
    return {approval.packet_id for approval in void_approvals(office, case_number)}
