"""Court notice rules as days: the first and last day of a window, before or after (R22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kinward.rules.clocks import due
from schemas.clock import Clock
from schemas.deadline import CourtNoticeRule


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a rule may be met; too early is as defective as too late."""

    earliest_on: date | None
    latest_on: date
    latest_at: datetime | None = None

    def holds(self, day: date) -> bool:
        """Say whether a day lies inside the window."""
        return day <= self.latest_on and (self.earliest_on is None or self.earliest_on <= day)


def rules_for(
    rules: tuple[CourtNoticeRule, ...], state: str, hearing: str
) -> Iterator[CourtNoticeRule]:
    """Yield the rules of a state about a kind of hearing: one for each method of service."""
    return (row for row in rules if row.state == f"US-{state}" and hearing in row.hearings)


def window(
    rule: CourtNoticeRule, anchor: date | datetime, closed: frozenset[date]
) -> Window | None:
    """Return the window of a rule around what it is counted from.

    None where the rule states no number that was read, or none that can be counted: such a rule
    is shown in words. A moment counts for hours alone. `closed` are the court's closed days.

    Source: R22; Cal. WIC 292 (30 to 15 days before); the rows of `mou_library/deadlines`.
    """
    if rule.latest is None or rule.unit is None or rule.direction is None:
        return None
    clock = Clock(
        value=rule.latest,
        unit=rule.unit,
        skip_closed_days=rule.skip_closed_days,
        direction=rule.direction,
        earliest=rule.earliest,
        says=rule.unit_says or rule.hearing,
    )
    when = due(anchor, clock, closed, None)
    return Window(when.earliest, when.on, when.at) if when.on else None
