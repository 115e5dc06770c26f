"""An approval that changed facts make void: whoever gave it is told, until another is given."""

import logging
from datetime import date

import pytest

from kinward import casework
from kinward.casework.desk import Office
from kinward.casework.manifest import manifest
from kinward.casework.void_approvals import void_approvals
from kinward.ledger.rows import PacketRow
from schemas.case import Case, Event
from schemas.ledger import DutyDone
from tests.kinward.casework.conftest import Home
from tests.kinward.casework.offices import AS_OF, a_family, an_office
from tests.kinward.casework.preparing import prepare

NUMBER = "IL-2026-5521"


def approved(office: Office) -> str:
    """Approve the family's one packet, and return its id."""
    [packet] = packets(office)
    casework.approve_packet(office, packet.packet_id, "M. Example")
    return packet.packet_id


def packets(office: Office, *states: str) -> tuple[PacketRow, ...]:
    with office.ledger.reading() as screens:
        return screens.packets(NUMBER, states or None)


def with_another_docket(office: Office) -> Case:
    """The family with a docket number that changes its letter."""
    case = a_family(office, "illinois")
    court = case.court.model_copy(update={"docket_number": "26-JA-9"})
    return case.model_copy(update={"court": court})


def prepared_again(office: Office) -> None:
    """Make the packet that takes the place of the one with the old docket number."""
    prepare(office, with_another_docket(office), AS_OF["illinois"])


def written_again(office: Office) -> None:
    """Write the letter anew, without its packet."""
    casework.add_case(office, with_another_docket(office))
    casework.write_letters(office, NUMBER, AS_OF["illinois"])


def concern_recorded(office: Office) -> None:
    """Record a concern; what follows from it is decided next."""
    concern = Event(kind="safety_concern", on=date(2026, 6, 16), of=("daniel",))
    casework.record_event(office, NUMBER, concern)


def test_the_manifest_names_the_void_approval_its_duty_and_what_to_approve(
    home_with: Home,
) -> None:
    with an_office(home_with("illinois")) as office:
        old = approved(office)
        prepared_again(office)
        [new] = packets(office, "waiting")
        problems = manifest(office, NUMBER)["problems"]
    told = {
        "code": "approval_void",
        "duty": "notify_consulate",
        "about": "daniel",
        "country": "MX",
        "message": "approved by M. Example; the approval is void (facts changed)",
        "remedy": f"Approve {new.packet_id}.",
        "where": old,
    }
    assert problems == [told]


def test_a_packet_that_nobody_approved_gives_way_without_a_word(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        written_again(office)
        assert [packet.state for packet in packets(office)] == ["superseded"]
        assert void_approvals(office) == ()


def test_it_is_told_until_another_packet_is_approved(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        approved(office)
        prepared_again(office)
        prepared_again(office)
        assert len(void_approvals(office, NUMBER)) == 1
        [new] = packets(office, "waiting")
        casework.approve_packet(office, new.packet_id, "M. Example")
        assert void_approvals(office, NUMBER) == ()


def test_a_duty_that_is_done_wants_no_other_approval(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        approved(office)
        written_again(office)
        with office.ledger.reading() as screens:
            [duty] = screens.duties(NUMBER)
        with office.ledger.begin(office.signed("us-il")) as page:
            page.record(NUMBER, DutyDone(duty_id=duty.duty_id, because="done_by_hand"))
        assert void_approvals(office) == ()


def test_a_concern_makes_it_void_and_says_no_more_than_that(home_with: Home) -> None:
    """R75 and R76: the approval counts no more, and nothing shows why."""
    with an_office(home_with("illinois")) as office:
        approved(office)
        concern_recorded(office)
        casework.decide_duties(office, NUMBER, AS_OF["illinois"])
        [approval] = void_approvals(office)
    assert approval.problem.message.endswith("the approval is void (facts changed)")
    assert approval.problem.remedy.startswith("No packet takes its place yet")


def test_an_erased_case_tells_of_no_approval(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        approved(office)
        written_again(office)
        casework.erase_case(office, NUMBER, "ORDER-7")
        assert void_approvals(office) == ()


def test_the_daily_watch_counts_and_logs_what_it_makes_void(
    home_with: Home, caplog: pytest.LogCaptureFixture
) -> None:
    with an_office(home_with("illinois")) as office:
        packet_id = approved(office)
        concern_recorded(office)
        with caplog.at_level(logging.WARNING):
            found = casework.watch_case(office, NUMBER, AS_OF["illinois"])
    assert found == 2, "counsel is asked, and the approval is void"
    assert caplog.messages == [
        f"packet {packet_id}: the approval is void, its case's facts have changed"
    ]


def test_a_ledger_with_a_void_approval_verifies(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        approved(office)
        written_again(office)
        assert office.ledger.verify(office.store) == ()
