from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kinward.library import load
from kinward.library.advising import advice
from kinward.library.guiding import NOT_CONFIRMED, caregiver_lines, guidance_lines, notes_of
from kinward.library.showing import show
from kinward.library.showing_deadlines import deadline_lines, duty_of
from schemas.deadline import Deadline
from tests.mou_library.shipped import ROOT, the_shipped_library

STATUS_WORDS = ("undocumented", "illegal", "deport")
STEPS = sorted(
    {step.duty for row in the_shipped_library().procedures.values() for step in row.steps}
)
DEADLINES = [row for row in the_shipped_library().rulebook.deadlines if duty_of(row)]
SET = {
    duty.duty
    for row in the_shipped_library().instruments
    for version in row.versions
    for duty in version.duties
}
NOTES = sorted(the_shipped_library().notes)


@pytest.mark.parametrize("duty", STEPS)
def test_every_step_of_a_procedure_has_its_note_r90(duty: str) -> None:
    assert duty in the_shipped_library().notes


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row.key)
def test_every_deadline_that_is_a_duty_has_its_note_r90(row: Deadline) -> None:
    assert duty_of(row) in the_shipped_library().notes


def test_every_duty_that_an_instrument_sets_has_its_note_r90() -> None:
    assert SET
    assert the_shipped_library().notes.keys() >= SET


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row.key)
def test_a_deadlines_page_has_its_basis_source_and_note_r90(row: Deadline) -> None:
    page = list(deadline_lines(the_shipped_library(), row))
    assert f"Legal basis: {row.legal_basis}" in page
    assert f"Source: {row.source}" in page
    assert "In plain words" in page
    assert any(line.startswith("  " * 2 + "Say to the family: ") for line in page)


def test_a_deadline_without_a_note_is_told_by_the_check() -> None:
    library = the_shipped_library()
    notes = {kind: note for kind, note in library.notes.items() if kind != "case_review"}
    (told,) = advice(replace(library, notes=notes), date(2026, 11, 24), {})
    assert told.code == "guidance_missing"
    assert "case_review" in told.message
    assert "deadlines/us.yaml:" in told.where


@pytest.mark.parametrize("duty", NOTES)
def test_a_note_says_what_why_what_to_say_and_whom_to_ask_r90(duty: str) -> None:
    text = "\n".join(guidance_lines(the_shipped_library().notes[duty]))
    for label in ("What:", "Why:", "Say to the family:", "goes to:", "Source:"):
        assert label in text
    assert "to be confirmed by counsel" in text


@pytest.mark.parametrize("duty", NOTES)
def test_no_note_says_a_word_of_status_to_the_family(duty: str) -> None:
    said = the_shipped_library().notes[duty].say.casefold()
    assert not any(word in said for word in STATUS_WORDS)


def test_a_state_without_a_row_is_not_confirmed_r92() -> None:
    assert list(caregiver_lines(the_shipped_library(), "US-WY"))[1:] == [f"  {NOT_CONFIRMED}"]


def test_californias_row_says_that_status_is_not_asked_r92() -> None:
    text = "\n".join(caregiver_lines(the_shipped_library(), "US-CA"))
    assert "Status is not asked." in text
    assert "to be confirmed by counsel" in text


def test_an_agreements_page_ends_with_its_notes_and_its_states_r92() -> None:
    page = show(the_shipped_library(), "us-il_mx")
    assert "In plain words" in page
    assert "Say to the family:" in page
    assert "Relatives who are no citizens, US-IL" in page


def test_only_the_notes_of_its_own_duties_stand_beside_an_instrument() -> None:
    library = the_shipped_library()
    row = library.instrument("us-il_mx")
    assert row is not None
    assert [note.duty for note in notes_of(library, row)] == ["notify_consulate"]
    assert list(notes_of(replace(library, notes={}), row)) == []


def test_a_homes_note_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    text = (ROOT / "mou_library/guidance/notices.yaml").read_text(encoding="utf-8")
    own = tmp_path / "mou_library/guidance/ours.yaml"
    own.parent.mkdir(parents=True)
    head = text.partition("  - duty: answer_consulate")[0]
    own.write_text(
        head.replace("    what: ", "    what: &a ").replace("&a ", ""), encoding="utf-8"
    )
    library = load(ROOT, tmp_path)
    assert library.overrides == ("guidance notify_consulate",)
    assert "answer_consulate" in library.notes
