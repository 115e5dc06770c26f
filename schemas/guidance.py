"""Plain words beside a duty: what is done, why, what to say to the family (R90)."""

from typing import Annotated

from pydantic import Field

from schemas.base import Code, Record, Text
from schemas.source import Confidence, Source


class Note(Record):
    """What a worker reads beside one kind of duty."""

    duty: Code
    what: Text
    why: Text
    say: Text
    """What to tell the family, confidentiality above all."""
    never_say: tuple[Text, ...] = ()
    """What is neither asked nor told."""
    ask_whom: Code
    """The role that answers a question about this step."""
    confidence: Confidence
    source: Source


class Guidance(Record):
    """`guidance/*.yaml`: the notes of one theme."""

    theme: Code
    notes: Annotated[tuple[Note, ...], Field(min_length=1)]


class CaregiverRule(Record):
    """What a state asks of a relative who is no citizen before a child may live there (R92)."""

    state: Annotated[str, Field(pattern=r"^US-[A-Z]{2}$")]
    licensing: Text
    identification: Text
    background_check: Text
    status: Text
    """That status is not asked, in the words of the row."""
    confidence: Confidence
    source: Source


class Caregivers(Record):
    """`guidance/caregivers/*.yaml`: a state without a row is "not confirmed", never a no."""

    states: Annotated[tuple[CaregiverRule, ...], Field(min_length=1)]
