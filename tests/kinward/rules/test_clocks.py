"""When a duty starts and by when it is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.clocks import due, months_after, working_days_after
from schemas.clock import Clock
from tests.builders import a_case, a_child, a_nationality, a_parent, an_event
from tests.kinward.rules.editing import with_clock, with_start, without_target
from tests.library import codes, decided, notice

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def a_clock(**facts: object) -> Clock:
    """A clock in words of its own."""
    return Clock.model_validate({"says": "x", **facts})


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        pytest.param({"value": 3, "unit": "calendar_days"}, date(2026, 7, 5), id="calendar days"),
        pytest.param({"value": 1, "unit": "working_days"}, date(2026, 7, 6), id="over a holiday"),
        pytest.param({"value": 1, "unit": "court_days"}, date(2026, 7, 6), id="court days"),
        pytest.param({"value": 24, "unit": "hours"}, date(2026, 7, 2), id="a day of hours"),
        pytest.param({"value": 25, "unit": "hours"}, date(2026, 7, 3), id="more than a day"),
        pytest.param({"value": 25, "unit": "hours", "skip_closed_days": True},
                     date(2026, 7, 6), id="hours without closed days"),
        pytest.param({"value": 1, "unit": "months"}, date(2026, 8, 2), id="a month"),
        pytest.param({"value": 0, "unit": "calendar_days"}, date(2026, 7, 2), id="the same day"),
    ],
)  # fmt: skip
def test_r17_a_deadline_is_a_number_a_unit_and_a_start(
    clock: dict[str, object], expected: date
) -> None:
    thursday_before_a_holiday = date(2026, 7, 2)
    closed = frozenset({date(2026, 7, 3)})
    assert due(thursday_before_a_holiday, a_clock(**clock), closed, None).on == expected


def test_r17_a_word_without_a_target_has_no_date_and_goes_to_a_person() -> None:
    case = a_case()
    found = decided(case, book=with_clock("us-ca-san-diego_mx", word="timely"))
    (agreement,) = notice(case, book=with_clock("us-ca-san-diego_mx", word="timely")).also
    assert (agreement.clock, agreement.due_on) == ("timely", None)
    (asked,) = [q for q in found.decision.questions if q.code == "clock_not_stated"]
    assert asked.owner == "agency_counsel"


def test_r17_a_word_takes_the_target_for_that_very_word_only() -> None:
    said = notice(a_case(), book=with_clock("us-ca-san-diego_mx", word="immediately")).governed_by
    assert said is not None
    assert (said.instrument, said.due_on) == ("us-ca-san-diego_mx", date(2026, 3, 3))
    assert said.target == "the agency's own target of 1 working day"
    (other,) = notice(a_case(), book=with_clock("us-ca-san-diego_mx", word="promptly")).also
    assert (other.due_on, other.target) == (None, None)


def test_a_target_taken_away_leaves_no_date_and_a_question() -> None:
    book = without_target("us-ca-san-diego")
    duty = notice(a_case(), book=book)
    assert duty.governed_by is not None
    assert (duty.state, duty.standing, duty.due_on) == ("owed", "pending", None)
    assert duty.governed_by.instrument == "vccr-1963"
    assert "clock_not_stated" in codes(decided(a_case(), book=book))


def test_r18_the_agencys_own_holidays_count_and_a_state_without_them_does_not() -> None:
    cesar_chavez_eve = {"opened_on": "2026-03-30", "events": [an_event(on="2026-03-30")]}
    rows = [a_nationality(known_on="2026-03-30")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    california = notice(a_case(people=people, **cesar_chavez_eve), "2026-03-30")
    texas = {"agency": "us-tx", "state": "TX", "county": "Bexar"}
    elsewhere = notice(a_case(people=people, **cesar_chavez_eve, **texas), "2026-03-30")
    assert california.due_on == date(2026, 4, 1)
    assert elsewhere.due_on == date(2026, 3, 31)


def test_a_clock_changed_to_calendar_days_gives_what_follows() -> None:
    case = a_case(agency="us-il", state="IL", county="Cook")
    working = notice(case, book=with_clock("us-il_mx", value=10, unit="working_days")).also
    calendar = notice(case, book=with_clock("us-il_mx", value=10, unit="calendar_days")).also
    assert [row.due_on for row in working] == [date(2026, 3, 17)]
    assert [row.due_on for row in calendar] == [date(2026, 3, 13)]


def test_r20_knowledge_moves_the_start_where_the_row_says_so() -> None:
    (moved,) = notice(
        a_case(),
        book=with_start("us-ca-san-diego_mx", "taken_into_custody", or_later="nationality_known"),
    ).also
    assert moved.starts_on == date(2026, 3, 3)


def test_r20_knowledge_does_not_move_a_start_that_stands_by_itself() -> None:
    (fixed,) = notice(
        a_case(), book=with_start("us-ca-san-diego_mx", "taken_into_custody", or_later="none")
    ).also
    assert fixed.starts_on == date(2026, 3, 2)


def test_r20_a_cap_that_ran_out_before_anyone_knew_is_due_on_the_day_it_was_known() -> None:
    rows = [a_nationality(known_on="2026-05-04")]
    people = [a_child(nationalities=rows), a_parent(nationalities=[a_nationality()])]
    capped = with_clock("us-ca-san-diego_mx", value=30, unit="calendar_days", cap=True)
    duty = notice(a_case(people=people), "2026-05-04", capped)
    days_due = [row.due_on for row in (duty.governed_by, *duty.also) if row]
    # The mother's nationality was known in March: the child's is what the agreement goes by.
    assert min(day for day in days_due if day) == date(2026, 5, 4)


def test_r21_the_earliest_of_several_triggers_rules() -> None:
    events = [an_event("petition_filed", "2026-03-09"), an_event(on="2026-03-06")]
    duty = notice(a_case(events=events))
    assert duty.occasion == "taken_into_custody 2026-03-06"
    assert duty.starts_on == date(2026, 3, 6)


def test_r21_a_later_trigger_or_a_firmer_nationality_is_the_same_duty() -> None:
    once = notice(a_case())
    petition = notice(a_case(events=[an_event(), an_event("petition_filed", "2026-03-04")]))
    claimed = a_child(nationalities=[a_nationality(evidence="claimed")])
    unsure = notice(a_case(people=[claimed, a_parent()]))
    moved = notice(a_case(county="Riverside", agency="us-ca-san-diego"))
    assert {once.id, petition.id, unsure.id, moved.id} == {once.id}


def test_r21_of_two_triggers_on_one_day_the_files_order_does_not_decide() -> None:
    both = [an_event(), an_event("petition_filed")]
    assert notice(a_case(events=both)) == notice(a_case(events=both[::-1]))


@given(day=days, count=st.integers(1, 40), closed=st.frozensets(days, max_size=30))
def test_r19_a_working_day_is_open_and_exactly_so_many_open_days_later(
    day: date, count: int, closed: frozenset[date]
) -> None:
    end = working_days_after(day, count, closed)
    between = [day + timedelta(days=i) for i in range(1, (end - day).days + 1)]
    open_days = [d for d in between if d.weekday() < 5 and d not in closed]
    assert len(open_days) == count
    assert open_days[-1] == end


@given(day=days, months=st.integers(0, 36))
def test_a_month_later_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
