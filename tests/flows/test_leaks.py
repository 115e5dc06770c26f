"""Prefect sees numbers: whatever happens in a run, no person is in what it left behind."""

import asyncio
import re
from pathlib import Path

import prefect
import pytest
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker

from kinward.handover import Progress, hand_over
from tests.flows.recording_office import PLANTED
from tests.flows.search import found_in_files, found_in_tables
from tests.flows.served import Served, at_the_page, becomes_true
from tests.flows.serving_program import FAILS, STOPS

DATABASE = Path("prefect") / "prefect.db"
# Where an error's text ends up: its state, its log lines, its event.
STORES = {"flow_run_state", "log", "events"}


@pytest.fixture(scope="module")
def endings(served: Served) -> dict[str, Progress]:
    """How three cases ended: one well, one with a bug, one with a problem; both name a person."""
    lines = hand_over(served.server, ["WELL-1", FAILS, STOPS], "2026-03-10")
    endings = {line.case_number: line for line in lines if line.ends}
    # Prefect writes down later than it runs; the searches below must not come before it has.
    incident = endings[FAILS].incident or "no incident"
    assert becomes_true(lambda: set(found_in_tables(served.home / DATABASE, incident)) >= STORES)
    return endings


def test_a_failed_case_leaves_an_incident_and_a_stopped_one_its_code(
    endings: dict[str, Progress],
) -> None:
    assert endings["WELL-1"] == Progress("WELL-1", "done")
    assert endings[STOPS].code == "letters_held"
    assert endings[STOPS].remedy == "Answer the question that is open."
    assert endings[FAILS].incident


def test_the_log_says_type_and_place_of_an_incident(
    served: Served, endings: dict[str, Progress]
) -> None:
    place = rf"incident {endings[FAILS].incident}: ValueError from KeyError at \S+:\d+"
    assert re.search(place, served.printed.read_text())


@pytest.mark.usefixtures("endings")
@pytest.mark.parametrize("value", [*PLANTED, "Ramírez", "Ramirez", "9408772"])
def test_after_failed_runs_no_person_is_in_the_home_the_tables_or_the_output(
    served: Served, value: str
) -> None:
    assert found_in_tables(served.home / DATABASE, value) == []
    assert found_in_files(served.home, value) == []
    assert found_in_files(served.printed.parent, value) == []


@pytest.mark.usefixtures("endings")
def test_the_search_reaches_what_prefect_stores(served: Served) -> None:
    assert "flow_run" in found_in_tables(served.home / DATABASE, FAILS)
    assert str(DATABASE) in " ".join(found_in_files(served.home, FAILS))


def test_a_flow_without_the_boundary_would_be_found_out(served: Served) -> None:
    planted = "Łucja Dvořáková 530617294"

    @prefect.flow(name="without the boundary")
    async def leaking(case_number: str) -> None:
        raise ValueError(f"{case_number}: {planted}")

    with at_the_page(served.server.page), pytest.raises(ValueError, match="LEAK-1"):
        asyncio.run(leaking("LEAK-1"))
    for worker in (APILogWorker, EventsWorker):
        worker.drain_all(timeout=5)

    database = served.home / DATABASE
    assert becomes_true(lambda: set(found_in_tables(database, planted)) >= STORES)
    assert found_in_files(served.home, planted)
