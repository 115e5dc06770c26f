"""What is owed, by whom, by when."""

from pathlib import Path

from tests.kinward.cli.builders import (
    COLORADO,
    ILLINOIS,
    a_case_file,
    facts_of,
    kinward,
    values_of_people,
)
from tests.kinward.cli.conftest import AS_OF, NUMBER


def test_a_duty_is_listed_with_owner_day_and_doubt(prepared: Path) -> None:
    said = kinward(prepared, "duties", "--as-of", AS_OF).out
    assert "2026-06-30 — to be confirmed by counsel  IL-2026-5521  notify consulate MX" in said
    assert "us-il_mx@2020-10-02" in said


def test_a_duty_is_told_to_programs(prepared: Path) -> None:
    [duty] = kinward(prepared, "duties", "--as-of", AS_OF, "--json").json["duties"]
    assert (duty["about"], duty["about_position"]) == ("daniel", "people[0]")
    assert (duty["state"], duty["standing"], duty["due_on"]) == ("owed", "pending", "2026-06-30")
    assert duty["to_be_confirmed"] is True


def test_duties_within_days_are_those_due_by_then_and_the_overdue(prepared: Path) -> None:
    def found(*typed: object) -> int:
        return len(kinward(prepared, "duties", *typed, "--json").json["duties"])

    assert found("--within", 13, "--as-of", AS_OF) == 0
    assert found("--within", 14, "--as-of", AS_OF) == 1
    assert found("--within", 0, "--as-of", "2026-07-01") == 1
    assert found("--overdue", "--as-of", "2026-06-30") == 0
    assert found("--overdue", "--as-of", "2026-07-01") == 1


def test_duties_of_a_case_nobody_recorded_are_refused(prepared: Path) -> None:
    ran = kinward(prepared, "duties", "--case", "IL-1999-0001")
    assert ran.code == 2
    assert "case_unknown" in ran.err


def test_a_duty_that_waits_for_an_answer_ends_with_one(home: Path, tmp_path: Path) -> None:
    people = facts_of(COLORADO)["people"]
    people[0]["nationalities"][0]["country"] = "ZZ"
    kinward(home, "case", "add", a_case_file(tmp_path / "cases", COLORADO, people=people))
    typed = ("consulate_answered", "--on", "2026-03-16", "--as-of", "2026-03-17")
    assert kinward(home, "case", "event", "CO-2026-0077", *typed).code == 1
    assert kinward(home, "duties", "--case", "CO-2026-0077").code == 1


def test_the_calendar_holds_the_due_day_and_no_person(prepared: Path, tmp_path: Path) -> None:
    path = tmp_path / "duties.ics"
    ran = kinward(prepared, "duties", "--ics", path)
    written = path.read_bytes().decode()
    unfolded = written.replace("\r\n ", "")
    assert ran.code == 0
    assert written.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART;VALUE=DATE:20260630\r\n" in written
    assert f"SUMMARY:{NUMBER}: notify consulate MX\r\n" in unfolded
    assert "to be confirmed by counsel" in unfolded
    people = values_of_people(ILLINOIS) | {"daniel", "jorge"}
    assert [value for value in people if value in written] == []
    assert path.stat().st_mode & 0o077 == 0


def test_the_same_duty_keeps_its_place_in_the_calendar(prepared: Path, tmp_path: Path) -> None:
    def uid(path: Path) -> str:
        kinward(prepared, "duties", "--ics", path)
        return next(line for line in path.read_text().splitlines() if line.startswith("UID:"))

    assert uid(tmp_path / "one.ics") == uid(tmp_path / "two.ics")


def test_a_calendar_without_a_folder_to_lie_in_is_refused(prepared: Path, tmp_path: Path) -> None:
    ran = kinward(prepared, "duties", "--ics", tmp_path / "nowhere" / "duties.ics")
    assert ran.code == 2
    assert "nowhere_to_write" in ran.err


def test_nothing_listed_says_whether_anything_was_recorded_or_decided(home: Path) -> None:
    assert "No case is recorded yet" in kinward(home, "duties").out
    kinward(home, "case", "add", ILLINOIS)
    assert "No case is decided yet" in kinward(home, "duties").out
