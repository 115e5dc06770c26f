"""What every noun shares: strict, frozen, silent about its input; and the small types."""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")
_OFFSET = re.compile(r"(Z|[+-]\d{2}:\d{2})")


class Record(BaseModel):
    """A noun that comes from outside: frozen, no unknown fields, no coercion, input never shown.

    Always parsed from JSON (`model_validate_json`), so that YAML and JSON of the same case give
    the same record.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        hide_input_in_errors=True,
        validate_default=False,
    )


def _parsed_day(value: object) -> object:
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise PydanticCustomError("day", "a date written YYYY-MM-DD is needed")
    if isinstance(value, date):
        return value
    if not _DAY.fullmatch(value):
        raise PydanticCustomError("day", "a date written YYYY-MM-DD is needed")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "there is no such day in the calendar") from None


def _parsed_time(value: str, *, with_offset: bool) -> datetime:
    offset = _OFFSET.search(value[10:])
    bare = value[: 10 + offset.start()] if offset else value
    if not _TIME.fullmatch(bare) or bool(offset) is not with_offset:
        form = "2026-03-10T09:30:00-07:00" if with_offset else "2026-03-10T09:30:00, local time"
        raise PydanticCustomError(
            "instant", "a date and time written {form} is needed", {"form": form}
        )
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "there is no such day or hour") from None


def _parsed_instant(value: object) -> object:
    if isinstance(value, datetime):
        return value
    return _parsed_time(value if isinstance(value, str) else "", with_offset=True)


def _parsed_local(value: object) -> object:
    if isinstance(value, datetime):
        return value
    return _parsed_time(value if isinstance(value, str) else "", with_offset=False)


def _parsed_occasion(value: object) -> object:
    if isinstance(value, str) and "T" in value:
        return _parsed_time(value, with_offset=True)
    return value if isinstance(value, datetime) else _parsed_day(value)


Day = Annotated[
    date, BeforeValidator(_parsed_day), WithJsonSchema({"type": "string", "format": "date"})
]
"""A legal day, written YYYY-MM-DD."""

Instant = Annotated[
    datetime,
    BeforeValidator(_parsed_instant),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment with its offset from UTC."""

LocalTime = Annotated[
    datetime,
    BeforeValidator(_parsed_local),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$"}),
]
"""A wall-clock time of a zone that stands elsewhere (a hearing's, in the court's zone)."""

Occasion = Annotated[
    date | datetime,
    BeforeValidator(_parsed_occasion),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}"}),
]
"""When something happened: a day, or a moment with its offset."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A machine name: lower case, digits and underscores."""
PersonId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Channel = Literal["fax", "mail", "court_filing", "by_hand", "email"]
"""The way a paper takes."""
CaseNumber = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Za-z0-9._-]{0,39}$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2; `XX` stateless, `ZZ` unknown."""
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP-47 tag."""
ZoneName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_+/-]*$", max_length=64)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
InstrumentId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
PostId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}-[a-z0-9-]+$")]
