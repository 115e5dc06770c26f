"""Where and when a decision is made."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kinward.rules.as_of import AsOf
from kinward.rules.clocks import court_closed_days, due
from kinward.rules.limits import age
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

    def due_from_today(self, key: str) -> date | None:
        """Return the day by which a practice row that starts today is due, or None without one."""
        row = self.book.deadline(key)
        if row is None:
            return None
        return due(self.moment.day, row.clock, self.closed_for(row.clock), self.agency).on

    @property
    def adult_from(self) -> int | None:
        """The age at which a person is of age here; None where no row says it."""
        return age(self.book.limits, "adult", self.case.state)
