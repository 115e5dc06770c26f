"""The seven families, as far as their papers: ready, held or asked for, and what none shows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kinward import casework
from kinward.press.pdf_text import read_pages
from kinward.press.word_package import open_package
from kinward.press.word_text import passages_of
from tests.kinward.casework.conftest import Home
from tests.kinward.casework.offices import AS_OF, a_family, an_office
from tests.kinward.casework.preparing import prepare

READY, HELD = "ready", "held"
A_NUMBER, FOSTER = "012345678", "12 Hidden Foster Lane"
FACILITY = ("Sample Detention Center", "7000 Sample Mesa Road")


def exported(home: Path, family: str) -> tuple[Path, dict[str, Any]]:
    """Write a prepared family out and return its folder and manifest."""
    with an_office(home) as office:
        case = a_family(office, family)
        casework.export(office, case.case_number, home / "out")
    folder = home / "out" / case.case_number
    made: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return folder, made


def words_of(path: Path) -> str:
    """Return all text of a Word file or PDF, and its name."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        text = "\n".join(passage.text for passage in passages_of(open_package(data)))
    else:
        text = "\n".join(read_pages(data))
    return f"{path.name}\n{text}"


def files_for(folder: Path, made: dict[str, Any], classes: set[str]) -> list[Path]:
    """Return every file that goes to these classes of recipients, packets included."""
    mine = [d for d in made["documents"] if d["recipient"]["class"] in classes]
    names = [d[ending] for d in mine for ending in ("docx", "pdf") if d[ending]]
    names += [t[e] for d in mine for t in d["translations"] for e in ("docx", "pdf") if t[e]]
    names += [p["pdf"] for p in made["packets"] if p["recipient"]["class"] in classes]
    return [folder / name for name in names]


def papers(made: dict[str, Any]) -> set[tuple[str, str, str, str | None]]:
    """Return kind, recipient class, state and reason of each document that is no copy."""
    return {
        (d["kind"], d["recipient"]["class"], d["state"], d["why"])
        for d in made["documents"]
        if d["recipient"]["copy_of"] is None
    }


TABLE = {
    "san-diego": {
        ("consular_notification", "consulate", READY, None),
        ("home_study_request", "foreign_central_authority", READY, None),
        ("notice_of_parent_location", "juvenile_court", READY, None),
        ("notice_to_parent_counsel", "parents_counsel", READY, None),
        ("request_for_counsel_and_remote", "juvenile_court", HELD, "attendance_not_chosen"),
        ("request_for_participation", "ice_field_office", HELD, "counsel_first"),
    },
    "texas": set(),
    "illinois": {("consular_notification", "consulate", READY, None)},
    "colorado": {("consular_notification", "consulate", READY, None)},
    "washington": {("consular_notification", "consulate", READY, None)},
    "florida": {
        ("notice_of_parent_location", "juvenile_court", READY, None),
        ("notice_to_parent_counsel", "parent_attorney_group_pre_appointment", READY, None),
        ("request_for_counsel_and_remote", "juvenile_court", HELD, "attendance_not_chosen"),
    },
    "arizona": set(),
}


@pytest.mark.parametrize("family", sorted(TABLE))
def test_each_family_has_the_papers_of_the_table(home_with: Home, family: str) -> None:
    _, made = exported(home_with(family), family)
    assert papers(made) == TABLE[family]


@pytest.mark.parametrize("family", ["san-diego", "colorado", "florida", "illinois", "washington"])
def test_every_ready_paper_is_bound_and_both_conform(home_with: Home, family: str) -> None:
    _, made = exported(home_with(family), family)
    ready = {d["id"] for d in made["documents"] if d["state"] == READY}
    assert {d for p in made["packets"] for d in p["documents"]} == ready
    assert all(r["ok"] for p in made["packets"] for r in p["conformance"])


def test_no_foreign_organ_learns_of_number_detention_or_foster_home(home_with: Home) -> None:
    folder, made = exported(home_with("san-diego"), "san-diego")
    files = files_for(folder, made, {"consulate", "foreign_central_authority"})
    assert len(files) >= 6
    for path in files:
        text = words_of(path)
        assert not re.search(r"0\W*1\W*2\W*3\W*4\W*5\W*6\W*7\W*8", text), path.name
        assert FOSTER not in text
        assert not any(words in text for words in FACILITY)
        assert "detain" not in text.casefold()


