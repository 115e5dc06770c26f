"""What has happened in a case: the first and the latest of some events about some people."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kinward.rules.as_of import day_of
from schemas.case import Case, Custody

CASE_OPENED = "case_opened"
"""A case's opening, where an instrument is triggered by an open case."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event's kind and its legal day; the moment where it was recorded, and whose custody."""

    kind: str
    on: date
    at: datetime | None = None
    custody: Custody | None = None


def happened(
    case: Case, kinds: Collection[str], people: Collection[str], zone: ZoneInfo
) -> Iterator[Happened]:
    """Yield the events of these kinds about any of these people (or about nobody named)."""
    if CASE_OPENED in kinds:
        yield Happened(CASE_OPENED, case.opened_on)
    for event in case.events:
        if event.kind in kinds and (not event.of or set(event.of) & set(people)):
            at = event.on.astimezone(zone) if isinstance(event.on, datetime) else None
            yield Happened(event.kind, day_of(event, zone), at, event.custody)


def first(
    case: Case, kinds: Collection[str], people: Collection[str], zone: ZoneInfo
) -> Happened | None:
    """Return the earliest of these events: the trigger that rules (R21)."""
    return earliest(happened(case, kinds, people, zone))


def earliest(events: Iterable[Happened]) -> Happened | None:
    """Return the earliest of some events."""
    return min(events, key=_day_then_kind, default=None)


def latest(
    case: Case, kinds: Collection[str], people: Collection[str], zone: ZoneInfo
) -> Happened | None:
    """Return the latest of these events."""
    return max(happened(case, kinds, people, zone), key=_day_then_kind, default=None)


def _day_then_kind(event: Happened) -> tuple[date, str, str, str]:
    # Of two on one day the kind decides, not the order of the file: a duty's key hangs on it.
    at = event.at.isoformat() if event.at else ""
    return event.on, event.kind, at, event.custody or ""
