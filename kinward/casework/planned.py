"""The papers of a case as they are planned: now, or as of the moment it was last decided."""

from kinward.casework.deciding import decided_on
from kinward.casework.desk import Office
from kinward.casework.register import current_case
from kinward.rules.planning import Desk, Paper, Plan, plan
from schemas.case import Case
from schemas.ledger import Decided


def plan_of(office: Office, case: Case, as_of: str | None) -> Plan:
    """Return the papers that a case needs as of a moment."""
    decided = decided_on(office, case, as_of)
    return plan(Desk(decided, frozenset(office.letters), office.statuses))


def last_moment(office: Office, case_number: str) -> str | None:
    """Return the moment for which a case was last decided, as it was recorded."""
    last = office.ledger.last(case_number, Decided.kind)
    return last.as_of if last else None


def planned_papers(office: Office, case_number: str) -> dict[str, Paper]:
    """Return the papers planned for the moment of the last decision, by id.

    What a paper must show and must not hold is worked out again from the case, so that no list of
    secrets is kept anywhere.
    """
    case = current_case(office, case_number)
    made = plan_of(office, case, last_moment(office, case_number))
    return {paper.id: paper for paper in made.papers}
