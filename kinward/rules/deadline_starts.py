"""What sets a deadline in motion: an event, the entry into care, a hearing held or ahead."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from kinward.rules import happened as events
from kinward.rules.entry_into_care import entered_care
from kinward.rules.location import hearing_time
from kinward.rules.place import Place
from kinward.rules.rounds import HELD, hearing_days
from schemas.deadline import Deadline
from schemas.person import Detained

ENTRY = "entry_into_care"
"""What a row starts by that counts from the computed entry into care."""


@dataclass(frozen=True, slots=True)
class Begun:
    """One deadline in motion: about whom, since when, by what, knowable from when."""

    row: Deadline
    about: str
    on: date
    occasion: str
    knowable: date
    round: str = ""
    """What tells its rounds apart: the hearing held, or to come; never the day of its start, so
    that a corrected day, or a finding that moves the entry into care, revises the same duty."""
    ended: events.Happened | None = None
    at: datetime | None = None
    """Its moment, where one is recorded: a clock in hours runs from there."""


def set_in_motion(place: Place, row: Deadline) -> Iterator[Begun]:
    """Yield what a case's events and hearings have set in motion by a row."""
    if row.start.by == "hearing":
        yield from _before_hearings(place, row)
        return
    people = place.case.parents if row.about == "each_parent" else place.case.children
    for person in people:
        start = _start(place, row, person.id)
        if start is not None:
            since = min(start.on, place.moment.day)
            kind = ENTRY if row.start.by == ENTRY else start.kind
            occasion = f"{kind} {start.on.isoformat()}"
            first = Begun(row, person.id, start.on, occasion, place.case.opened_on, at=start.at)
            yield _again(place, replace(first, ended=_ended(place, row, person.id, since)))


def _start(place: Place, row: Deadline, person: str) -> events.Happened | None:
    if row.start.by == ENTRY:
        return entered_care(place, person)
    if row.start.by != "event":
        return None
    found = events.happened(place.case, row.start.events, {person}, place.zone)
    return events.earliest(e for e in found if e.custody != "youth_justice")


def _ended(place: Place, row: Deadline, person: str, since: date) -> events.Happened | None:
    found = events.happened(place.case, row.ended_by, {person}, place.zone)
    return events.earliest(event for event in found if event.on >= since)


def _again(place: Place, first: Begun) -> Begun:
    """Return the next round of a deadline that comes again after a hearing was held."""
    repeats = first.row.repeats
    held = [
        event.on
        for event in events.happened(place.case, {HELD}, {first.about}, place.zone)
        if repeats and event.on >= first.on and event.on in hearing_days(place, repeats.hearings)
    ]
    if repeats is None or not held:
        return first
    months = {"value": repeats.months, "unit": "months"} if repeats.months else {}
    row = first.row.model_copy(update={"clock": first.row.clock.model_copy(update=months)})
    occasion = f"hearing_held {max(held).isoformat()}"
    return replace(first, row=row, on=max(held), occasion=occasion, round=occasion, at=None)


def _before_hearings(place: Place, row: Deadline) -> Iterator[Begun]:
    """Yield each hearing ahead for each parent whom a custodian of the row holds."""
    for parent in place.case.parents:
        where = parent.whereabouts
        if not isinstance(where, Detained) or where.custodian not in row.start.custodians:
            continue
        held = events.first(place.case, {"parent_detained"}, {parent.id}, place.zone)
        knowable = max(place.case.opened_on, held.on if held else date.min)
        for hearing in place.case.hearings:
            at = hearing_time(place.case, hearing)
            if at > place.moment.moment and hearing.kind in row.start.hearings:
                on = at.date()
                occasion = f"{hearing.kind} {on.isoformat()}"
                yield Begun(row, parent.id, on, occasion, knowable, round=hearing.id, at=at)
