"""A row that speaks of what does not exist decides nothing, and that is said."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from kinward.library import Library
from kinward.library.case_words import case_words
from kinward.library.checking import check
from kinward.reading.casefile import read_case
from kinward.rules.as_of import as_of
from kinward.rules.duties import decide
from schemas.case import Case
from schemas.duty import Decision
from tests.kinward.test_library_check import (
    AN_AGENCY,
    DETAINED,
    ILLINOIS,
    SHIPPED,
    WASHINGTON,
    a_library,
    line_of,
)

FAMILY = SHIPPED / "examples/illinois-us-child-of-mexican-parent.yaml"
FEDERAL = "mou_library/deadlines/us.yaml"
CALIFORNIA = "mou_library/deadlines/us-ca.yaml"


def the_family(library: Library) -> Case:
    """The sample family of Illinois, whose agreement alone asks for the notice."""
    found = read_case(FAMILY.read_bytes(), FAMILY.name, case_words(library))
    assert found.case is not None
    return found.case


def decided(library: Library) -> Decision:
    """What the family of Illinois is owed by a library."""
    case, book = the_family(library), library.rulebook
    moment = as_of("2026-06-16", datetime(2026, 6, 16, tzinfo=UTC), case, book)
    return decide(case, moment, book).decision


FAULTY_AGREEMENTS = {
    "an unknown event": {
        "taken_into_custody, custody_ordered]\n          or": "arrested]\n          or"
    },
    "an unknown state": {"states: [US-IL]": "states: [US-IX]"},
    "a clock of two things": {
        "          unit: working_days": "          unit: working_days\n          word: promptly"
    },
    "an end before its start": {"      ends_on: 2020-10-01": "      ends_on: 1999-01-01"},
}


@pytest.mark.parametrize("edits", FAULTY_AGREEMENTS.values(), ids=FAULTY_AGREEMENTS)
def test_match_does_not_decide_by_an_agreement_with_a_fault_and_says_so(
    tmp_path: Path, edits: dict[str, str]
) -> None:
    library = a_library(tmp_path, ILLINOIS, edits)
    decision = decided(library)
    (notice,) = [duty for duty in decision.duties if duty.duty == "notify_consulate"]
    assert (notice.state, notice.governed_by) == ("ask", None)
    assert any(f"home/{ILLINOIS}" in place for place in decision.left_out)
    (asked,) = [q.ask for q in decision.questions if q.code == "office_question"]
    assert f"home/{ILLINOIS}" in asked


MEXICO = "mou_library/consulates/mx.yaml"


class Misspelt(NamedTuple):
    """A county written wrong in one place, and what is said of it."""

    place: str
    old: str
    new: str
    says: str
    hint: str


COUNTIES = {
    "the scope of an agreement": Misspelt(
        "mou_library/agreements/us-ca-madera_mx/agreement.yaml",
        "counties: [Madera]",
        "counties: [Nowhereshire]",
        "US-CA has no county Nowhereshire",
        "Use a county of counties.yaml",
    ),
    "a district": Misspelt(
        MEXICO,
        "counties: [Madera]",
        "counties: [Madeira]",
        "US-CA has no county Madeira",
        "Did you mean Madera?",
    ),
    "an agency": Misspelt(
        "mou_library/agencies/us-ca-san-diego/agency.yaml",
        "county: San Diego",
        "county: San Deigo",
        "US-CA has no county San Deigo",
        "Did you mean San Diego?",
    ),
    "an example": Misspelt(
        "mou_library/agreements/us-nc_mx/agreement.yaml",
        "county: Wake",
        "county: Wkae",
        "US-NC has no county Wkae",
        "Did you mean Wake?",
    ),
}


@pytest.mark.parametrize("county", COUNTIES.values(), ids=COUNTIES)
def test_a_county_that_its_state_has_not_is_told_with_the_nearest_name(
    tmp_path: Path, county: Misspelt
) -> None:
    found = check(a_library(tmp_path, county.place, {county.old: county.new}))
    assert {problem.code for problem in found} == {"unknown_county"}
    assert all(county.says in problem.message for problem in found)
    assert all(county.hint in problem.remedy for problem in found)
    assert all(problem.where.startswith(f"home/{county.place}:") for problem in found)


def test_an_agreement_or_district_of_an_unknown_county_decides_nothing(tmp_path: Path) -> None:
    edit = {"counties: [Madera]": "counties: [Madeira]"}
    agreement = "mou_library/agreements/us-ca-madera_mx/agreement.yaml"
    library = a_library(tmp_path / "a", agreement, edit)
    assert library.instrument("us-ca-madera_mx") is None
    districts = a_library(tmp_path / "b", MEXICO, edit).districts
    assert districts
    assert not any("Madeira" in row.counties for row in districts)


def test_the_line_of_a_district_is_its_own(tmp_path: Path) -> None:
    edit = {"counties: [Madera]": "counties: [Madeira]"}
    (fault,) = a_library(tmp_path, MEXICO, edit).problems
    line = line_of(tmp_path, MEXICO, "Madeira")
    lines = (tmp_path / MEXICO).read_text(encoding="utf-8").splitlines()
    told = int(fault.where.rpartition(":")[2])
    assert told <= line
    assert "- post: " in lines[told - 1]
    assert not any("- post: " in text for text in lines[told:line])


def test_a_home_may_add_a_county(tmp_path: Path) -> None:
    place = "mou_library/agreements/us-ca-madera_mx/agreement.yaml"
    own = tmp_path / "mou_library/counties_own.yaml"
    own.parent.mkdir()
    own.write_text(
        "source: {title: An order, address: file, read_on: 2026-11-24}\n"
        "states: [{state: US-CA, counties: [Nowhereshire]}]\n",
        encoding="utf-8",
    )
    library = a_library(tmp_path, place, {"counties: [Madera]": "counties: [Nowhereshire]"})
    assert library.problems == ()
    assert "sandiego" in library.counties["US-CA"]


class Edit(NamedTuple):
    """An edit of a shipped file, the fault it makes, and what still stands beside it."""

    place: str
    old: str
    new: str
    code: str


OTHER_ROWS = {
    "step": Edit(DETAINED, "hearing_set, hearing_changed, counsel", "hearing_fixed, counsel",
                 "unknown_event"),
    "condition": Edit(DETAINED, "when: [parent_detained, hearing_ahead]", "when: [parent_held]",
                      "unknown_condition"),
    "deadline": Edit(FEDERAL, "events: [efforts_not_required]", "events: [efforts_forgotten]",
                     "unknown_event"),
    "court notice": Edit(CALIFORNIA, "hearings: [detention]", "hearings: [holding]",
                         "unknown_hearing"),
    "calendar": Edit(AN_AGENCY, "us-federal, us-il", "us-federal, us-ill", "unknown_calendar"),
    "zone": Edit(AN_AGENCY, "America/Chicago", "America/Chicgo", "unknown_zone"),
}  # fmt: skip


@pytest.mark.parametrize("edit", OTHER_ROWS.values(), ids=OTHER_ROWS)
def test_a_row_that_names_what_does_not_exist_takes_only_itself_out_of_service(
    tmp_path: Path, edit: Edit
) -> None:
    library = a_library(tmp_path, edit.place, {edit.old: edit.new})
    (fault,) = library.problems
    assert fault.code == edit.code
    assert fault.where in decided(library).left_out
    book = library.rulebook
    assert ("detained_parent" in book.procedures) is (edit.place != DETAINED)
    assert ("us-il" in book.agencies) is (edit.place != AN_AGENCY)
    keys = {row.key for row in book.deadlines}
    assert ("permanency_no_efforts" in keys) is (edit.place != FEDERAL)
    assert {"asfa_15_22", "notice_ca_review"} < keys
    rules = {row.id for row in book.court_notices}
    assert ("us-ca_detention" in rules) is (edit.place != CALIFORNIA)


def test_a_row_out_of_service_is_told_with_all_its_faults_and_without_its_examples(
    tmp_path: Path,
) -> None:
    edits = {"states: [US-IL]": "states: [US-IX]", "posts: [mx-chicago]": "posts: [mx-chicagoo]"}
    library = a_library(tmp_path, ILLINOIS, edits)
    assert [problem.code for problem in check(library)] == ["unknown_state", "unknown_post"]


def test_a_post_that_is_not_there_takes_no_agreement_out_of_service(tmp_path: Path) -> None:
    library = a_library(tmp_path, "mou_library/consulates/mx.yaml", {"posts:": "poosts:"})
    assert library.instrument("us-il_mx") is not None
    assert "mx-chicago" not in library.posts


def test_a_version_of_a_policy_that_overlaps_leaves_the_treaty_in_force(tmp_path: Path) -> None:
    edits = {
        "          ends_on: 2024-06-30\n          end: known": "          end: open",
        '        replaces: "2012-06-07"\n': "",
    }
    library = a_library(tmp_path, WASHINGTON, edits)
    assert [problem.code for problem in library.problems] == ["versions_overlap"]
    assert library.instrument("us-wa_policy-4211") is None
    assert library.instrument("vccr-1963") is not None
