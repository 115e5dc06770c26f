"""Clocks in hours: moments, closed days, and the days on which clocks are changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.clocks import HOUR_NOT_RECORDED, due
from kinward.rules.deadlines import STATUTORY
from kinward.rules.hours import hours_after, last_day_of
from kinward.rules.open_days import is_open, open_or_before, working_days_after
from kinward.rules.open_days import working_days_before as days_before
from tests.builders import a_case, a_child, a_nationality, a_parent, an_event
from tests.kinward.rules.editing import with_clock
from tests.kinward.rules.test_clocks import a_clock
from tests.library import codes, decided, duties_of, notice, the_book, the_duty

CHICAGO = ZoneInfo("America/Chicago")
NOBODY_CLOSED: frozenset[date] = frozenset()
moments = st.integers(0, 6 * 366 * 24 * 60).map(
    lambda minutes: (datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(
        CHICAGO
    )
)
closings = st.frozensets(st.dates(date(2024, 1, 1), date(2030, 12, 31)), max_size=30)


def at(day: int, hour: int, month: int = 3) -> datetime:
    """A moment of 2026 in Chicago."""
    return datetime(2026, month, day, hour, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        pytest.param(at(7, 12), 24, at(8, 13), id="clocks are set forward"),
        pytest.param(at(31, 12, 10), 24, at(1, 11, 11), id="clocks are set back"),
        pytest.param(at(10, 9), 72, at(13, 9), id="no change"),
        pytest.param(at(9, 12), -24, at(8, 12), id="back, after the change"),
        pytest.param(at(8, 13), -24, at(7, 12), id="back, over the change"),
    ],
)
def test_an_hour_is_sixty_minutes_on_every_day(
    start: datetime, hours: int, expected: datetime
) -> None:
    assert hours_after(start, hours, None) == expected


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        pytest.param(at(6, 15), 72, at(11, 15), id="over a weekend"),
        pytest.param(at(7, 10), 72, datetime(2026, 3, 12, tzinfo=CHICAGO), id="from a Saturday"),
        pytest.param(at(9, 9), -24, at(6, 9), id="back over a weekend"),
    ],
)
def test_hours_without_weekends_go_by_the_moment(
    start: datetime, hours: int, expected: datetime
) -> None:
    assert hours_after(start, hours, NOBODY_CLOSED) == expected


def test_what_ends_at_midnight_is_due_on_the_day_before() -> None:
    saturday = at(7, 10)
    clock = a_clock(value=72, unit="hours", skip_closed_days=True)
    assert due(saturday, clock, NOBODY_CLOSED, None).on == date(2026, 3, 11)
    assert last_day_of(at(12, 0)) == date(2026, 3, 11)


def test_a_moment_counts_for_hours_alone() -> None:
    clock = a_clock(value=3, unit="calendar_days")
    assert due(at(6, 23), clock, NOBODY_CLOSED, None) == due(
        date(2026, 3, 6), clock, NOBODY_CLOSED, None
    )


@given(moment=moments, hours=st.integers(0, 400))
def test_hours_are_elapsed_time_whatever_the_clock_on_the_wall(
    moment: datetime, hours: int
) -> None:
    later = hours_after(moment, hours, None)
    assert later.astimezone(UTC) - moment.astimezone(UTC) == timedelta(hours=hours)
    assert hours_after(later, -hours, None) == moment


@given(moment=moments, hours=st.integers(1, 200), closed=closings)
def test_open_hours_end_on_an_open_day_and_never_sooner_than_plain_ones(
    moment: datetime, hours: int, closed: frozenset[date]
) -> None:
    later = hours_after(moment, hours, closed)
    assert is_open(last_day_of(later), closed)
    assert later.astimezone(UTC) >= hours_after(moment, hours, None).astimezone(UTC)
    earlier = hours_after(moment, -hours, closed)
    assert earlier.astimezone(UTC) <= hours_after(moment, -hours, None).astimezone(UTC)


@given(day=st.dates(date(2024, 1, 1), date(2030, 1, 1)), count=st.integers(1, 30), closed=closings)
def test_working_days_counted_back_lead_forward_again(
    day: date, count: int, closed: frozenset[date]
) -> None:
    opened = working_days_after(day, 0, closed)
    assert working_days_after(days_before(opened, count, closed), count, closed) == opened
    assert is_open(open_or_before(day, closed), closed)
    assert open_or_before(day, closed) <= day


def test_a_duty_in_hours_shows_the_moment_beside_its_day() -> None:
    custody = an_event(on="2026-03-07T15:00:00-08:00")
    rows = [a_nationality(known_on="2026-03-02")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    book = with_clock("us-ca-san-diego_mx", value=24, unit="hours")
    duty = notice(a_case(people=people, events=[custody]), "2026-03-07T16:00:00-08:00", book)
    # Clocks are set forward in the night: 24 hours end at four in the afternoon.
    zone = ZoneInfo("America/Los_Angeles")
    assert duty.due_at == datetime(2026, 3, 8, 16, tzinfo=zone)
    assert duty.due_on == date(2026, 3, 8)
    plain = notice(a_case(people=people, events=[an_event(on="2026-03-07")]), "2026-03-07", book)
    assert (plain.due_at, plain.due_on) == (None, date(2026, 3, 7))


@pytest.mark.parametrize(
    ("hours", "day", "eight"),
    [
        pytest.param(6, date(2026, 6, 1), at(1, 14, 6), id="some hours"),
        pytest.param(24, date(2026, 6, 1), at(2, 8, 6), id="a day"),
        pytest.param(25, date(2026, 6, 2), at(2, 9, 6), id="more than a day"),
        pytest.param(0, date(2026, 6, 1), at(1, 8, 6), id="at once"),
    ],
)
def test_hours_from_a_day_without_an_hour_take_the_earliest_reading_and_say_so(
    hours: int, day: date, eight: datetime
) -> None:
    clock = a_clock(value=hours, unit="hours")
    unknown = due(date(2026, 6, 1), clock, NOBODY_CLOSED, None)
    assert (unknown.on, unknown.at, unknown.notes) == (day, None, (HOUR_NOT_RECORDED,))
    known = due(at(1, 8, 6), clock, NOBODY_CLOSED, None)
    assert (known.at, known.notes) == (eight, ())


@given(
    moment=moments,
    hours=st.integers(0, 400),
    direction=st.sampled_from(["before", "after"]),
    open_days=st.sampled_from([{}, {"skip_closed_days": True}]),
)
def test_a_day_without_an_hour_is_never_later_than_the_day_with_it(
    moment: datetime, hours: int, direction: str, open_days: dict[str, bool]
) -> None:
    clock = a_clock(value=hours, unit="hours", direction=direction, **open_days)
    known = due(moment.astimezone(UTC), clock, NOBODY_CLOSED, None).on
    unknown = due(moment.astimezone(UTC).date(), clock, NOBODY_CLOSED, None).on
    assert known is not None
    assert unknown is not None
    assert unknown <= known


@pytest.mark.parametrize(
    ("custody", "said_of"),
    [("2026-03-07", {"us-ca-san-diego_mx"}), ("2026-03-07T15:00:00-08:00", set())],
)
def test_a_duty_in_hours_asks_for_the_hour_it_runs_from(custody: str, said_of: set[str]) -> None:
    rows = [a_nationality(known_on="2026-03-02")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    case = a_case(people=people, events=[an_event(on=custody)])
    book = with_clock("us-ca-san-diego_mx", value=24, unit="hours")
    found = decided(case, "2026-03-08", book)
    assert ("hour_unknown" in codes(found)) is bool(said_of)
    (duty,) = duties_of(found)
    bound = [row for row in (duty.governed_by, *duty.also) if row]
    assert {row.instrument for row in bound if HOUR_NOT_RECORDED in row.notes} == said_of


def test_a_deadline_in_hours_runs_from_the_moment_that_is_recorded() -> None:
    rows = tuple(
        one.model_copy(update={"clock": a_clock(value=6, unit="hours")})
        if one.key == "reasonable_efforts_finding"
        else one
        for one in the_book().deadlines
    )
    book = replace(the_book(), deadlines=rows)
    moment = "2026-03-07T08:00:00-08:00"
    case = a_case(needs=[STATUTORY], events=[an_event(on=moment)])
    duty = the_duty(decided(case, "2026-03-08", book), "reasonable_efforts_finding")
    assert duty.due_at == datetime(2026, 3, 7, 14, tzinfo=ZoneInfo("America/Los_Angeles"))
    plain = a_case(needs=[STATUTORY], events=[an_event(on="2026-03-07")])
    found = decided(plain, "2026-03-08", book)
    assert the_duty(found, "reasonable_efforts_finding").due_on == date(2026, 3, 7)
    assert "hour_unknown" in codes(found)
