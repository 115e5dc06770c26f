"""The seven sample families: what each must come to, on its own day."""

from datetime import date
from typing import NamedTuple

import pytest

from kinward.rules.duties import Decided
from schemas.duty import OwedDuty
from tests.builders import changed
from tests.kinward.rules.letter_settings import (
    ARIZONA,
    COLORADO,
    FAMILIES,
    FLORIDA,
    ILLINOIS,
    SAN_DIEGO,
    TEXAS,
    WASHINGTON,
    decided,
    the_family,
)
from tests.library import codes, duties_of, the_duty


def the_decision(family: str) -> Decided:
    """What a family comes to on its own day."""
    return decided(the_family(family), FAMILIES[family])


def refusals(duty: OwedDuty) -> dict[str, str]:
    """Instruments that were considered, with the code of why they do not bind."""
    return {row.instrument: row.because for row in duty.considered}


class Row(NamedTuple):
    """One line of the issue's table, as far as the consular duty goes."""

    country: str
    state: str
    standing: str | None = None
    starts_on: date | None = None
    due_on: date | None = None
    governed_by: str | None = None
    also: tuple[str, ...] = ()


def row_of(duty: OwedDuty) -> Row:
    """A duty as a line of the table."""
    return Row(
        duty.country or "",
        duty.state,
        duty.standing,
        duty.starts_on,
        duty.due_on,
        duty.governed_by.instrument if duty.governed_by else None,
        tuple(binding.instrument for binding in duty.also),
    )


TABLE = {
    SAN_DIEGO: Row("MX", "owed", "overdue", date(2026, 3, 3), date(2026, 3, 4), "vccr-1963",
                   ("us-ca-san-diego_mx",)),
    TEXAS: Row("MX", "not_owed"),
    ILLINOIS: Row("MX", "owed", "pending", date(2026, 6, 15), date(2026, 6, 30), "us-il_mx"),
    COLORADO: Row("HN", "owed", "overdue", date(2026, 2, 10), date(2026, 2, 11), "vccr-1963",
                  ("us-co_gt-hn-mx-sv",)),
    WASHINGTON: Row("UA", "owed", "pending", date(2026, 5, 5), date(2026, 5, 6), "vccr-1963",
                    ("us-wa_policy-4211",)),
    FLORIDA: Row("HT", "held", "pending", date(2026, 7, 7), date(2026, 7, 8), "vccr-1963"),
    ARIZONA: Row("GT", "not_owed"),
}  # fmt: skip


@pytest.mark.parametrize("family", TABLE)
def test_the_consular_duty_of_a_family(family: str) -> None:
    duties = duties_of(the_decision(family))
    assert {row_of(duty) for duty in duties} == {TABLE[family]}
    for duty in duties:
        assert duty.hold == ("needs_counsel" if duty.state == "held" else None)


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        pytest.param(SAN_DIEGO, {"us-ca_wic-10609-95": "sets_no_notice_duty",
                                 "us-ca_wic-16010-6": "sets_no_notice_duty",
                                 "us-mx-1942": "clause_not_read"}, id="San Diego"),
        pytest.param(TEXAS, {"vccr-1963": "also_us_citizen", "us-tx_mx": "also_us_citizen",
                             "us-tx_cps-handbook": "also_us_citizen",
                             "us-mx-1942": "clause_not_read"}, id="Texas"),
        pytest.param(ILLINOIS, {"vccr-1963": "us_citizen_other_nationality_not_recorded",
                                "us-il_hb-5125": "sets_no_notice_duty",
                                "us-mx-1942": "clause_not_read"}, id="Illinois"),
        pytest.param(COLORADO, {}, id="Colorado"),
        pytest.param(WASHINGTON, {}, id="Washington"),
        pytest.param(FLORIDA, {"us-fl_policy-cfop-175-15": "clause_not_read",
                               "us-fl_fac-65c-9-003": "sets_no_notice_duty"}, id="Florida"),
        pytest.param(ARIZONA, {"vccr-1963": "us_citizen_other_nationality_not_recorded",
                               "us-az_manual-2-11-4": "us_citizen_excluded",
                               "us-az_mx": "other_country"}, id="Arizona"),
    ],
)  # fmt: skip
def test_what_was_considered_and_does_not_bind(family: str, expected: dict[str, str]) -> None:
    for duty in duties_of(the_decision(family)):
        # The rows of the state's other counties stand beside these, each with its county.
        here = {i: why for i, why in refusals(duty).items() if why != "other_jurisdiction"}
        assert here == expected
        unread = {row.instrument for row in duty.considered if row.applies is None}
        assert unread == {i for i, because in expected.items() if because == "clause_not_read"}


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        pytest.param(SAN_DIEGO, {"clock_not_stated", "agreement_end_unknown", "clause_not_read"},
                     id="San Diego"),
        pytest.param(TEXAS, {"clause_not_read"}, id="Texas"),
        pytest.param(ILLINOIS, {"nationality_by_descent_possible", "agreement_end_unknown",
                                "clause_not_read", "childs_counsel_unknown"}, id="Illinois"),
        pytest.param(COLORADO, {"clock_not_stated", "agreement_end_unknown"}, id="Colorado"),
        pytest.param(WASHINGTON, {"post_unknown", "childs_counsel_unknown"}, id="Washington"),
        pytest.param(FLORIDA, {"counsel_decision_due"}, id="Florida"),
        pytest.param(ARIZONA, {"nationality_by_descent_possible"}, id="Arizona"),
    ],
)  # fmt: skip
def test_what_is_asked_beside_the_consular_duty(family: str, expected: set[str]) -> None:
    assert codes(the_decision(family), "notify_consulate") == expected


