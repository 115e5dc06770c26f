"""A procedure: steps as data, each with owner, document, clock and what holds it."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Code, Record, Text
from schemas.clock import Clock
from schemas.source import Confidence, Source

Topic = Literal["agency_owes", "access", "updates", "answers", "consulate_owes"]
"""Topics of an instrument's terms that hold what one side owes the other."""


Shown = Literal["home_study", "gates", "convention_1996", "passports"]


class Step(Record):
    """One step of a procedure: the duty it makes, about whom, when, by when, on which paper."""

    duty: Code
    about: Literal[
        "each_child",
        "each_parent",
        "each_parent_and_hearing",
        "each_caregiver_abroad",
        "each_child_to_be_placed",
        "each_child_and_consulate",
    ]
    """A parent and hearing: due by the court notice rules of the state, else by its own words."""
    when: tuple[Code, ...] = ()
    """Named conditions (`kinward/rules/conditions.py`), all of which must hold."""
    start: Annotated[tuple[Code, ...], Field(min_length=1)]
    """Events: the latest one that has happened sets the step in motion."""
    clock: Clock
    dated_by: Code | None = None
    """The key of a deadline whose clock and rounds take the place of the step's own."""
    owner: Code
    """Who does it; what another owes (`consulate`) is expected of it, not owed by the agency."""
    recipient: Code | None = None
    """The class of recipient it goes to, where its paper does not say so."""
    after: tuple[Code, ...] = ()
    """Events before the first of which nothing sets it in motion."""
    closed_by: tuple[Code, ...] = ()
    reopened_by: tuple[Code, ...] = ()
    """Events that set it in motion again once it was closed, beside those of its start."""
    named_in: tuple[Topic, ...] = ()
    """Only where an instrument that binds names its duty under one of these topics."""
    named_as: Code | None = None
    """What the terms call it, where that is another word than its own."""
    document: Code | None = None
    asks: tuple[Code, ...] = ()
    """Named questions (`kinward/rules/questions.py`) that this step raises when they stand."""
    holds: tuple[Code, ...] = ()
    """Named conditions under which its document is held; the name is the code shown."""
    shows: tuple[Shown, ...] = ()
    """What of the library is told beside it: rows on home studies or gates, a treaty's dates,
    the citizenships of which a passport is needed."""
    clause: Text
    confidence: Confidence
    source: Source


class Procedure(Record):
    """All steps of one need of a case."""

    need: Code
    follows: Code | None = None
    """The need of the cases that it serves, where no case names it itself."""
    title: Text
    steps: tuple[Step, ...]


class Vocabulary(Record):
    """The lists of kinds that a case may use: adding one is data."""

    needs: tuple[Code, ...]
    events: tuple[Code, ...]
    hearings: tuple["HearingKind", ...]
    locate_methods: tuple[Code, ...]
    relationships: tuple[Code, ...]


class HearingKind(Record):
    """A kind of hearing, and whether evidence is heard (remote is then no default, R50)."""

    kind: Code
    title: Text
    evidentiary: Literal["yes", "no", "unknown"]
    terminates_rights: bool = False
