"""Clocks in hours from a moment: real hours, also on the days on which clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta

from kinward.rules.open_days import is_open


def hours_after(moment: datetime, hours: int, closed: frozenset[date] | None) -> datetime:
    """Return the moment so many hours later, or earlier where the number is negative.

    With `closed`, the hours of weekends and closed days are left out. An hour is sixty minutes:
    a day on which clocks are set forward has 23 of them.
    """
    left = timedelta(hours=hours)
    if closed is None:
        return _shifted(moment, left)
    return _forward(moment, left, closed) if hours >= 0 else _back(moment, -left, closed)


def last_day_of(moment: datetime) -> date:
    """Return the legal day on which a moment falls; midnight ends the day before."""
    return (moment - timedelta(microseconds=1)).date() if _is_midnight(moment) else moment.date()


def _is_midnight(moment: datetime) -> bool:
    return moment.time() == time()


def _shifted(moment: datetime, by: timedelta) -> datetime:
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def _between(earlier: datetime, later: datetime) -> timedelta:
    return later.astimezone(UTC) - earlier.astimezone(UTC)


def _forward(moment: datetime, left: timedelta, closed: frozenset[date]) -> datetime:
    while True:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time(), moment.tzinfo)
        if is_open(moment.date(), closed):
            today = _between(moment, midnight)
            if left <= today:
                return _shifted(moment, left)
            left -= today
        moment = midnight


def _back(moment: datetime, left: timedelta, closed: frozenset[date]) -> datetime:
    while True:
        day = last_day_of(moment)
        midnight = datetime.combine(day, time(), moment.tzinfo)
        if is_open(day, closed):
            today = _between(midnight, moment)
            if left <= today:
                return _shifted(moment, -left)
            left -= today
        moment = midnight
