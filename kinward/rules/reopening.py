"""A step that events set in motion, close, and set in motion again."""

from dataclasses import dataclass, replace

from kinward.rules import happened as events
from kinward.rules.happened import Happened
from kinward.rules.place import Place
from schemas.procedure import Step


@dataclass(frozen=True, slots=True)
class Round:
    """One time that a step was set in motion: by what, closed by what, and how often before."""

    opened: Happened
    number: int = 0
    closed: Happened | None = None


def latest(place: Place, step: Step, person: str) -> Round | None:
    """Return the latest round of a step for a person; None where nothing has set it in motion.

    While it is open a second start changes nothing: the earliest one that was not met rules.
    """
    kinds = {*step.start, *step.after, *step.closed_by, *step.reopened_by}
    found = events.happened(place.case, kinds, [person], place.zone)
    told, now = not step.after, None
    for event in sorted(found, key=lambda one: _order(one, step)):
        told = told or event.kind in step.after
        if event.kind in step.closed_by:
            now = replace(now, closed=event) if now and now.closed is None else now
        elif told and _opens(event, step, now):
            now = Round(event, now.number + 1 if now else 0)
    return now


def _opens(event: Happened, step: Step, now: Round | None) -> bool:
    if now is None:
        return event.kind in step.start
    return now.closed is not None and event.kind in {*step.start, *step.reopened_by}


def _order(event: Happened, step: Step) -> tuple[object, ...]:
    # Of one day: what opens comes before what closes, as nobody answers before he is asked.
    closing = event.kind in step.closed_by
    return event.on, closing, event.kind in step.start, event.kind
