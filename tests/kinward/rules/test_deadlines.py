"""Statutory deadlines as duties: what sets them in motion, by when, and what ends them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.rules.clocks import rungs_of
from kinward.rules.deadlines import STATUTORY
from kinward.rules.duties import Decided
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.clock import Clock, Ladder
from schemas.duty import OwedDuty
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_guardian_ad_litem,
    a_hearing,
    a_parent,
    an_event,
    changed,
    detained,
)
from tests.depth import examples
from tests.kinward.rules.letter_settings import FAMILIES, the_family
from tests.library import codes, decided, duties_of, the_book, the_duty

CHILDS = {
    "asfa_15_22",
    "case_review",
    "permanency_hearing",
    "reasonable_efforts_finding",
    "notify_relatives",
}
"""What a removal alone sets in motion."""


def asking(*events: Facts, **facts: object) -> Case:
    """A case that asks for its statutory deadlines, opened by a removal."""
    return a_case(needs=[STATUTORY], events=[an_event(), *events], **facts)


def due_on(case: Case, duty: str, as_of: str = "2026-03-10") -> date | None:
    """The due day of one statutory duty."""
    return the_duty(decided(case, as_of), duty).due_on


def statutory(found: Decided) -> tuple[OwedDuty, ...]:
    """The statutory duties of a decision."""
    return tuple(row.duty for row in found.dated)


def with_ladder(key: str, ladder: Ladder) -> Rulebook:
    """The library with a ladder in one deadline."""
    book = the_book()
    rows = tuple(
        row.model_copy(update={"clock": row.clock.model_copy(update={"ladder": ladder})})
        if row.key == key
        else row
        for row in book.deadlines
    )
    return replace(book, deadlines=rows)


def test_a_removal_sets_its_own_deadlines_in_motion_and_no_others() -> None:
    found = decided(asking())
    assert {row.duty for row in statutory(found)} == CHILDS
    assert {(row.state, row.about, row.country) for row in statutory(found)} == {
        ("owed", "child", None)
    }
    assert "office_question" not in codes(found)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_that_does_not_ask_for_them_shows_none(family: str) -> None:
    case, day = the_family(family), FAMILIES[family]
    plain = decided(case, day)
    assert plain.dated == ()
    asked = decided(changed(case, needs=[*case.needs, STATUTORY]), day)
    assert asked.decision.duties[: len(plain.decision.duties)] == plain.decision.duties
    assert {row.duty for row in statutory(asked)} >= CHILDS


@pytest.mark.parametrize(
    ("duty", "expected", "legal_basis"),
    [
        ("reasonable_efforts_finding", date(2026, 5, 1), "45 CFR 1356.21(b)(1)(i)"),
        ("notify_relatives", date(2026, 4, 1), "42 USC 671(a)(29)"),
        ("case_review", date(2026, 11, 1), "42 USC 675(5)(B)"),
        ("permanency_hearing", date(2027, 5, 1), "42 USC 675(5)(C)"),
        ("asfa_15_22", date(2027, 8, 1), "42 USC 675(5)(E); 45 CFR 1356.21(i)"),
    ],
)
def test_each_is_due_by_its_own_clock(duty: str, expected: date, legal_basis: str) -> None:
    row = the_duty(decided(asking()), duty)
    assert row.due_on == expected
    assert row.governed_by is not None
    assert (row.governed_by.clause, row.governed_by.due_on) == (legal_basis, expected)
    assert row.governed_by.row_sha256 != "not_hashed"


def test_a_date_is_no_surer_than_the_computed_entry_that_it_rests_on() -> None:
    hearings = [a_hearing(kind="review", at="2026-09-10T09:00:00")]
    held = asking(an_event("hearing_held", "2026-09-10"), hearings=hearings)
    unsure = {
        row.duty: row.governed_by.to_be_confirmed
        for row in statutory(decided(held, "2026-09-10"))
        if row.governed_by
    }
    # The review that was held dates the next one; the permanency hearing still hangs on the entry.
    assert unsure == {
        "asfa_15_22": True,
        "case_review": False,
        "notify_relatives": False,
        "permanency_hearing": True,
        "reasonable_efforts_finding": False,
    }
    duty = the_duty(decided(asking()), "permanency_hearing")
    assert duty.occasion == "entry_into_care 2026-05-01"


@pytest.mark.parametrize(
    ("removed", "expected"),
    [
        pytest.param("2026-03-02", date(2026, 4, 1), id="a Wednesday stays"),
        pytest.param("2026-03-05", date(2026, 4, 3), id="a Saturday: the Friday before"),
        pytest.param("2026-03-06", date(2026, 4, 3), id="a Sunday: the Friday before"),
        pytest.param("2026-04-25", date(2026, 5, 22), id="Memorial Day: the Friday before"),
    ],
)
def test_r25_relative_notice_is_sent_before_a_weekend_or_holiday(
    removed: str, expected: date
) -> None:
    case = a_case(needs=[STATUTORY], opened_on=removed, events=[an_event(on=removed)])
    assert due_on(case, "notify_relatives", removed) == expected


def test_r25_violence_by_one_relative_stops_no_notice_to_the_others() -> None:
    plain = a_case(needs=[STATUTORY])
    feared = [
        {"who": ["child"], "from": "relatives_of:mother", "basis": "order", "on": "2026-03-02"}
    ]
    guarded = a_case(needs=[STATUTORY], restricted={"protect": feared})
    stands, still = (the_duty(decided(case), "notify_relatives") for case in (plain, guarded))
    assert (still.state, still.due_on, still.hold) == ("owed", stands.due_on, None)
    (row,) = [row for row in the_book().deadlines if row.key == "relative_notice"]
    assert "parents of siblings" in row.action
    assert "that relative only" in row.action


def test_r24_a_finding_moves_what_counts_from_the_entry_and_keeps_the_duty() -> None:
    before = decided(asking())
    after = decided(asking(an_event("finding_made", "2026-04-01")), "2026-04-01")
    for duty in ("case_review", "permanency_hearing", "asfa_15_22"):
        assert the_duty(before, duty).id == the_duty(after, duty).id
    assert the_duty(after, "case_review").due_on == date(2026, 10, 1)
    assert the_duty(after, "notify_relatives").due_on == date(2026, 4, 1)


def test_r23_runaway_time_moves_the_fifteen_months_and_is_named() -> None:
    gone = (an_event("ran_away", "2026-07-01"), an_event("found", "2026-07-11"))
    duty = the_duty(decided(asking(*gone), "2026-08-01"), "asfa_15_22")
    assert duty.due_on == date(2027, 8, 11)
    assert duty.notes == ("not counted: 2026-07-01 to 2026-07-11",)


def test_r23_while_the_child_is_gone_the_clock_stands_still() -> None:
    duty = the_duty(
        decided(asking(an_event("ran_away", "2026-07-01")), "2026-08-01"), "asfa_15_22"
    )
    assert (duty.due_on, duty.standing) == (None, "pending")
    assert "stands still" in duty.notes[0]


@pytest.mark.parametrize(
    ("as_of", "asked"),
    [
        pytest.param("2027-03-31", False, id="before month 11"),
        pytest.param("2027-04-01", True, id="month 11"),
        pytest.param("2027-07-31", True, id="the last day before month 15"),
        pytest.param("2027-08-01", False, id="month 15"),
    ],
)
def test_r23_the_compelling_reason_is_asked_from_month_eleven(as_of: str, *, asked: bool) -> None:
    found = decided(asking(), as_of)
    rows = [row for row in found.decision.questions if row.code == "compelling_reason"]
    assert [row.due_on for row in rows] == ([date(2027, 7, 1)] if asked else [])
    assert {(row.owner, row.duty) for row in rows} <= {("agency_counsel", "asfa_15_22")}


def test_r23_a_filed_petition_ends_the_fifteen_months_alone() -> None:
    found = decided(asking(an_event("termination_filed", "2027-06-01")), "2027-06-02")
    ended = the_duty(found, "asfa_15_22")
    assert (ended.state, ended.standing) == ("not_owed", None)
    assert "2027-06-01" in ended.notes[-1]
    assert "compelling_reason" not in codes(found)
    assert the_duty(found, "permanency_hearing").state == "owed"


def test_a_closed_case_owes_none_of_them() -> None:
    found = decided(asking(an_event("case_closed", "2026-04-01")), "2026-04-01")
    assert {row.state for row in statutory(found)} == {"not_owed"}


def test_an_order_that_efforts_are_not_required_brings_the_hearing_forward() -> None:
    ordered = asking(an_event("efforts_not_required", "2026-03-09"))
    assert due_on(ordered, "permanency_no_efforts") == date(2026, 4, 8)
    assert duties_of(decided(ordered, "2026-03-08"), "permanency_no_efforts") == ()


def test_a_review_that_was_held_starts_the_next_six_months() -> None:
    hearings = [a_hearing(kind="review", at="2026-09-10T09:00:00")]
    held = asking(an_event("hearing_held", "2026-09-10"), hearings=hearings)
    first, second = decided(held, "2026-09-09"), decided(held, "2026-09-10")
    assert the_duty(first, "case_review").due_on == date(2026, 11, 1)
    assert the_duty(second, "case_review").due_on == date(2027, 3, 10)
    assert the_duty(first, "case_review").id != the_duty(second, "case_review").id
    assert the_duty(second, "permanency_hearing") == the_duty(first, "permanency_hearing")


def test_a_hearing_of_another_kind_or_only_planned_starts_nothing() -> None:
    planned = asking(hearings=[a_hearing(kind="review", at="2026-09-10T09:00:00")])
    other = asking(
        an_event("hearing_held", "2026-09-10"), hearings=[a_hearing(at="2026-09-10T09:00:00")]
    )
    for case in (planned, other):
        assert due_on(case, "case_review", "2026-09-11") == date(2026, 11, 1)


def test_custody_of_youth_justice_is_no_removal() -> None:
    case = a_case(needs=[STATUTORY], events=[an_event(custody="youth_justice")])
    assert decided(case).dated == ()


def test_a_states_own_deadline_stands_in_that_state_alone() -> None:
    ordered = an_event("custody_ordered", "2026-03-09")
    texas = asking(ordered, agency="us-tx", state="TX", county="Bexar")
    assert due_on(texas, "tx_visit_plan") == date(2026, 4, 8)
    assert duties_of(decided(asking(ordered)), "tx_visit_plan") == ()


@pytest.mark.parametrize(
    ("hearing", "governs", "due", "other"),
    [
        pytest.param("2026-05-20T09:00:00", "10 calendar days", date(2026, 5, 10),
                     date(2026, 5, 16), id="the hearing's is earlier"),
        pytest.param("2026-06-15T09:00:00", "30 calendar days", date(2026, 5, 16),
                     date(2026, 6, 5), id="the order's is earlier"),
    ],
)  # fmt: skip
def test_a_row_with_two_clocks_shows_both_and_the_earlier_governs(
    hearing: str, governs: str, due: date, other: date
) -> None:
    facts = {"agency": "us-tx", "state": "TX", "county": "Bexar", "opened_on": "2026-04-13"}
    hearings = [a_hearing(kind="status_conference", at=hearing)]
    events = [an_event(on="2026-04-13"), an_event("custody_ordered", "2026-04-16")]
    case = a_case(needs=[STATUTORY], events=events, hearings=hearings, **facts)
    duty = the_duty(decided(case, "2026-04-20"), "tx_visit_plan")
    assert duty.governed_by is not None
    assert (duty.due_on, duty.governed_by.clock, duty.governed_by.due_on) == (due, governs, due)
    assert [row.due_on for row in duty.also] == [other]
    assert duty.starts_on == date(2026, 4, 16)
    without = a_case(needs=[STATUTORY], events=events, **facts)
    alone = the_duty(decided(without, "2026-04-20"), "tx_visit_plan")
    assert (alone.id, alone.due_on, alone.also) == (duty.id, date(2026, 5, 16), ())
    held = an_event("hearing_held", hearing[:10])
    again = changed(case, events=[*events, held])
    assert the_duty(decided(again, hearing[:10]), "tx_visit_plan").due_on == due


def test_service_abroad_shows_its_check_days_and_no_due_day() -> None:
    sent = an_event("service_dispatched", "2026-03-10", of=["mother"])
    duty = the_duty(decided(asking(sent), "2026-03-10"), "serve_parent_abroad")
    assert (duty.about, duty.state, duty.due_on) == ("mother", "owed", None)
    assert duty.notes == (
        "check at 60: 2026-05-09",
        "check at 90: 2026-06-08",
        "check at 120: 2026-07-08",
        "plan 3-6 months: 2026-06-10 to 2026-09-10",
        "6-month default rule only with art. 15 conditions: 2026-09-10",
    )
    served = an_event("parent_served", "2026-05-04", of=["mother"])
    done = the_duty(decided(asking(sent, served), "2026-05-04"), "serve_parent_abroad")
    assert (done.state, done.id) == ("not_owed", duty.id)
    assert duties_of(decided(asking()), "serve_parent_abroad") == ()


@pytest.mark.parametrize(
    ("custodian", "days"), [("county_jail", [date(2026, 3, 10)]), ("ice", [])]
)
def test_californias_order_of_production_is_for_state_and_county_custody(
    custodian: str, days: list[date]
) -> None:
    where = detained(custodian=custodian)
    if custodian != "ice":
        where.pop("a_number")
    people = [a_child(), a_parent(whereabouts=where), a_guardian_ad_litem()]
    hearing = a_hearing(kind="jurisdiction", at="2026-03-25T09:00:00")
    found = decided(asking(people=people, hearings=[hearing]), "2026-03-10")
    rows = duties_of(found, "ca_2625")
    assert [row.due_on for row in rows] == days
    assert {row.about for row in rows} <= {"mother"}
    assert (
        duties_of(decided(asking(people=people, hearings=[hearing]), "2026-03-26"), "ca_2625")
        == ()
    )


def test_what_ran_out_before_the_case_was_opened_is_due_that_day_and_says_so() -> None:
    late = a_case(needs=[STATUTORY], opened_on="2026-06-01", events=[an_event()])
    duty = the_duty(decided(late, "2026-06-01"), "notify_relatives")
    assert (duty.due_on, duty.standing) == (date(2026, 6, 1), "due")
    assert "2026-04-01" in duty.notes[-1]


@pytest.mark.parametrize(
    ("day", "standing"), [(49, "pending"), (50, "due"), (59, "due"), (60, "overdue")]
)
def test_day_49_is_pending_day_50_due_day_60_overdue(day: int, standing: str) -> None:
    ladder = Ladder(due_from=50, overdue_from=60)
    start = date(2026, 3, 2)
    rungs = rungs_of(start, ladder)
    assert rungs is not None
    assert rungs.standing(start + timedelta(days=day)) == standing
    as_of = (start + timedelta(days=day)).isoformat()
    book = with_ladder("reasonable_efforts_finding", ladder)
    duty = the_duty(decided(asking(), as_of, book), "reasonable_efforts_finding")
    assert duty.standing == standing
    assert (duty.due_from, duty.overdue_from) == (date(2026, 4, 21), date(2026, 5, 1))


def test_a_clock_without_a_ladder_is_due_on_its_day_alone() -> None:
    assert Clock(not_stated=True, says="x").ladder is None
    standings = [
        the_duty(decided(asking(), day), "reasonable_efforts_finding").standing
        for day in ("2026-04-30", "2026-05-01", "2026-05-02")
    ]
    assert standings == ["pending", "due", "overdue"]


happenings = st.lists(
    st.tuples(
        st.sampled_from(
            ["finding_made", "trial_home_visit_begun", "trial_home_visit_ended", "ran_away",
             "found", "efforts_not_required", "termination_filed", "custody_ordered",
             "case_closed"]
        ),
        st.dates(date(2026, 3, 2), date(2028, 12, 31)),
    ),
    max_size=8,
)  # fmt: skip


@settings(deadline=None, max_examples=examples(60))
@given(rows=happenings, as_of=st.dates(date(2026, 3, 2), date(2029, 6, 1)))
def test_no_statutory_date_lies_before_it_could_be_known_and_the_answer_stays_the_same(
    rows: list[tuple[str, date]], as_of: date
) -> None:
    events = [an_event(kind, day.isoformat()) for kind, day in rows]
    found = decided(asking(*events), as_of.isoformat())
    again = decided(asking(*events[::-1]), as_of.isoformat())
    assert found.dated == again.dated
    assert len({row.id for row in statutory(found)}) == len(found.dated)
    for duty in statutory(found):
        assert duty.governed_by is not None
        assert duty.due_on is None or duty.due_on >= date(2026, 3, 2)
        assert duty.due_on is None or duty.starts_on is None or duty.due_on >= duty.starts_on
