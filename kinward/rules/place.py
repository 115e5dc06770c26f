"""Where and when a decision is made."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kinward.rules.as_of import AsOf
from kinward.rules.clocks import court_closed_days
from kinward.rules.rulebook import Rulebook
from schemas.agency import Agency
from schemas.case import Case
from schemas.clock import Clock


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a match is made: the case, the day, the agency's profile and closed days."""

    case: Case
    moment: AsOf
    book: Rulebook
    agency: Agency | None
    closed: frozenset[date]
    zone: ZoneInfo

    def closed_for(self, clock: Clock) -> frozenset[date]:
        """Return the closed days that a clock goes by: the courts' for court days (R19)."""
        if clock.unit == "court_days":
            return court_closed_days(self.case.state, self.book)
        return self.closed
