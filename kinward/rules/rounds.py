"""A step that a deadline dates: its clock, and the hearings after which it comes again."""

from collections.abc import Collection
from datetime import date

from kinward.rules import happened as events
from kinward.rules.place import Place
from kinward.rules.rulebook import Rulebook
from schemas.deadline import Deadline
from schemas.procedure import Step

HELD = "hearing_held"


def dated(step: Step, book: Rulebook) -> Step:
    """Return a step with the clock of the deadline that dates it, where it names one."""
    row = _row(step, book)
    if row is None:
        return step
    return step.model_copy(update={"clock": row.clock, "confidence": row.confidence})


def latest_round(place: Place, step: Step, people: Collection[str]) -> events.Happened | None:
    """Return what last set a step in motion: an event, or a review at which it comes again.

    None where nothing has, or what closes it has happened since.
    """
    started = events.latest(place.case, step.start, people, place.zone)
    ended = events.latest(place.case, step.closed_by, people, place.zone)
    if started is not None and ended is not None and ended.on >= started.on:
        return None
    row = _row(step, place.book)
    if started is None or row is None or row.repeats is None:
        return started
    days = hearing_days(place, row.repeats.hearings)
    held = [
        event
        for event in events.happened(place.case, {HELD}, people, place.zone)
        if event.on in days and event.on >= started.on
    ]
    return max(held, key=lambda event: event.on, default=started)


def hearing_days(place: Place, kinds: tuple[str, ...]) -> frozenset[date]:
    """Return the days of a case's hearings of these kinds."""
    return frozenset(row.at.date() for row in place.case.hearings if row.kind in kinds)


def _row(step: Step, book: Rulebook) -> Deadline | None:
    return book.deadline(step.dated_by) if step.dated_by else None
