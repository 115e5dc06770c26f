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
    if procedure.need not in library.vocabulary.needs:
        where = places.where("procedure", procedure.need, ("need",))
        message = f"no case may have the need {procedure.need}"
        yield Problem("unknown_need", message, "Add it to vocabulary.yaml.", where)
    for i, step in enumerate(procedure.steps):
        for code, message, remedy in _step(library, procedure, step):
            where = places.where("procedure", procedure.need, ("steps", i))
            yield Problem(code, message, remedy, where)


def _step(library: Library, procedure: Procedure, step: Step) -> Iterator[tuple[str, str, str]]:
    for event in step.start:
        if event not in {*library.vocabulary.events, CASE_OPENED}:
            message = f"{procedure.need}: {step.duty} starts with the unknown event {event}"
            remedy = "Use an event of vocabulary.yaml, or add it there."
            yield "unknown_event", message, remedy
    named = {*step.when, *step.holds, *step.asks} - {SAFETY_CHECK}
    for name in sorted(named - CONDITIONS.keys()):
        message = f"{procedure.need}: {step.duty} speaks of {name}, which nothing decides"
        remedy = f"Use one of: {', '.join(sorted(CONDITIONS))}, {SAFETY_CHECK}."
        yield "unknown_condition", message, remedy
