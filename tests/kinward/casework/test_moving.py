"""A child moves: what was done stays done, and what was not is decided anew (R14)."""

from pathlib import Path

from kinward import casework
from kinward.casework.desk import Office
from schemas.ledger import DutyDone
from tests.builders import a_case, an_event
from tests.kinward.casework.offices import an_office

BEFORE = a_case()
MOVED = a_case(county="Riverside", events=[an_event(), an_event("child_moved", "2026-04-20")])


def states(office: Office) -> dict[str, str]:
    """Where each notice stands in the ledger."""
    with office.ledger.reading() as screens:
        rows = screens.duties(BEFORE.case_number, None)
    return {row.duty_id: row.state for row in rows if row.kind == "notify_consulate"}


def test_r14_a_notice_given_before_the_move_keeps_its_proof_and_is_not_owed_again(
    tmp_path: Path,
) -> None:
    with an_office(tmp_path) as office:
        casework.add_case(office, BEFORE)
        casework.decide_duties(office, BEFORE.case_number, "2026-03-10")
        (duty,) = states(office)
        with office.ledger.begin(office.signed(BEFORE.agency)) as page:
            page.record(BEFORE.case_number, DutyDone(duty_id=duty, because="delivered"))
        casework.add_case(office, MOVED)
        casework.decide_duties(office, MOVED.case_number, "2026-04-21")
        assert states(office) == {duty: "done"}
        assert office.ledger.verify() == ()


def test_r14_a_notice_not_given_before_the_move_is_the_same_duty_with_other_terms(
    tmp_path: Path,
) -> None:
    with an_office(tmp_path) as office:
        casework.add_case(office, BEFORE)
        casework.decide_duties(office, BEFORE.case_number, "2026-03-10")
        first = states(office)
        casework.add_case(office, MOVED)
        casework.decide_duties(office, MOVED.case_number, "2026-04-21")
        assert states(office) == first
