"""When a child entered foster care, and how many months in care were counted since (R23, R24)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kinward.rules import happened as events
from kinward.rules.clocks import due, months_after
from kinward.rules.place import Place
from schemas.deadline import Counted

REMOVAL = "taken_into_custody"
FINDING = "finding_made"
ENTERED_ON = "entered_care_date"
"""The row by which the entry into care is computed."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that do not count: from the first to before the last; no end while it lasts."""

    begins: date
    ends: date | None


def removed_on(place: Place, child: str) -> events.Happened | None:
    """Return the first custody of child welfare; that of youth justice is no removal."""
    found = events.happened(place.case, {REMOVAL}, {child}, place.zone)
    return events.earliest(event for event in found if event.custody != "youth_justice")


def entered_care(place: Place, child: str) -> events.Happened | None:
    """Return the computed entry into care: the first of a finding or some days after removal.

    A finding made before the removal counts from the removal: nobody is in care before it.

    Source: the row `entered_care_date`, 42 USC 675(5)(F) (R24).
    """
    removal, row = removed_on(place, child), place.book.deadline(ENTERED_ON)
    if removal is None or row is None:
        return None
    finding = events.first(place.case, {FINDING}, {child}, place.zone)
    latest = due(removal.on, row.clock, place.closed_for(row.clock), place.agency).on
    if latest is not None and (finding is None or finding.on >= latest):
        return events.Happened(REMOVAL, latest)
    if finding is None:
        return None
    return events.Happened(FINDING, max(finding.on, removal.on))


def stretches(place: Place, child: str, counted: Counted) -> tuple[Stretch, ...]:
    """Return the time that does not count, joined where it overlaps, in order."""
    found = [
        stretch
        for gap in counted.leaving_out
        for stretch in _pairs(place, child, gap.begins, gap.ends)
    ]
    joined: list[Stretch] = []
    for stretch in sorted(found, key=lambda one: (one.begins, one.ends or date.max)):
        last = joined[-1] if joined else None
        if last and (last.ends is None or stretch.begins <= last.ends):
            open_ended = last.ends is None or stretch.ends is None
            ends = None if open_ended else max(last.ends or date.min, stretch.ends or date.min)
            joined[-1] = Stretch(last.begins, ends)
        else:
            joined.append(stretch)
    return tuple(joined)


def _pairs(place: Place, child: str, begins: str, ends: str) -> Iterator[Stretch]:
    by_day: dict[date, set[str]] = {}
    for row in events.happened(place.case, {begins, ends}, {child}, place.zone):
        by_day.setdefault(row.on, set()).add(row.kind)
    since: date | None = None
    for day, kinds in sorted(by_day.items()):
        if since is not None and ends in kinds:
            yield Stretch(since, day)
            since = day if begins in kinds else None
        elif since is None and kinds == {begins}:
            since = day  # begun and ended on one day lasted no day
    if since is not None:
        yield Stretch(since, None)


def reached_on(
    entered: date, months: int, of_most_recent: int, left_out: tuple[Stretch, ...]
) -> date | None:
    """Return the day on which so many months in care lie within the most recent ones (R23).

    None while the clock stands still and nobody knows for how long. Without time left out it is
    the same day so many months after the entry. The months are counted in days from the entry.

    Source: 42 USC 675(5)(E); 45 CFR 1356.21(i) (to be confirmed by counsel).
    """
    wanted = (months_after(entered, months) - entered).days
    day = months_after(entered, months)
    while True:
        window_from = max(entered, months_after(day, -of_most_recent))
        missing = wanted - _counted(window_from, day, left_out)
        if missing <= 0:
            return day
        if any(row.ends is None and row.begins < day for row in left_out):
            return None
        # At most one day is counted a day: no day on which the number is reached is passed over.
        day += timedelta(days=missing)


def _counted(first: date, before: date, left_out: tuple[Stretch, ...]) -> int:
    lost = sum(
        max(0, (min(row.ends or before, before) - max(row.begins, first)).days) for row in left_out
    )
    return (before - first).days - lost
