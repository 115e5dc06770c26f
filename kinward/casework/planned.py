"""The papers of a case as they are planned: now, or as of the moment it was last decided."""

from kinward.casework.deciding import decided_on
from kinward.casework.desk import Office
from kinward.casework.papers import Kept
from kinward.casework.register import current_case
from kinward.rules.as_of import as_of as moment_named
from kinward.rules.paper import Paper
from kinward.rules.planning import Desk, Plan, plan
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


def moment_of(office: Office, case: Case, as_of: str | None) -> str:
    """Return the moment that an as-of names, as it is recorded."""
    return moment_named(as_of, office.clock(), case, office.library.rulebook).moment.isoformat()


def planned_papers(office: Office, kept: dict[str, Kept]) -> dict[str, Paper]:
    """Return the papers as they were planned when each was written, by id.

    What a paper must show and must not hold is worked out again from the case, as of the moment
    it was written for, so that no list of secrets is kept anywhere.
    """
    found: dict[str, Paper] = {}
    for case_number, moment in {(paper.case_number, paper.as_of) for paper in kept.values()}:
        case = current_case(office, case_number)
        mine = {i for i, paper in kept.items() if paper.as_of == moment}
        made = plan_of(office, case, moment)
        found |= {paper.id: paper for paper in made.papers if paper.id in mine}
    return found
