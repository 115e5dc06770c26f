"""Who we are: an agency's profile, its targets and its office."""

from typing import Annotated

from pydantic import Field

from schemas.base import Code, InstrumentId, Record, Text, ZoneName
from schemas.person import Address


class Office(Record):
    """Where an agency is written to."""

    address: Address
    phone: Text
    fax: Text | None = None
    email: Text | None = None


class Letterhead(Record):
    """What stands under the agency's name at the head of a letter."""

    lines: tuple[Text, ...] = ()


class Target(Record):
    """An agency's own target for one word of an instrument; shown as such, never as law."""

    working_days: Annotated[int, Field(ge=0, le=60)]


class Agency(Record):
    """An agency's profile; without one a case still matches, without targets or letterhead."""

    id: InstrumentId
    name: Text
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    county: Text | None = None
    timezone: ZoneName
    calendar: tuple[Text, ...]
    liaison_role: Text
    office: Office
    letterhead: Letterhead = Letterhead()
    target: Annotated[dict[Code, Target], Field(default_factory=dict)]
    sample: bool = False
