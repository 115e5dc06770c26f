"""Days on which an office works: counted forward, counted back, or the nearest one."""

from datetime import date, timedelta


def is_open(day: date, closed: frozenset[date]) -> bool:
    """Say whether `day` is neither a weekend day nor closed."""
    return day.weekday() < 5 and day not in closed


def working_days_after(day: date, count: int, closed: frozenset[date]) -> date:
    """Return the day `count` working days after `day`; `day` itself is not counted.

    With a count of 0, `day` itself if it is open, else the next open day.
    """
    return _walked(day, count, closed, timedelta(days=1))


def working_days_before(day: date, count: int, closed: frozenset[date]) -> date:
    """Return the day `count` working days before `day`; `day` itself is not counted.

    With a count of 0, `day` itself if it is open, else the last open day before it.
    """
    return _walked(day, count, closed, timedelta(days=-1))


def open_or_before(day: date, closed: frozenset[date]) -> date:
    """Return `day` if it is open, else the last open day before it."""
    return working_days_before(day, 0, closed)


def _walked(day: date, count: int, closed: frozenset[date], step: timedelta) -> date:
    if count == 0 and is_open(day, closed):
        return day
    left = max(count, 1)
    while left:
        day += step
        left -= is_open(day, closed)
    return day
