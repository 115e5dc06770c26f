"""What is shown of prepared cases: no paper that is missing is passed over in silence."""

import io
from pathlib import Path

import pytest

from kinward.casework import add_case, decide_duties, write_letters
from kinward.casework.manifest import manifest
from kinward.cli import prepared
from kinward.cli.manifests import Manifest
from kinward.cli.screen import Screen
from kinward.library.case_words import case_words
from kinward.office import open_office
from kinward.reading.casefile import read_case
from tests.kinward.cli.builders import ARIZONA, kinward

NUMBER, AS_OF = "AZ-2026-0612", "2026-09-15"
NO_LETTER = "there is no letter of the kind interpreter_request in the library yet"


@pytest.fixture
def arizona(home: Path) -> Path:
    """A home in which the Arizona family is decided; none of its papers has a letter."""
    with open_office(home) as office:
        read = read_case(ARIZONA.read_bytes(), ARIZONA.name, case_words(office.library))
        assert read.case is not None
        add_case(office, read.case)
        decide_duties(office, NUMBER, AS_OF)
        write_letters(office, NUMBER, AS_OF)
    return home


def the_manifest(home: Path) -> Manifest:
    """The family's manifest, as a command reads it."""
    with open_office(home) as office:
        return Manifest.model_validate(manifest(office, NUMBER))


def shown(*manifests: Manifest) -> str:
    """What `prepare` shows of manifests."""
    out = io.StringIO()
    prepared.show(Screen(out), list(manifests), Path("out"))
    return out.getvalue()


def test_a_letter_that_is_not_in_the_library_is_named_with_what_to_do(arizona: Path) -> None:
    said = shown(the_manifest(arizona))
    whose = f"{NUMBER}, book interpreter about mateo_father"
    assert f"  {whose}: {NO_LETTER} [letter_not_in_library] Write it by hand" in said


def test_the_table_says_of_each_duty_without_a_paper_why_it_has_none(arizona: Path) -> None:
    rows = {line[14:38].strip(): line for line in shown(the_manifest(arizona)).splitlines()}
    assert "no letter yet" in rows["book interpreter"]
    assert "none: see questions" in rows["request court orders GT"]


def test_a_question_about_a_text_or_a_date_keeps_no_paper_back(arizona: Path) -> None:
    made = the_manifest(arizona)
    kept = [one for one in made.questions if one.duty != "request_court_orders"]
    asked = [
        one.model_copy(update={"code": "clock_not_stated"})
        for one in made.questions
        if one.duty == "request_court_orders"
    ]
    assert asked
    lines = shown(made.model_copy(update={"questions": (*kept, *asked)})).splitlines()
    rows = {line[14:38].strip(): line for line in lines}
    assert "none: see questions" not in rows["request court orders GT"]


def test_the_same_problem_of_several_cases_is_said_once(arizona: Path) -> None:
    one = the_manifest(arizona)
    others = [one.model_copy(update={"case_number": f"AZ-{n}"}) for n in range(8)]
    said = shown(one, *others)
    assert said.count(NO_LETTER) == 1
    assert "AZ-4, book interpreter about mateo_father; and 3 more: there is" in said


def test_the_case_is_shown_with_its_problems(arizona: Path) -> None:
    assert NO_LETTER in kinward(arizona, "case", "show", NUMBER).out


def test_a_case_that_nobody_decided_yet_is_shown(home: Path) -> None:
    kinward(home, "case", "add", ARIZONA)
    ran = kinward(home, "case", "show", NUMBER)
    assert ran.code == 0
    assert "kinward prepare AZ-2026-0612" in ran.out
