"""Prepare a family as the flow does, step by step."""

from kinward import casework
from kinward.casework.desk import Office
from schemas.case import Case
from tests.kinward.casework.offices import AS_OF, a_family


def prepare(office: Office, case: Case, as_of: str | None) -> None:
    """Record a case and run every step on it."""
    casework.add_case(office, case)
    casework.decide_duties(office, case.case_number, as_of)
    casework.write_letters(office, case.case_number, as_of)
    casework.make_pdfs(office, case.case_number)
    casework.bind_packets(office, case.case_number)


def prepared(office: Office, name: str) -> Case:
    """Return a sample family, prepared as of its own day."""
    case = a_family(office, name)
    prepare(office, case, AS_OF[name])
    return case
