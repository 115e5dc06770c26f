"""The three flows ask the ledger what is left, in order, and one failure leaves the rest."""

import asyncio
from collections.abc import Iterator

import pytest

from flows.boundary import Stopped
from flows.caseload import prepare_all
from flows.desk import Desk, sitting_at
from flows.dispatch_approved import dispatch_approved
from flows.watch_duties import watch_duties
from kinward.handover import Outcome, Progress
from tests.flows.recording_office import RecordingOffice
from tests.flows.served import Served, at_the_page


@pytest.fixture(autouse=True)
def _reporting(served: Served) -> Iterator[None]:
    with at_the_page(served.server.page):
        yield


def a_desk_of(office: RecordingOffice, told: list[Progress] | None = None) -> Desk:
    """A desk at which `office`'s verbs are done."""
    said = told if told is not None else []
    return Desk(office.home, office.unit(), said.append)


def prepare(office: RecordingOffice, *case_numbers: str) -> Outcome:
    """Prepare the cases in one run."""
    return asyncio.run(prepare_all(case_numbers, "2026-03-10", a_desk_of(office)))


def test_a_case_is_decided_written_printed_and_bound_in_this_order() -> None:
    office = RecordingOffice()

    assert prepare(office, "A-1").is_done

    assert office.asked == [
        ("decide", "A-1", "2026-03-10"),
        ("write", "A-1", "2026-03-10"),
        ("print", "A-1"),
        ("bind", "A-1"),
    ]


def test_each_step_is_told_with_its_count() -> None:
    told: list[Progress] = []

    asyncio.run(prepare_all(["A-1"], None, a_desk_of(RecordingOffice(), told)))

    assert told == [
        Progress("A-1", "duties"),
        Progress("A-1", "letters", 2),
        Progress("A-1", "pdfs", 3),
        Progress("A-1", "packets", 4),
        Progress("A-1", "done"),
    ]


def test_several_cases_share_one_office_in_one_thread_and_it_is_closed() -> None:
    office = RecordingOffice()

    prepare(office, "A-1", "B-2")

    assert (office.opened, office.closed, len(office.threads)) == (1, 1, 1)


def test_a_case_that_fails_leaves_the_others_their_turn() -> None:
    office = RecordingOffice(failing={"B-2": ValueError("one bug")})

    endings = prepare(office, "A-1", "B-2", "C-3").endings

    assert [ending.step for ending in endings] == ["done", "failed", "done"]
    assert ("write", "B-2", "2026-03-10") not in office.asked


def test_an_office_that_does_not_open_is_an_incident_of_each_case() -> None:
    office = RecordingOffice(locked=True)

    endings = prepare(office, "A-1", "B-2").endings

    assert [ending.step for ending in endings] == ["failed", "failed"]


def dispatch(office: RecordingOffice) -> int:
    """Run the dispatch once."""

    async def run() -> int:
        async with sitting_at(a_desk_of(office)):
            return await dispatch_approved("folder")

    return asyncio.run(run())


def test_what_is_dispatched_already_is_not_dispatched_by_the_next_run() -> None:
    office = RecordingOffice(approved=("p-1", "p-2"))

    assert (dispatch(office), dispatch(office)) == (2, 0)

    assert office.asked == [("dispatch", "p-1", "folder"), ("dispatch", "p-2", "folder")]


def test_a_packet_that_fails_is_left_for_the_next_run_and_the_run_says_so() -> None:
    office = RecordingOffice(approved=("p-1", "p-2"), failing={"p-1": OSError("no line")})

    with pytest.raises(Stopped, match="some_not_done"):
        dispatch(office)

    assert office.approved == ("p-1",)


def test_watching_goes_through_every_case_that_the_ledger_names() -> None:
    office = RecordingOffice(watched=("A-1", "B-2"), failing={"A-1": KeyError("one bug")})

    async def run() -> int:
        async with sitting_at(a_desk_of(office)):
            return await watch_duties("2026-03-10")

    with pytest.raises(Stopped, match="some_not_done"):
        asyncio.run(run())

    assert office.asked == [("watch", "A-1", "2026-03-10"), ("watch", "B-2", "2026-03-10")]
