"""Due days: calendar days, working and court days, hours, months; words have no number."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kinward.rules.hours import hours_after, last_day_of
from kinward.rules.open_days import (
    is_open,
    open_or_before,
    working_days_after,
    working_days_before,
)
from kinward.rules.rulebook import Rulebook
from schemas.agency import Agency
from schemas.clock import Clock, Ladder
from schemas.duty import Standing

__all__ = ["is_open", "next_open", "working_days_after"]

STATE_CALENDARS = ("us-federal",)
HOUR_NOT_RECORDED = (
    "counted from the first hour of the day: the hour from which it runs is not recorded"
)
"""The note of a date in hours whose start, or hearing, is recorded as a day alone."""


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: a day, or none, and the agency's target that gave it.

    `at` is the moment of a clock in hours that starts at one; `earliest` a window's first day;
    `notes` say how a date was come by where a better one could be had.
    """

    on: date | None
    target: str | None = None
    at: datetime | None = None
    earliest: date | None = None
    notes: tuple[str, ...] = ()


def closed_days(agency: Agency | None, state: str, book: Rulebook) -> frozenset[date]:
    """Return the closed days of an agency's calendar; without a profile, the state's (R18)."""
    names = agency.calendar if agency else (*STATE_CALENDARS, f"us-{state.lower()}")
    return frozenset().union(*(book.closed_days.get(name, frozenset()) for name in names))


def court_closed_days(state: str, book: Rulebook) -> frozenset[date]:
    """Return the closed days of the courts of a state; without a list of their own, the state's.

    A list of the courts' own is the calendar `us-xx-courts` (R19).
    """
    own = book.closed_days.get(f"us-{state.lower()}-courts")
    return closed_days(None, state, book) if own is None else own


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


def due(
    start: date | datetime, clock: Clock, closed: frozenset[date], agency: Agency | None
) -> Due:
    """Return when a clock that starts on a day, or at a moment, runs out.

    A moment counts for hours alone; every other unit goes by its legal day. A word takes the
    agency's own target for that very word, and says so; without one there is no date (R17): no
    number is ever invented.
    """
    day = start.date() if isinstance(start, datetime) else start
    if clock.value is not None and clock.unit is not None:
        return _numbered(start, clock, closed)
    target = agency.target.get(clock.word) if agency and clock.word else None
    if target is None:
        return Due(None)
    days = target.working_days
    said = f"the agency's own target of {days} working day{'s' if days != 1 else ''}"
    return Due(working_days_after(day, days, closed), said)


def _numbered(start: date | datetime, clock: Clock, closed: frozenset[date]) -> Due:
    day = start.date() if isinstance(start, datetime) else start
    value, unit = clock.value or 0, clock.unit or "calendar_days"
    at = None
    notes: tuple[str, ...] = ()
    if unit == "hours" and isinstance(start, datetime):
        at = _hours(start, value, clock, closed)
        last = _day_of_hours(at, day, clock)
    else:
        last = counted(day, value, clock, closed)
        notes = (HOUR_NOT_RECORDED,) if unit == "hours" else ()
    if clock.on_closed_day == "send_before":
        # No extension is assumed: what ends on a closed day is met by sending before it (R25).
        moved = open_or_before(last, closed)
        at, last = (at if moved == last else None), moved
    earliest = None if clock.earliest is None else counted(day, clock.earliest, clock, closed)
    return Due(last, at=at, earliest=earliest, notes=notes)


def counted(day: date, value: int, clock: Clock, closed: frozenset[date]) -> date:
    """Return the day that lies `value` units of a clock after a day, or before it.

    Hours of a day are counted from its first one: whatever the hour was, it is not too late.
    """
    if clock.unit == "hours":
        midnight = datetime.combine(day, time(), UTC)
        return _day_of_hours(_hours(midnight, value, clock, closed), day, clock)
    unit = "working_days" if clock.skip_closed_days else clock.unit
    if clock.direction == "before":
        return _before(day, value, unit or "calendar_days", closed)
    return _after(day, value, unit or "calendar_days", closed)


def _hours(start: datetime, value: int, clock: Clock, closed: frozenset[date]) -> datetime:
    sign = -1 if clock.direction == "before" else 1
    return hours_after(start, sign * value, closed if clock.skip_closed_days else None)


def _day_of_hours(at: datetime, day: date, clock: Clock) -> date:
    return last_day_of(at) if clock.direction == "before" else max(last_day_of(at), day)


def _after(start: date, value: int, unit: str, closed: frozenset[date]) -> date:
    if unit in {"working_days", "court_days"}:
        return working_days_after(start, value, closed)
    if unit == "months":
        return months_after(start, value)
    return start + timedelta(days=value)


def _before(end: date, value: int, unit: str, closed: frozenset[date]) -> date:
    if unit in {"working_days", "court_days"}:
        return working_days_before(end, value, closed)
    if unit == "months":
        return months_after(end, -value)
    return end - timedelta(days=value)


def standing_of(due_on: date | None, day: date) -> Standing:
    """Return pending before the due day, due on it, overdue after it."""
    if due_on is None or day < due_on:
        return "pending"
    return "due" if day == due_on else "overdue"


@dataclass(frozen=True, slots=True)
class Rungs:
    """The days of a ladder: before the first it is pending, from the second on overdue."""

    due_from: date
    overdue_from: date

    def standing(self, day: date) -> Standing:
        """Return where a duty stands on a day."""
        if day < self.due_from:
            return "pending"
        return "due" if day < self.overdue_from else "overdue"


def rungs_of(start: date | None, ladder: Ladder | None) -> Rungs | None:
    """Return the days of a clock's ladder; None without a ladder, or before it has started."""
    if start is None or ladder is None:
        return None
    due_from = start + timedelta(days=ladder.due_from)
    return Rungs(due_from, start + timedelta(days=ladder.overdue_from))


def standing(due_on: date | None, rungs: Rungs | None, day: date) -> Standing:
    """Return where a duty stands on a day: by its ladder, else by its due day."""
    return rungs.standing(day) if rungs else standing_of(due_on, day)
