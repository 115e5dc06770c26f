"""Referral to a lawyer who screens: who is referred, by when, and when again (R81)."""

from datetime import date

import pytest

from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_hearing,
    a_nationality,
    a_parent,
    an_event,
    changed,
)
from tests.library import codes, decided, duties_of

SCREENED = ["benefit_screening"]


def nationals(child: list[Facts], parent: list[Facts]) -> list[Facts]:
    """A child and its mother with these nationalities."""
    return [a_child(nationalities=child), a_parent(nationalities=parent)]


MEXICAN = [a_nationality("MX")]
AMERICAN = [a_nationality("US")]
CLAIMED = [a_nationality("US", evidence="claimed")]
DUAL = [a_nationality("MX"), a_nationality("US")]
UNKNOWN = [a_nationality("ZZ", evidence="presumed")]


@pytest.mark.parametrize(
    ("child", "parent", "referred"),
    [
        pytest.param(MEXICAN, MEXICAN, {"child", "mother"}, id="neither is a citizen"),
        pytest.param(AMERICAN, MEXICAN, {"mother"}, id="a confirmed citizen child"),
        pytest.param(CLAIMED, MEXICAN, {"child", "mother"}, id="claimed is not confirmed"),
        pytest.param(UNKNOWN, DUAL, {"child"}, id="unknown child, citizen parent"),
        pytest.param(MEXICAN, UNKNOWN, {"child"}, id="nothing is inferred of a parent"),
    ],
)
def test_r81_every_child_not_confirmed_a_citizen_and_every_noncitizen_parent_is_referred(
    child: list[Facts], parent: list[Facts], referred: set[str]
) -> None:
    case = a_case(needs=SCREENED, people=nationals(child, parent))
    assert {row.about for row in duties_of(decided(case), "refer_for_screening")} == referred


def test_r81_the_referral_is_due_thirty_days_from_custody_and_to_be_confirmed() -> None:
    found = decided(a_case(needs=SCREENED))
    for duty in duties_of(found, "refer_for_screening"):
        assert duty.governed_by is not None
        assert (duty.starts_on, duty.due_on) == (date(2026, 3, 2), date(2026, 4, 1))
        assert (duty.governed_by.clock, duty.governed_by.to_be_confirmed) == (
            "30 calendar days", True,
        )  # fmt: skip
    assert "office_question" not in codes(found)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        pytest.param("review", date(2026, 10, 10), id="a review"),
        pytest.param("permanency", date(2026, 10, 10), id="a permanency review"),
        pytest.param("disposition", date(2026, 4, 1), id="no review"),
    ],
)
def test_r81_it_comes_again_at_each_review(kind: str, due: date) -> None:
    hearings = [a_hearing(kind=kind, at="2026-09-10T09:00:00")]
    held = an_event("hearing_held", "2026-09-10")
    case = a_case(needs=SCREENED, hearings=hearings, events=[an_event(), held])
    before = decided(changed(case, events=[an_event()]), "2026-09-10")
    after = decided(case, "2026-09-10")
    assert {row.due_on for row in duties_of(before, "refer_for_screening")} == {date(2026, 4, 1)}
    assert {row.due_on for row in duties_of(after, "refer_for_screening")} == {due}
