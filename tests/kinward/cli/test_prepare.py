"""Prepare, as a person types it: packets that wait for approval, alone or with a server up."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinward.cli.casefiles import Gathered
from kinward.cli.preparing import register
from kinward.handover import server_of
from kinward.office import open_office
from kinward.rules.as_of import AsOfBeforeCase
from tests.kinward.cli.builders import (
    ILLINOIS,
    REPOSITORY,
    TEXAS,
    kinward,
    kinward_process,
    values_of_people,
)
from tests.kinward.cli.conftest import AS_OF, NUMBER

HANDED_OVER = """
import sys
from kinward.cli.main import main
code = main(sys.argv[1:])
print(code, "prefect" in sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one prepare has worked alone, with its answer beside it."""
    home = tmp_path_factory.mktemp("prepare") / "home"
    ran = kinward_process(home, "prepare", ILLINOIS, "--as-of", AS_OF, "--json")
    assert (ran.code, ran.err) == (0, "")
    (home / "answer.json").write_text(ran.out)
    return home


def test_the_answer_is_the_manifest_that_lies_beside_the_packets(worked: Path) -> None:
    answer = json.loads((worked / "answer.json").read_text())
    folder = worked / "out" / NUMBER
    assert answer == json.loads((folder / "manifest.json").read_text())
    for packet in answer["packets"]:
        assert (folder / packet["pdf"]).is_file()
    for document in answer["documents"]:
        assert (folder / document["docx"]).is_file()


def test_no_file_is_named_after_a_person(worked: Path) -> None:
    names = {path.name.lower() for path in worked.rglob("*")}
    people = {value.lower() for value in values_of_people(ILLINOIS)}
    assert [name for name in names if any(value in name for value in people)] == []


def test_a_recorded_case_is_not_prepared_before_it_was_opened(worked: Path) -> None:
    with open_office(worked) as office, pytest.raises(AsOfBeforeCase):
        register(office, Gathered((), (NUMBER,)), "2020-01-01")


@pytest.fixture(scope="module")
def serving(worked: Path) -> Iterator[Path]:
    """The same home with its server up."""
    with (worked / "served.txt").open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "kinward", "serve", "--port", "0", "--home", str(worked)],
            cwd=REPOSITORY,
            stdout=printed,
            stderr=printed,
        )
    deadline = time.monotonic() + 120
    while server_of(worked) is None and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    yield worked
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert "Page: http://127.0.0.1:" in (worked / "served.txt").read_text()


def test_with_a_server_up_prepare_hands_over_and_loads_no_prefect(serving: Path) -> None:
    typed = ["--home", str(serving), "prepare", NUMBER, str(TEXAS), "--as-of", AS_OF, "--json"]
    ran = subprocess.run(
        [sys.executable, "-c", HANDED_OVER, *typed],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    texas, illinois = json.loads(ran.stdout)["cases"]
    assert ran.stderr.endswith("0 False\n")
    assert len(illinois["packets"]) == 1
    assert {duty["state"] for duty in texas["duties"]} == {"not_owed"}


def test_preparing_again_changes_nothing_and_says_so(serving: Path) -> None:
    ran = kinward(serving, "prepare", NUMBER, "--as-of", AS_OF)
    assert ran.code == 0
    assert f"{NUMBER}: nothing has changed" in ran.err
    assert f"1 in {NUMBER}/packets" in ran.out
    assert "to be confirmed by counsel" in ran.out
    assert "waits for approval" in ran.out


def test_a_home_is_served_once(serving: Path) -> None:
    ran = kinward(serving, "serve")
    assert ran.code == 2
    assert "already_serving" in ran.err