def test_san_diego_knows_each_duty_of_a_detained_mother_and_a_home_abroad() -> None:
    found = the_decision(SAN_DIEGO)
    for duty in ("notify_court_of_location", "notify_parent_counsel", "request_home_study"):
        assert the_duty(found, duty).state == "owed"
    assert codes(found, "request_court_orders") == {"attendance_not_chosen"}
    assert {"counsel_first"} <= codes(found, "request_participation")
    held = {row.step.duty: row.held_by for row in found.stepped}
    assert held["notify_court_of_location"] == held["notify_parent_counsel"] == ()
    assert held["request_home_study"] == ()
    assert held["request_court_orders"] == ("attendance_not_chosen",)
    assert "counsel_first" in held["request_participation"]


def test_the_san_diego_date_is_the_agencys_own_target_and_says_so() -> None:
    duty = the_duty(the_decision(SAN_DIEGO))
    assert duty.governed_by is not None
    assert duty.governed_by.target == "the agency's own target of 1 working day"
    assert duty.also[0].due_on is None


def test_the_texas_reasons_name_practice_and_text() -> None:
    why = {row.instrument: row.explanation for row in the_duty(the_decision(TEXAS)).considered}
    assert "US practice for dual nationals" in why["vccr-1963"]
    assert "the agreement's own text" in why["us-tx_mx"]


def test_the_illinois_figure_is_to_be_confirmed_and_the_custody_reading_is_only_told() -> None:
    governed = the_duty(the_decision(ILLINOIS)).governed_by
    assert governed is not None
    assert governed.to_be_confirmed
    assert governed.clock == "10 working days"
    assert any("2026-06-29" in note and "not the due date" in note for note in governed.notes)


def test_colorado_has_one_duty_per_child_and_no_date_for_the_agreements_word() -> None:
    found = the_decision(COLORADO)
    duties = duties_of(found)
    assert [duty.about for duty in duties] == ["keyla", "edwin"]
    assert {duty.post for duty in duties} == {"hn-dallas"}
    assert {duty.also[0].clock for duty in duties} == {"timely"}
    assert {duty.also[0].due_on for duty in duties} == {None}
    asked = {"authorization_missing", "home_study_route_unknown", "screen_unknown"}
    assert codes(found, "request_home_study") == asked


def test_a_father_nobody_found_is_not_called_of_unknown_whereabouts_without_a_supervisor() -> None:
    (words,) = the_decision(COLORADO).decision.searches
    assert "whereabouts unknown" not in words
    assert "2026-02-11" in words
    assert "No supervisor has signed it off" in words


def test_the_washington_policy_counts_from_the_day_it_was_known() -> None:
    (policy,) = the_duty(the_decision(WASHINGTON)).also
    assert policy.clock == "30 calendar days"
    assert policy.due_on == date(2026, 6, 4)


def test_florida_waits_for_counsel_the_next_working_day_and_tells_the_court_the_same_day() -> None:
    found = the_decision(FLORIDA)
    (question,) = [q for q in found.decision.questions if q.code == "counsel_decision_due"]
    assert (question.due_on, question.owner) == (date(2026, 7, 8), "agency_counsel")
    assert the_duty(found, "notify_parent_counsel").due_on == date(2026, 7, 7)
    assert the_duty(found, "notify_court_of_location").state == "owed"
    held = {row.step.duty: row.held_by for row in found.stepped}
    assert held["notify_court_of_location"] == held["notify_parent_counsel"] == ()


def test_florida_tells_no_trace_of_why() -> None:
    text = the_decision(FLORIDA).decision.model_dump_json().lower()
    words = ("protect", "concern", "safety", "fear", "asylum", "restricted", "foreign_state")
    assert [word for word in words if word in text] == []


def test_arizonas_father_is_a_parent_with_no_home_study_and_a_reading_aloud() -> None:
    found = the_decision(ARIZONA)
    assert duties_of(found, "request_home_study") == ()
    assert codes(found, "request_court_orders") == {"jurisdiction_kept_or_closed"}
    (note,) = the_duty(found, "book_interpreter").notes
    assert "K'iche'" in note
    assert "Spanish" not in note


@pytest.mark.parametrize("family", [SAN_DIEGO, ILLINOIS, COLORADO, WASHINGTON])
def test_without_a_safety_check_the_duty_stays_owed_with_its_date_and_the_question_is_due_at_once(
    family: str,
) -> None:
    checked = the_decision(family)
    unchecked = decided(changed(the_family(family), safety_checks=[]), FAMILIES[family])
    assert duties_of(unchecked) == duties_of(checked)
    asked = [
        q
        for q in unchecked.decision.questions
        if (q.code, q.duty) == ("safety_check_missing", "notify_consulate")
    ]
    assert {q.about for q in asked} == {duty.about for duty in duties_of(checked)}
    as_of_day = date.fromisoformat(FAMILIES[family][:10])
    assert {(q.due_on, q.owner) for q in asked} == {(as_of_day, "supervisor")}


@pytest.mark.parametrize("family", [FLORIDA, TEXAS, ARIZONA])
def test_without_a_safety_check_a_held_or_not_owed_duty_asks_for_none(family: str) -> None:
    unchecked = decided(changed(the_family(family), safety_checks=[]), FAMILIES[family])
    assert duties_of(unchecked) == duties_of(the_decision(family))
    assert "safety_check_missing" not in codes(unchecked, "notify_consulate")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_reason_is_a_sentence_and_no_duty_is_without_one(family: str) -> None:
    for duty in the_decision(family).decision.duties:
        reasons = (duty.governed_by, *duty.considered)
        assert any(reasons)
        for row in duty.considered:
            assert row.explanation.endswith(".")
            assert "not a national" not in row.explanation
