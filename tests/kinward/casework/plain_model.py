"""What a family is owed, in plain Python: two children in San Diego under the treaty alone.

A notice to the consulate is owed for each child and each foreign country of its own, from the
first event that sets it in motion, or from the day on which the nationality was learned if that
is later. It is one duty for each kind of event that may have begun it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from schemas.case import Case
from tests.builders import a_case, a_check, a_child, a_nationality, a_parent

OPENED = date(2026, 3, 2)
CHILDREN = ("ana", "bo")
BEGIN_A_NOTICE = ("taken_into_custody", "petition_filed", "guardianship_proposed")
CONCERN = "safety_concern"


@dataclass(frozen=True)
class Happened:
    """One recorded event; a correction names the one whose place it takes."""

    id: str
    kind: str
    on: date
    of: str
    corrects: str | None = None


@dataclass(frozen=True)
class Owed:
    """A duty that stands: for whom, to which country, begun by what, in which state."""

    child: str
    country: str
    occasion: str | None
    state: str
    starts_on: date | None


@dataclass
class PlainFamily:
    """What was recorded, and what was done about it."""

    nationalities: dict[str, dict[str, date]]
    """By child: each country of its own, with the day on which that was learned."""
    events: list[Happened] = field(default_factory=list)

    def free_day(self, day: int) -> date:
        """Return a day on which nothing else happened: of two on one day neither is the first."""
        on = OPENED + timedelta(days=day)
        while any(event.on == on for event in self.events):
            on += timedelta(days=1)
        return on

    def standing_events(self, today: date) -> list[Happened]:
        """Return the events up to today that no correction up to today has replaced."""
        known = [event for event in self.events if event.on <= today]
        replaced = {event.corrects for event in known}
        return [event for event in known if event.id not in replaced]

    def owed(self, today: date) -> frozenset[Owed]:
        """Return the duties that must stand today."""
        events = self.standing_events(today)
        held = any(event.kind == CONCERN for event in events)
        found = frozenset(
            self._owed(child, country, learned, events)
            for child, countries in self.nationalities.items()
            for country, learned in countries.items()
            if learned <= today
        )
        return frozenset(replace(duty, state="held") for duty in found) if held else found

    def _owed(self, child: str, country: str, learned: date, events: list[Happened]) -> Owed:
        begun = [event for event in events if event.of == child and event.kind in BEGIN_A_NOTICE]
        if not begun:
            return Owed(child, country, None, "not_owed", None)
        first = min(begun, key=lambda event: event.on)
        return Owed(child, country, first.kind, "owed", max(first.on, learned))


def the_case(family: PlainFamily) -> Case:
    """The family as a case file holds it."""
    children = [
        a_child(id=child, nationalities=[a_nationality(c, str(d)) for c, d in countries.items()])
        for child, countries in family.nationalities.items()
    ]
    mother = a_parent(of=list(CHILDREN), nationalities=[a_nationality("US")])
    events = [
        {"id": e.id, "kind": e.kind, "on": str(e.on), "of": [e.of]}
        | ({"corrects": e.corrects} if e.corrects else {})
        for e in family.events
    ]
    checked = a_check([*CHILDREN, "mother"], on=str(OPENED))
    return a_case(people=[*children, mother], events=events, safety_checks=[checked])
