"""The register as a person types it."""

from pathlib import Path

from kinward.office import open_office
from schemas.ledger import DutyDone
from tests.kinward.cli.builders import ILLINOIS, a_case_file, kinward, values_of_people
from tests.kinward.cli.conftest import AS_OF, NUMBER


def test_a_case_is_recorded_once(home: Path) -> None:
    assert kinward(home, "case", "add", ILLINOIS).out == f"{NUMBER}: recorded\n"
    assert "stands as it was recorded" in kinward(home, "case", "add", ILLINOIS).out


def test_a_number_cannot_be_added(home: Path) -> None:
    ran = kinward(home, "case", "add", NUMBER)
    assert ran.code == 2
    assert "case_not_found" in ran.err


def test_a_faulty_file_is_not_recorded(home: Path, tmp_path: Path) -> None:
    assert kinward(home, "case", "add", a_case_file(tmp_path / "cases", county=7)).code == 2
    assert "No case is recorded yet" in kinward(home, "case", "list").out


def test_the_list_names_no_person(prepared: Path) -> None:
    ran = kinward(prepared, "case", "list")
    assert f"{NUMBER}  us-il   2026-06-12  1            2026-06-30" in ran.out
    assert [value for value in values_of_people(ILLINOIS) if value in ran.out] == []
    [listed] = kinward(prepared, "case", "list", "--json").json["cases"]
    assert (listed["open_duties"], listed["next_due_on"]) == (1, "2026-06-30")


def test_a_case_is_shown_with_its_people_packets_and_questions(prepared: Path) -> None:
    said = kinward(prepared, "case", "show", NUMBER).out
    assert "child daniel (people[0]): Daniel Fuentes" in said
    assert "waiting, REHEARSAL" in said
    assert "nationality_by_descent_possible" in said


def test_a_case_is_shown_as_one_object(prepared: Path) -> None:
    shown = kinward(prepared, "case", "show", NUMBER, "--json").json
    assert shown["people"][0]["name"] == "Daniel Fuentes"
    assert set(shown["duty_states"].values()) == {"owed"}
    assert {"duties", "documents", "packets", "questions"} < set(shown)


def test_a_duty_that_is_done_is_shown_as_done(prepared: Path) -> None:
    with open_office(prepared) as office:
        with office.ledger.reading() as screens:
            [duty] = screens.duties(NUMBER)
        with office.ledger.begin(office.signed("us-il")) as page:
            page.record(NUMBER, DutyDone(duty_id=duty.duty_id, because="done_by_hand"))
    [shown] = kinward(prepared, "case", "show", NUMBER, "--json").json["duties"]
    assert (shown["state"], shown["closed_because"]) == ("done", "done_by_hand")
    assert "done (done by hand)" in kinward(prepared, "case", "show", NUMBER).out
    assert kinward(prepared, "duties").out == "Nothing is owed that fits.\n"
    assert "done" in kinward(prepared, "duties", "--all").out


def test_an_event_is_recorded_and_what_changes_is_said(home: Path, tmp_path: Path) -> None:
    path = a_case_file(tmp_path / "cases", events=[])
    kinward(home, "case", "add", path)
    typed = ("taken_into_custody", "--on", "2026-06-12", "--of", "daniel", "--as-of", AS_OF)
    ran = kinward(home, "case", "event", NUMBER, *typed)
    assert ran.code == 0
    assert f"{NUMBER}: recorded taken into custody on 2026-06-12." in ran.out
    assert "NEW      notify consulate MX, people[0]: owed, due 2026-06-30" in ran.out
    assert "ASKED    nationality by descent possible" in ran.out


def test_an_event_that_changes_nothing_says_so(prepared: Path) -> None:
    typed = ("case_closed", "--on", "2026-06-20", "--as-of", AS_OF)
    ran = kinward(prepared, "case", "event", NUMBER, *typed)
    assert "No duty and no question changes by it." in ran.out


def test_a_misspelt_event_gets_a_suggestion_and_is_not_recorded(prepared: Path) -> None:
    ran = kinward(prepared, "case", "event", NUMBER, "hearing_sett", "--on", "2026-06-20")
    assert ran.code == 2
    assert "did you mean hearing_set?" in ran.err


def test_an_event_of_a_stranger_is_refused_without_repeating_the_name(prepared: Path) -> None:
    typed = ("child_moved", "--on", "2026-06-20", "--of", "daniel", "--of", "wilhelmina")
    ran = kinward(prepared, "case", "event", NUMBER, *typed)
    assert ran.code == 2
    assert "person 2 of 2" in ran.err
    assert "wilhelmina" not in ran.err


def test_an_event_that_cannot_be_read_names_its_field_only(prepared: Path) -> None:
    typed = ("child_moved", "--on", "2026-06-20", "--id", "Not An Id")
    ran = kinward(prepared, "case", "event", NUMBER, *typed)
    assert ran.code == 2
    assert "not usable: id" in ran.err
    assert "Not An Id" not in ran.err


def test_a_correction_of_no_event_is_refused(prepared: Path) -> None:
    typed = ("child_moved", "--on", "2026-06-20", "--corrects", "first")
    assert kinward(prepared, "case", "event", NUMBER, *typed).code == 2


def test_an_erased_case_cannot_be_shown_and_the_ledger_still_verifies(prepared: Path) -> None:
    assert kinward(prepared, "case", "erase", NUMBER, "--order", "order of today").code == 2
    ran = kinward(prepared, "case", "erase", NUMBER, "--order", "ORDER-7")
    assert ran.code == 0
    assert "backups" in ran.err
    assert kinward(prepared, "case", "show", NUMBER).code == 2
    assert "erased on" in kinward(prepared, "case", "list").out
    assert kinward(prepared, "ledger", "verify").code == 0
    assert kinward(prepared, "duties").out == "Nothing is owed that fits.\n"
