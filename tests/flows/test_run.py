"""One run with a temporary Prefect server, in a program of its own as `prepare` is."""

import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import flows
import schemas
from flows.prefect_server import PortTaken, PrefectServer
from tests.flows.recording_office import PLANTED
from tests.flows.search import found_in_files, found_in_tables
from tests.flows.served import REPOSITORY, page_is_closed

PROGRAM = """
import json, sys
from pathlib import Path
from flows.run import run_prepare, temporary_server
assert not any(name.startswith("prefect") for name in sys.modules)
from flows.unit import standing_in
from tests.flows.recording_office import RecordingOffice, LettersHeld, PLANTED

office = RecordingOffice(failing={
    "FAILS-1": ValueError(" ".join(PLANTED)), "STOPS-1": LettersHeld(" ".join(PLANTED))})
home = Path(sys.argv[1])
with standing_in(office.unit()), temporary_server(home) as server:
    outcome = run_prepare(sys.argv[2:], None, home, lambda _: None, server)
print(json.dumps({
    "page": server.address,
    "steps": [ending.step for ending in outcome.endings],
    "environment": {name: sys.modules["os"].environ[name] for name in (
        "DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED", "PREFECT_HOME")},
}))
"""


@dataclass(frozen=True)
class Run:
    """A run that has ended, and the home that it worked in."""

    home: Path
    ended: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of three cases, one of which fails and one stops, on a machine with other settings."""
    home = tmp_path_factory.mktemp("run") / "home"
    other = {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_LOGGING_EXTRA_LOGGERS": "root"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home), "A-1", "FAILS-1", "STOPS-1"],
        cwd=REPOSITORY,
        env=os.environ | other,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return Run(home, ended)


def test_a_run_tells_how_each_case_ended_and_leaves_no_server(run: Run) -> None:
    said = json.loads(run.ended.stdout)

    assert said["steps"] == ["done", "failed", "stopped"]
    assert page_is_closed(said["page"])


def test_a_run_keeps_prefects_files_in_the_home_and_sends_no_telemetry(run: Run) -> None:
    assert json.loads(run.ended.stdout)["environment"] == {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_HOME": str(run.home / "prefect"),
    }
    assert "flow_run" in found_in_tables(run.home / "prefect" / "prefect.db", "FAILS-1")


@pytest.mark.parametrize("value", PLANTED)
def test_a_run_that_failed_leaves_no_person_behind(run: Run, value: str) -> None:
    assert value not in run.ended.stdout + run.ended.stderr
    assert found_in_tables(run.home / "prefect" / "prefect.db", value) == []
    assert found_in_files(run.home, value) == []


def test_standard_error_holds_the_incident_and_nothing_else(run: Run) -> None:
    (line,) = run.ended.stderr.splitlines()
    assert line.startswith("incident ")


def test_a_taken_port_is_named_with_a_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken):
        PrefectServer(tmp_path, port=other.getsockname()[1]).start()


@pytest.mark.parametrize("package", [flows, schemas], ids=["flows", "schemas"])
def test_the_package_imported_is_ours(package: object) -> None:
    place = Path(str(vars(package)["__file__"]))
    assert place.parent.parent == REPOSITORY
