"""A procedure: steps as data, each with owner, document, clock and what holds it."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Code, Record, Text
from schemas.clock import Clock
from schemas.source import Confidence, Source


class Step(Record):
    """One step of a procedure: the duty it makes, about whom, when, by when, on which paper."""

    duty: Code
    about: Literal["each_child", "each_parent", "each_caregiver_abroad", "each_child_to_be_placed"]
    when: tuple[Code, ...] = ()
    """Named conditions (`kinward/rules/conditions.py`), all of which must hold."""
    start: Annotated[tuple[Code, ...], Field(min_length=1)]
    """Events: the latest one that has happened sets the step in motion."""
    clock: Clock
    owner: Code
    document: Code | None = None
    asks: tuple[Code, ...] = ()
    """Named questions (`kinward/rules/questions.py`) that this step raises when they stand."""
    holds: tuple[Code, ...] = ()
    """Named conditions under which its document is held; the name is the code shown."""
    clause: Text
    confidence: Confidence
    source: Source


class Procedure(Record):
    """All steps of one need of a case."""

    need: Code
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
