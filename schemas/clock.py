"""How long: the clocks of duties and deadlines."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from schemas.base import Code, Record, Text
from schemas.contradiction import Contradiction, refuse

ClockUnit = Literal["hours", "calendar_days", "working_days", "court_days", "months"]


class Ladder(Record):
    """From which day of its clock a duty is due and overdue; before that it is pending."""

    due_from: Annotated[int, Field(ge=0)]
    overdue_from: Annotated[int, Field(ge=1)]


_ONE_OF_THREE: JsonDict = {
    "dependentRequired": {"value": ["unit"], "unit": ["value"]},
    "oneOf": [
        {"required": ["value"], "properties": {"value": {"type": "integer"}}},
        {"required": ["word"], "properties": {"word": {"type": "string"}}},
        {"required": ["not_stated"], "properties": {"not_stated": {"const": True}}},
    ],
}
"""What `Clock` refuses, in the words of JSON Schema, for editors."""


class Clock(Record):
    """How long: a number with its unit, a word, or nothing stated; never a word made a number."""

    model_config = ConfigDict(json_schema_extra=_ONE_OF_THREE)

    value: Annotated[int, Field(ge=0)] | None = None
    unit: ClockUnit | None = None
    word: Code | None = None
    not_stated: bool = False
    skip_closed_days: bool = False
    """Hours only: weekends and holidays are left out."""
    cap: bool = False
    before_hearing: bool = False
    """Never due after the next hearing's day, however long the clock."""
    direction: Literal["after", "before"] = "after"
    """Counted forward from its start, or back from it (a hearing)."""
    earliest: Annotated[int, Field(ge=0)] | None = None
    """The other end of a window, in the same unit; too early is also defective (R22)."""
    on_closed_day: Literal["stays", "send_before"] = "stays"
    """What a last day that is a weekend day or holiday does; no extension is ever assumed."""
    ladder: Ladder | None = None
    says: Text
    """The clock in the instrument's own words."""

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        """Refuse a clock that is not exactly a number with its unit, a word, or not stated."""
        refuse("Clock", (*_unclear(self), *_window_order(self)))
        return self


def _unclear(clock: Clock) -> Iterator[Contradiction]:
    number = clock.value is not None
    if number is (clock.unit is None):
        message = "a number needs its unit, and a unit its number"
        yield Contradiction((), "clock_unclear", message, "Write both, or neither.")
    elif [number, clock.word is not None, clock.not_stated].count(True) != 1:
        message = "a clock is a number with its unit, or a word, or `not_stated: true`"
        remedy = "Keep exactly one; never turn a word into a number."
        yield Contradiction((), "clock_unclear", message, remedy)


def _window_order(clock: Clock) -> Iterator[Contradiction]:
    if clock.earliest is not None and clock.value is not None:
        yield from ends_in_order(clock.earliest, clock.value, back=clock.direction == "before")


def ends_in_order(earliest: int, latest: int, *, back: bool) -> Iterator[Contradiction]:
    """Yield a fault where a window ends before it begins, counted forward or back."""
    if (earliest < latest) if back else (earliest > latest):
        message = f"the window from {earliest} to {latest} ends before it begins"
        remedy = "Exchange the two numbers, or mend the direction."
        yield Contradiction((), "dates_out_of_order", message, remedy)