def test_the_home_study_request_names_what_authorises_each_fact(home_with: Home) -> None:
    folder, made = exported(home_with("san-diego"), "san-diego")
    (request,) = [
        d for d in made["documents"] if d["recipient"]["class"] == "foreign_central_authority"
    ]
    assert request["rests_on"] == ["order-2", "consent-2"]
    text = words_of(folder / request["docx"])
    assert "order-2" in text
    assert "consent-2" in text


def test_siblings_share_one_letter_and_keep_a_duty_each(home_with: Home) -> None:
    _, made = exported(home_with("colorado"), "colorado")
    (letter,) = [d for d in made["documents"] if d["recipient"]["class"] == "consulate"]
    assert letter["about"] == ["keyla", "edwin"]
    assert len(letter["duties"]) == 2


def test_the_attorney_group_sees_the_parent_and_neither_name_nor_number(home_with: Home) -> None:
    folder, made = exported(home_with("florida"), "florida")
    files = files_for(folder, made, {"parent_attorney_group_pre_appointment"})
    text = words_of(next(path for path in files if path.suffix == ".docx"))
    for shown in ("Roselaure Joseph", "Sample Transitional Center", "26-1204-DP", "2026-07-08"):
        assert shown in text
    assert "Haitian Creole" in text
    for path in files:
        assert "Widline" not in words_of(path)
        assert "098765432" not in words_of(path)


def test_a_held_family_shows_no_trace_of_why(home_with: Home) -> None:
    """R75: outside the restricted store a hold reads needs_counsel, and nothing else."""
    folder, made = exported(home_with("florida"), "florida")
    (duty,) = [d for d in made["duties"] if d["duty"] == "notify_consulate"]
    assert (duty["state"], duty["hold"]) == (HELD, "needs_counsel")
    told = json.dumps(made) + "".join(
        words_of(path) for path in folder.rglob("*") if path.suffix in {".docx", ".pdf"}
    )
    for word in ("protect", "asylum", "fear", "concern", "foreign_state", "safety"):
        assert not re.search(rf"\b{word}", told, re.IGNORECASE), word


def test_the_held_family_gets_no_draft_for_a_consulate(home_with: Home) -> None:
    folder, made = exported(home_with("florida"), "florida")
    assert files_for(folder, made, {"consulate", "foreign_central_authority"}) == []


def test_the_ancestry_letter_states_no_nationality(home_with: Home) -> None:
    folder, made = exported(home_with("illinois"), "illinois")
    (path,) = [p for p in files_for(folder, made, {"consulate"}) if p.name.endswith("en.docx")]
    text = words_of(path)
    assert "Found on June 15, 2026 (2026-06-15) to be of Mexican ancestry" in text
    assert "national of" not in text.casefold()
    assert "Vienna" not in text


def test_a_presumed_nationality_is_believed_and_never_confirmed(home_with: Home) -> None:
    folder, made = exported(home_with("washington"), "washington")
    (path,) = [p for p in files_for(folder, made, {"consulate"}) if p.name.endswith("en.docx")]
    text = words_of(path)
    assert "Believed to be a national of: Ukraine" in text
    assert "This is not confirmed yet." in text


@pytest.mark.parametrize("family", ["san-diego", "illinois", "colorado", "washington"])
def test_without_checks_no_foreign_letter_is_written(tmp_path: Path, family: str) -> None:
    with an_office(tmp_path) as office:
        case = a_family(office, family).model_copy(update={"safety_checks": ()})
        prepare(office, case, AS_OF[family])
        casework.export(office, case.case_number, tmp_path / "out")
    folder = tmp_path / "out" / case.case_number
    made = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    foreign = {"consulate", "foreign_central_authority"}
    held = [d for d in made["documents"] if d["recipient"]["class"] in foreign]
    assert held
    assert {(d["state"], d["why"]) for d in held} == {(HELD, "safety_check_missing")}
    assert files_for(folder, made, foreign) == []
    assert any(q["code"] == "safety_check_missing" for q in made["questions"])
