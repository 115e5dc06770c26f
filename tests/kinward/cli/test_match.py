"""Match: the contract's JSON, words for a supervisor, exit codes, and a quick start."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.kinward.cli.builders import (
    COLORADO,
    FLORIDA,
    ILLINOIS,
    REPOSITORY,
    SAN_DIEGO,
    a_case_file,
    facts_of,
    kinward,
    kinward_process,
    values_of_people,
)

LOADED = """
import sys
from kinward.cli.main import main
code = main(sys.argv[1:])
heavy = {name.partition(".")[0] for name in sys.modules} & {"sqlalchemy", "prefect", "rich"}
print(code, sorted(heavy), file=sys.stderr)
"""


def test_the_answer_is_one_object_with_the_contracts_fields(home: Path) -> None:
    ran = kinward_process(home, "match", ILLINOIS, "--as-of", "2026-06-16", "--json")
    duty = next(row for row in ran.json["duties"] if row["duty"] == "notify_consulate")
    assert (ran.code, ran.err) == (0, "")
    assert (ran.json["case_number"], ran.json["as_of"]) == ("IL-2026-5521", "2026-06-16")
    assert duty["governed_by"]["instrument"] == "us-il_mx"
    assert (duty["starts_on"], duty["due_on"]) == ("2026-06-15", "2026-06-30")
    assert {"id", "about", "country", "post", "occasion", "state", "standing", "owner"} < set(duty)
    assert {"earliest_on", "also", "considered", "hold"} < set(duty)
    assert "nationality_by_descent_possible" in {row["code"] for row in ran.json["questions"]}


def test_every_reason_is_said_in_words(home: Path) -> None:
    ran = kinward(home, "match", ILLINOIS, "--as-of", "2026-06-16")
    said = ran.out
    assert ran.code == 0
    assert "due 2026-06-30 — to be confirmed by counsel" in said
    assert "10 working days" in said
    assert "Looked at, does not bind: Vienna Convention on Consular Relations" in said
    assert "us citizen other nationality not recorded" in said
    assert "\x1b[" not in said


def test_the_agencys_own_target_is_shown_as_such(home: Path) -> None:
    said = kinward(home, "match", SAN_DIEGO, "--as-of", "2026-03-10T12:00:00-07:00").out
    assert "due 2026-03-04, OVERDUE, by the agency's own target of 1 working day" in said


def test_the_search_for_a_father_is_shown(home: Path) -> None:
    said = kinward(home, "match", COLORADO, "--as-of", "2026-03-17").out
    assert "still being searched for" in said
    assert "detainee locator: not found" in said


def test_a_hold_shows_only_that_counsel_is_needed(home: Path) -> None:
    said = kinward(home, "match", FLORIDA, "--as-of", "2026-07-07T12:00:00-04:00").out
    assert "HELD: AGENCY COUNSEL MUST DECIDE" in said
    assert not {"protect", "statement", "concern"} & set(said.lower().split())


def test_a_duty_that_must_be_asked_about_ends_with_one(home: Path, tmp_path: Path) -> None:
    people = facts_of(COLORADO)["people"]
    people[0]["nationalities"][0]["country"] = "ZZ"
    path = a_case_file(tmp_path / "cases", COLORADO, people=people)
    ran = kinward(home, "match", path, "--as-of", "2026-03-17", "--json")
    assert "ask" in {duty["state"] for duty in ran.json["duties"]}
    assert ran.code == 1


def test_neither_the_ledgers_library_nor_prefect_is_loaded(home: Path) -> None:
    typed = ["--home", str(home), "match", str(ILLINOIS), "--as-of", "2026-06-16"]
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *typed],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == "0 []\n"


def test_no_case_is_kept(home: Path) -> None:
    kinward(home, "match", ILLINOIS, "--as-of", "2026-06-16")
    assert {path.name for path in home.iterdir()} == {"cache"}


def test_a_folder_shows_each_case_and_names_what_it_leaves_out(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    a_case_file(folder, ILLINOIS)
    a_case_file(folder, COLORADO)
    (folder / "agencies.yaml").write_text("agencies: []\n")
    (folder / "letter.txt").write_text("no case")
    ran = kinward(home, "match", folder, "--as-of", "2026-06-16", "--json")
    numbers = [case["case_number"] for case in ran.json["cases"]]
    assert numbers == ["CO-2026-0077", "IL-2026-5521"]
    assert "LEFT OUT" in ran.err
    assert "agencies.yaml" in ran.err
    assert "letter.txt" not in ran.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("2026-02-30", "no such day", id="a day that does not exist"),
        pytest.param("2026-06-16T09:00:00", "with offset", id="an instant without offset"),
        pytest.param("tomorrow", "YYYY-MM-DD", id="a word"),
    ],
)
def test_an_as_of_that_is_none_is_refused(home: Path, typed: str, said: str) -> None:
    ran = kinward(home, "match", ILLINOIS, "--as-of", typed)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_day_before_the_case_was_opened_is_refused(home: Path) -> None:
    ran = kinward(home, "match", ILLINOIS, "--as-of", "2020-01-01")
    assert ran.code == 2
    assert "as_of_before_case" in ran.err


def test_faults_are_an_object_too_where_json_was_asked(home: Path, tmp_path: Path) -> None:
    path = a_case_file(tmp_path / "cases", county=7)
    ran = kinward(home, "match", path, "--json")
    assert ran.code == 2
    assert [problem["code"] for problem in ran.json["problems"]] == ["not_allowed"]
    assert ran.json["problems"][0]["where"].endswith("county")


def test_no_fault_prints_a_value_of_a_person(home: Path, tmp_path: Path) -> None:
    people = facts_of(SAN_DIEGO)["people"]
    for person in people:
        person["born_on"] = f"{person.get('born_on', 'unknown')} or so"
        person["name"]["given"] = [person["name"].get("given", "Nobody")]
        person["nick_name"] = "Chiquita"
    path = a_case_file(tmp_path / "cases", SAN_DIEGO, people=people)
    ran = kinward(home, "match", path)
    assert ran.code == 2
    assert "nick_name" in ran.err
    shown = {value for value in values_of_people(SAN_DIEGO) | {"Chiquita"} if value in ran.err}
    assert shown == set()
