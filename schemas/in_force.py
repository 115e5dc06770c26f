"""From when to when a text binds."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import ConfigDict, model_validator
from pydantic.config import JsonDict

from schemas.base import Day, Record, Text
from schemas.contradiction import Contradiction, refuse

_A_KNOWN_END_HAS_ITS_DAY: JsonDict = {
    "if": {"required": ["end"], "properties": {"end": {"const": "known"}}},
    "then": {"required": ["ends_on"], "properties": {"ends_on": {"type": "string"}}},
    "else": {"properties": {"ends_on": {"type": "null"}}},
}
"""What `InForce` refuses of an end, in the words of JSON Schema, for editors."""


class InForce(Record):
    """From when to when; an end nobody knows is said, never guessed (R12)."""

    model_config = ConfigDict(json_schema_extra=_A_KNOWN_END_HAS_ITS_DAY)

    starts_on: Day | None = None
    attested_on: Day
    """The earliest dated source that mentions it: in force from then if the start is unknown."""
    signed_on: Day | None = None
    """The day of signature, where that alone was read."""
    ends_on: Day | None = None
    end: Literal["open", "known", "not_read"]
    renewal: Text | None = None
    note: Text | None = None
    """What is known of these dates, where a date alone would say too much."""

    @property
    def begins_on(self) -> date:
        """The first day in force; where that is unknown, the earliest day it is attested."""
        return self.starts_on or self.attested_on

    @model_validator(mode="after")
    def _dates_fit(self) -> Self:
        """Refuse an end before the start, and an end that is known without its day."""
        refuse("InForce", _misfits(self))
        return self


def _misfits(row: InForce) -> Iterator[Contradiction]:
    if row.ends_on and row.ends_on < row.begins_on:
        message = "it ends before it starts"
        remedy = "Mend one of the two days."
        yield Contradiction(("ends_on",), "dates_out_of_order", message, remedy)
    if (row.end == "known") is not bool(row.ends_on):
        message = f"`end` says {row.end}, and `ends_on` says otherwise"
        remedy = "An end that is known has its day; open and not_read have none."
        yield Contradiction(("end",), "end_unclear", message, remedy)
