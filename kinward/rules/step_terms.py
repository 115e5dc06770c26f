"""By when a step of a procedure is due: its own clock, or a window before a hearing."""

from dataclasses import dataclass
from datetime import date, datetime

from kinward.rules.clocks import Rungs, due, in_words, rungs_of
from kinward.rules.conditions import Scene
from kinward.rules.happened import Happened
from kinward.rules.nationality import known_on
from kinward.rules.rulebook import Rulebook
from schemas.duty import Binding
from schemas.procedure import Procedure, Step
from schemas.source import TO_BE_CONFIRMED


@dataclass(frozen=True, slots=True)
class Terms:
    """What binds a step, the days that follow, and what they leave open."""

    binding: Binding
    also: tuple[Binding, ...] = ()
    earliest_on: date | None = None
    due_at: datetime | None = None
    rungs: Rungs | None = None
    notes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """Why there is no day: each a question to counsel."""

    @property
    def due_on(self) -> date | None:
        """The day it is due."""
        return self.binding.due_on


def by_own_clock(scene: Scene, step: Step, procedure: Procedure, started: Happened) -> Terms:
    """Return the terms of a step by the clock that its procedure names."""
    place = scene.place
    start = max(started.on, _knowable(scene))
    at = started.at if started.on == start else None
    when = due(at or start, step.clock, place.closed_for(step.clock), place.agency)
    due_on = _before_hearing(when.on, step, scene)
    due_at = when.at if due_on == when.on else None
    binding = of_procedure(place.book, step, procedure).model_copy(
        update={
            "starts_on": start,
            "due_on": due_on,
            "due_at": due_at,
            "target": when.target,
            "notes": when.notes,
        }
    )
    rungs = rungs_of(start, step.clock.ladder)
    return Terms(binding, earliest_on=when.earliest, due_at=due_at, rungs=rungs)


def of_procedure(book: Rulebook, step: Step, procedure: Procedure) -> Binding:
    """Return what the procedure's row says of a step, without a day."""
    row = f"{procedure.need}/{step.duty}"
    return Binding(
        instrument=procedure.need,
        version="procedure",
        clause=step.clause,
        clock=in_words(step.clock),
        says=step.clock.says,
        confidence=step.confidence,
        to_be_confirmed=step.confidence in TO_BE_CONFIRMED,
        source=step.source.line,
        row_sha256=book.row_sha256.get(row, "not_hashed"),
    )


def _knowable(scene: Scene) -> date:
    """Return the first day on which a step could be known: never before the case was opened."""
    opened = scene.place.case.opened_on
    if scene.child is not None and scene.caregiver is not None:
        return max(opened, known_on(scene.child.nationalities) or opened)
    return opened


def _before_hearing(due_on: date | None, step: Step, scene: Scene) -> date | None:
    """Return the due day, not after the next hearing's day where the step says so."""
    hearing = scene.hearing
    if due_on is None or hearing is None or not step.clock.before_hearing:
        return due_on
    return max(min(due_on, hearing.at.date()), _knowable(scene))
