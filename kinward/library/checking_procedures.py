"""Checks of a procedure: its need, and the events and conditions of its steps."""

from collections.abc import Iterator

from kinward.library.holdings import Library
from kinward.library.places import Places
from kinward.rules.conditions import CONDITIONS
from kinward.rules.happened import CASE_OPENED
from schemas.problem import Problem
from schemas.procedure import Procedure, Step

SAFETY_CHECK = "safety_check_missing"
"""One question for the whole family, which is no condition of a single step."""


def procedure_problems(
    library: Library, procedure: Procedure, places: Places
) -> Iterator[Problem]:
    """Yield what a procedure names that nothing knows, each with its file and line."""
    need = procedure.follows or procedure.need
    if need not in library.vocabulary.needs:
        where = places.where("procedure", procedure.need, ("need",))
        message = f"no case may have the need {need}"
        yield Problem("unknown_need", message, "Add it to vocabulary.yaml.", where)
    for i, step in enumerate(procedure.steps):
        for code, message, remedy in _step(library, procedure, step):
            where = places.where("procedure", procedure.need, ("steps", i))
            yield Problem(code, message, remedy, where)


def _all_read(library: Library) -> bool:
    """Say whether every file of deadlines is in service: one that is not has faults of its own."""
    return not any("/deadlines/" in place for place in library.rulebook.out_of_service)


def _step(library: Library, procedure: Procedure, step: Step) -> Iterator[tuple[str, str, str]]:
    for event in (*step.start, *step.after, *step.closed_by, *step.reopened_by):
        if event not in {*library.vocabulary.events, CASE_OPENED}:
            message = f"{procedure.need}: {step.duty} speaks of the unknown event {event}"
            remedy = "Use an event of vocabulary.yaml, or add it there."
            yield "unknown_event", message, remedy
    if step.dated_by and library.rulebook.deadline(step.dated_by) is None and _all_read(library):
        message = (
            f"{procedure.need}: {step.duty} is dated by {step.dated_by}, which is no deadline"
        )
        yield "unknown_deadline", message, "Use a key of deadlines/*.yaml, or add the row there."
    named = {*step.when, *step.holds, *step.asks} - {SAFETY_CHECK}
    for name in sorted(named - CONDITIONS.keys()):
        message = f"{procedure.need}: {step.duty} speaks of {name}, which nothing decides"
        remedy = f"Use one of: {', '.join(sorted(CONDITIONS))}, {SAFETY_CHECK}."
        yield "unknown_condition", message, remedy
