"""From a case file to packets that wait: what is written, kept, superseded, and left alone."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kinward import casework
from schemas.case import Case, Event, Hearing
from tests.kinward.casework.conftest import Home
from tests.kinward.casework.offices import AS_OF, a_family, an_office
from tests.kinward.casework.preparing import prepare, prepared


def changed(case: Case, **facts: object) -> Case:
    """The same case with other facts."""
    return case.model_copy(update=facts)


def test_preparing_twice_records_nothing_new(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        before = office.ledger.history(case.case_number)
        prepare(office, case, AS_OF["illinois"])
        assert office.ledger.history(case.case_number) == before


def test_a_packet_waits_and_the_ledger_verifies_with_its_files(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        with office.ledger.reading() as screens:
            states = [packet.state for packet in screens.packets(case.case_number)]
        assert states == ["waiting"]
        assert office.ledger.verify(office.store) == ()


def test_a_changed_fact_supersedes_the_letter_and_voids_its_approval(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        with office.ledger.reading() as screens:
            (packet,) = screens.packets(case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        corrected = changed(case, court=case.court.model_copy(update={"docket_number": "26-JA-9"}))
        prepare(office, corrected, AS_OF["illinois"])
        with office.ledger.reading() as screens:
            states = sorted(p.state for p in screens.packets(case.case_number))
        assert states == ["void", "waiting"]


def test_another_day_with_the_same_facts_makes_no_new_letter(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        with office.ledger.reading() as screens:
            before = {d.document_id: d.docx_sha256 for d in screens.documents(case.case_number)}
        prepare(office, case, "2026-06-17")
        with office.ledger.reading() as screens:
            after = {d.document_id: d.docx_sha256 for d in screens.documents(case.case_number)}
        assert after == before


def test_a_concern_takes_back_every_paper_for_a_foreign_state(home_with: Home) -> None:
    """R76: from the moment a concern is recorded, everything unsent is stopped."""
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        concern = Event(kind="safety_concern", on=date(2026, 6, 16), of=("jorge",))
        casework.record_event(office, case.case_number, concern)
        casework.decide_duties(office, case.case_number, AS_OF["illinois"])
        casework.write_letters(office, case.case_number, AS_OF["illinois"])
        with office.ledger.reading() as screens:
            assert {p.state for p in screens.packets(case.case_number)} == {"superseded"}
            assert {d.state for d in screens.duties(case.case_number)} == {"held"}


def test_without_a_check_the_letter_is_held_and_nothing_is_written(tmp_path: Path) -> None:
    """R73: no flag is not "clear"."""
    with an_office(tmp_path) as office:
        case = changed(a_family(office, "illinois"), safety_checks=())
        prepare(office, case, AS_OF["illinois"])
        with office.ledger.reading() as screens:
            (document,) = screens.documents(case.case_number)
            (duty,) = screens.duties(case.case_number)
        assert (document.state, document.why) == ("held", "safety_check_missing")
        assert document.docx_sha256 is None
        assert (duty.state, duty.due_on) == ("owed", date(2026, 6, 30))


def test_without_an_office_program_the_word_files_stand_alone(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        bare = replace(office, printer=replace(office.printer, binary=tmp_path / "none"))
        case = prepared(bare, "illinois")
        casework.export(bare, case.case_number, tmp_path / "out")
    made = read_manifest(tmp_path / "out", case)
    assert [bool(document["docx"]) for document in made["documents"]] == [True]
    assert [document["pdf"] for document in made["documents"]] == [None]
    assert [problem["code"] for problem in made["problems"]] == ["pdf_not_made"]
    assert made["versions"]["libreoffice"] is None


def read_manifest(out: Path, case: Case) -> dict[str, Any]:
    """The manifest as another program reads it."""
    text = (out / case.case_number / "manifest.json").read_text(encoding="utf-8")
    made: dict[str, Any] = json.loads(text)
    return made


def test_the_manifest_and_the_files_it_names_are_written_out(
    home_with: Home, tmp_path: Path
) -> None:
    with an_office(home_with("washington")) as office:
        case = a_family(office, "washington")
        casework.export(office, case.case_number, tmp_path / "out")
    folder = tmp_path / "out" / case.case_number
    made = read_manifest(tmp_path / "out", case)
    named = [
        document[ending]
        for document in made["documents"]
        for ending in ("docx", "pdf")
        if document[ending]
    ] + [packet["pdf"] for packet in made["packets"]]
    assert named
    assert all((folder / name).is_file() for name in named)
    assert made["packets"][0]["dispatch"] == {"state": "held", "why": "post_unknown"}


def test_preparing_on_a_later_day_leaves_no_letter_behind(tmp_path: Path) -> None:
    """A hearing that has passed gives way to the next one; the letter is written for that day."""
    with an_office(tmp_path) as office:
        first = Hearing(
            id="first",
            kind="review",
            at=datetime.fromisoformat("2026-06-20T09:00:00"),
            attendance=("in_person",),
        )
        second = first.model_copy(
            update={"id": "second", "at": datetime.fromisoformat("2026-08-20T09:00:00")}
        )
        case = changed(a_family(office, "illinois"), hearings=(first, second))
        prepare(office, case, "2026-06-16")
        prepare(office, case, "2026-06-25")
        casework.export(office, case.case_number, tmp_path / "out")
    made = read_manifest(tmp_path / "out", case)
    assert made["as_of"].startswith("2026-06-25")
    assert [(d["state"], d["why"]) for d in made["documents"]] == [("ready", None)]
    assert [p["state"] for p in made["packets"]] == ["waiting"]


def test_a_problem_names_the_duty_it_stands_for(home_with: Home, tmp_path: Path) -> None:
    with an_office(home_with("arizona")) as office:
        case = a_family(office, "arizona")
        casework.export(office, case.case_number, tmp_path / "out")
    problems = read_manifest(tmp_path / "out", case)["problems"]
    assert {(problem["duty"], problem["about"]) for problem in problems} == {
        ("book_interpreter", "mateo_father"),
        ("notify_parent_of_hearing", "mateo_father"),
    }


def test_a_faulty_row_of_the_home_makes_nobody_believe_that_nothing_is_owed(
    tmp_path: Path,
) -> None:
    faulty = tmp_path / "mou_library" / "agreements" / "us-il_mx" / "agreement.yaml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text("id: us-il_mx\n", encoding="utf-8")
    with an_office(tmp_path) as office:
        case = prepared(office, "illinois")
        casework.export(office, case.case_number, tmp_path / "out")
    made = read_manifest(tmp_path / "out", case)
    assert [duty["state"] for duty in made["duties"]] == ["ask"]
    assert any("us-il_mx" in place for place in made["left_out"])
    assert any("us-il_mx" in problem["where"] for problem in made["problems"])
