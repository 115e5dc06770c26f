"""A whole family through the served program: prepared, watched, dispatched; Prefect knows none."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.flows.search import found_in_files, found_in_tables
from tests.flows.served import REPOSITORY, Served, becomes_true, end, start_serving
from tests.flows.test_serve import ask_prefect, deployment

FAMILY = REPOSITORY / "examples" / "florida-haiti-detained-mother.yaml"
OF_THE_FAMILY = (
    "Widline",
    "Roselaure",
    "Joseph",
    "widline",
    "2021-01-19",
    "1997-06-25",
    "098765432",
    "3900 Sample Road",
    "Sample Transitional Center",
)
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
KINWARD = (sys.executable, "-m", "kinward")


@dataclass(frozen=True)
class Worked:
    """The served program after its work, what `prepare` said, and how the two runs ended."""

    served: Served
    said: dict[str, object]
    errors: str
    runs: dict[str, str]


def run_of(page: str, flow: str) -> str:
    """Ask Prefect to run a deployment, and return the state in which the run ended."""
    number = deployment(page, flow)["id"]
    _, made = ask_prefect(page, f"/deployments/{number}/create_flow_run", {"parameters": {}})
    run = json.loads(made)["id"]

    def state() -> str:
        return str(json.loads(ask_prefect(page, f"/flow_runs/{run}")[1])["state_type"])

    assert becomes_true(lambda: state() in ENDED, seconds=60)
    return state()


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worked]:
    """Serve, prepare the family by the command, then watch and dispatch as Prefect would."""
    home = tmp_path_factory.mktemp("real") / "home"
    served = start_serving(home, (*KINWARD, "serve", "--port", "0", "--home", str(home)))
    prepared = subprocess.run(
        [
            *KINWARD,
            "prepare",
            str(FAMILY),
            "--json",
            "--home",
            str(home),
            "--out",
            str(home / "out"),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    page = served.server.page
    runs = {flow: run_of(page, flow) for flow in ("watch duties", "dispatch approved")}
    yield Worked(served, json.loads(prepared.stdout), prepared.stderr, runs)
    end(served)


def test_the_family_was_prepared_watched_and_dispatched(worked: Worked) -> None:
    assert worked.said["case_number"] == "FL-2026-2048"
    assert worked.said["packets"]
    assert worked.runs == {"watch duties": "COMPLETED", "dispatch approved": "COMPLETED"}


def test_prefect_has_the_case_number(worked: Worked) -> None:
    database = worked.served.home / "prefect" / "prefect.db"
    assert "flow_run" in found_in_tables(database, "FL-2026-2048")


@pytest.mark.parametrize("value", OF_THE_FAMILY)
def test_prefect_and_the_logs_have_nothing_of_the_family(worked: Worked, value: str) -> None:
    assert value in FAMILY.read_text(encoding="utf-8")
    folder = worked.served.home / "prefect"
    assert found_in_tables(folder / "prefect.db", value) == []
    assert found_in_files(folder, value) == []
    assert value not in worked.served.printed.read_text()
    assert value not in worked.errors
