"""Clocks in hours: moments, closed days, and the days on which clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.clocks import due
from kinward.rules.hours import hours_after, last_day_of
from kinward.rules.open_days import is_open, open_or_before, working_days_after
from kinward.rules.open_days import working_days_before as days_before
from tests.builders import a_case, a_child, a_nationality, a_parent, an_event
from tests.kinward.rules.editing import with_clock
from tests.kinward.rules.test_clocks import a_clock
from tests.library import notice

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
    assert (plain.due_at, plain.due_on) == (None, date(2026, 3, 8))
