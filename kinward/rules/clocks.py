"""Due days: calendar days, working and court days, hours, months; words have no number."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kinward.rules.rulebook import Rulebook
from schemas.agency import Agency
from schemas.instrument import Clock

STATE_CALENDARS = ("us-federal",)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: a day, or none, and the agency's target that gave it."""

    on: date | None
    target: str | None = None


def closed_days(agency: Agency | None, state: str, book: Rulebook) -> frozenset[date]:
    """Return the closed days of an agency's calendar; without a profile, the state's (R18)."""
    names = agency.calendar if agency else (*STATE_CALENDARS, f"us-{state.lower()}")
    return frozenset().union(*(book.closed_days.get(name, frozenset()) for name in names))


def is_open(day: date, closed: frozenset[date]) -> bool:
    """Say whether `day` is neither a weekend day nor closed."""
    return day.weekday() < 5 and day not in closed


def working_days_after(day: date, count: int, closed: frozenset[date]) -> date:
    """Return the day `count` working days after `day`; `day` itself is not counted.

    With a count of 0, `day` itself if it is open, else the next open day.
    """
    if count == 0 and is_open(day, closed):
        return day
    left = max(count, 1)
    while left:
        day += timedelta(days=1)
        left -= is_open(day, closed)
    return day


def next_open(day: date, closed: frozenset[date]) -> date:
    """Return `day` if it is open, else the next open day."""
    return working_days_after(day, 0, closed)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(clock: Clock) -> str:
    """Return a clock as it is named on screen: `10 working days`, `without delay`."""
    if clock.value == 0:
        return "the same day"
    if clock.value is not None and clock.unit is not None:
        unit = clock.unit.replace("_", " ")
        return f"{clock.value} {unit[:-1] if clock.value == 1 else unit}"
    return clock.word.replace("_", " ") if clock.word else "not stated"


def due(start: date, clock: Clock, closed: frozenset[date], agency: Agency | None) -> Due:
    """Return the day on which a clock that starts on `start` runs out.

    A word takes the agency's own target for that very word, and says so; without one there is no
    date (R17): no number is ever invented.
    """
    if clock.value is not None and clock.unit is not None:
        open_hours = clock.unit == "hours" and clock.skip_closed_days
        days = -(-clock.value // 24) if open_hours else clock.value
        unit = "working_days" if open_hours else clock.unit
        return Due(_after(start, days, unit, closed))
    target = agency.target.get(clock.word) if agency and clock.word else None
    if target is None:
        return Due(None)
    days = target.working_days
    said = f"the agency's own target of {days} working day{'s' if days != 1 else ''}"
    return Due(working_days_after(start, days, closed), said)


def _after(start: date, value: int, unit: str, closed: frozenset[date]) -> date:
    if unit == "calendar_days":
        return start + timedelta(days=value)
    if unit in {"working_days", "court_days"}:
        return working_days_after(start, value, closed)
    if unit == "months":
        return months_after(start, value)
    # Hours from a day without a time of day count from its end: never earlier than the text says.
    return start + timedelta(days=-(-value // 24))
