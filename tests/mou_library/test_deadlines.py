"""The shipped deadlines and court notice rules: none left out, none that cannot be counted."""

from collections import Counter

import pytest

from schemas.deadline import CourtNoticeRule, Deadline
from tests.mou_library.shipped import the_shipped_library

DEADLINES = the_shipped_library().rulebook.deadlines
NOTICES = the_shipped_library().rulebook.court_notices
STATUTORY = {
    *("asfa_15_22", "asylum_1y", "ca_2625", "case_review", "cca_18", "ds3053", "i730", "i90_14"),
    *("permanency_hearing", "permanency_no_efforts", "reasonable_efforts_finding", "sij_file"),
    *("sij_order", "tx_visit_plan", "vawa_child"),
}
OTHERS = {
    *("book_interpreter", "consular_37b", "consular_wa", "counsel_decision", "entered_care_date"),
    *("hague_service", "notice_ca_26", "notice_ca_jd", "notice_ca_review", "notice_tx"),
    *("odls_recheck", "relative_notice", "safety_check", "screening_referral"),
}


def test_every_deadline_of_the_field_is_there_statutory_or_not() -> None:
    assert {row.key for row in DEADLINES if row.statutory} == STATUTORY
    assert {row.key for row in DEADLINES if not row.statutory} == OTHERS


def test_every_states_court_notice_rules_are_there() -> None:
    assert Counter(row.state[3:] for row in NOTICES) == {
        "AZ": 5, "CA": 9, "CO": 4, "FL": 5, "GA": 5, "IL": 3, "NC": 3, "ND": 1, "NH": 1,
        "NJ": 4, "NM": 7, "NY": 4, "TX": 4, "WA": 4,
    }  # fmt: skip


def test_no_relief_that_a_person_may_seek_is_ever_a_duty_of_a_case() -> None:
    relief = {"asylum_1y", "cca_18", "i730", "i90_14", "sij_file", "sij_order", "vawa_child"}
    assert {row.start.by for row in DEADLINES if row.key in relief} == {"not_in_case_file"}


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row.key)
def test_a_deadline_says_its_clock_in_words_and_where_it_was_read(row: Deadline) -> None:
    assert row.clock.says
    assert row.source.startswith(("http", "R"))
    if row.confidence == "mixed":
        assert row.confidence_note


@pytest.mark.parametrize("rule", NOTICES, ids=lambda rule: rule.id)
def test_a_rule_stands_under_its_state_and_a_number_has_its_own_words(
    rule: CourtNoticeRule,
) -> None:
    assert rule.id.startswith(f"us-{rule.state[3:].lower()}_")
    if rule.latest is not None:
        assert rule.unit_says


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("hague_service", [(None, 60), (None, 90), (None, 120), (3, 6), (None, 6)]),
        ("odls_recheck", [(None, 72), (None, 24), (None, 0)]),
    ],
)
def test_a_deadlines_other_figures_are_numbers_and_not_words_alone(
    key: str, figures: list[tuple[int | None, int]]
) -> None:
    (row,) = [row for row in DEADLINES if row.key == key]
    assert [(clock.earliest, clock.value) for clock in row.also] == figures
    assert {clock.unit for clock in row.also} <= {"calendar_days", "months", "hours"}


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        ("us-az_temporary-custody", [(24, "hours")]),
        ("us-az_initial-setting", [(90, "calendar_days")]),
        ("us-az_preliminary-protective", [(5, "calendar_days")]),
        ("us-nc_review", [(90, "calendar_days"), (6, "months")]),
        ("us-nj_guardianship-absent-parent", [(35, "calendar_days")]),
        ("us-ny_initial-permanency", [(30, "calendar_days"), (6, "months")]),
        ("us-wa_shelter-care", [(72, "hours")]),
    ],
)
def test_a_rules_second_figure_is_a_number_with_its_condition(
    rule: str, figures: list[tuple[int, str]]
) -> None:
    (row,) = [row for row in NOTICES if row.id == rule]
    assert [(clock.value, clock.unit) for clock in row.also] == figures
    assert all(str(clock.value) in clock.says or clock.unit == "months" for clock in row.also)
