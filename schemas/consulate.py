"""Posts of foreign states, their districts by county and date, and contacts with a checked day."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Channel, CountryCode, Day, PostId, Record, Text
from schemas.person import Address
from schemas.source import Confidence


class Post(Record):
    """A consulate or embassy."""

    id: PostId
    name: Text
    kind: Literal[
        "consulate_general", "consulate", "consular_agency", "honorary_consulate", "embassy"
    ]
    native_name: Text | None = None
    """The post's own name of itself, as the source prints it."""
    status: Literal["listed", "announced"] = "listed"
    """An announced post is never the competent one."""
    city: Text | None = None
    state: Annotated[str, Field(pattern=r"^US-[A-Z]{2}$")]
    closed_on: Day | None = None
    as_of: Text | None = None
    confidence: Confidence
    source: Text
    note: Text | None = None


class District(Record):
    """A part of a post's district: a state, or counties of it, for a time."""

    post: PostId
    state: Annotated[str, Field(pattern=r"^US-[A-Z]{2}$")]
    counties: tuple[Text, ...] = ()
    """Counties by name; none, and no `extent`, means the whole state."""
    extent: Text | None = None
    """The source's own words where it names no counties (`northern part`): a candidate that a
    person is shown, never a post that is chosen."""
    past: bool = False
    """The source speaks of a time that is over, its last day was not read: never a candidate."""
    starts_on: Day | None = None
    ends_on: Day | None = None
    as_of: Text | None = None
    confidence: Confidence
    source: Text
    note: Text | None = None
    sample: bool = False


class Consulates(Record):
    """One country's posts and districts."""

    country: CountryCode
    checked_on: Day | None = None
    """The day on which somebody last went through these rows and their sources."""
    posts: tuple[Post, ...]
    districts: tuple[District, ...] = ()


OfficeKind = Literal["court", "detention_facility", "ice_field_office", "other_office"]


class MailRule(Record):
    """How mail reaches those whom a facility holds; papers for the facility itself do without."""

    says: Text
    """The rule in the facility's own words, and where they were read."""
    address: Address | None = None
    """Where mail goes, where that is not the place itself: a firm that opens and scans it."""


class Contact(Record):
    """How to reach a post, court, facility or office, and the day that was checked (R29)."""

    post: PostId | None = None
    office: Text | None = None
    kind: OfficeKind | None = None
    """What an office is; a post says it by its own row."""
    country: CountryCode | None = None
    state: Annotated[str, Field(pattern=r"^US-[A-Z]{2}$")] | None = None
    """The state in which a court or facility is; without it the name alone must find the row."""
    counties: tuple[Text, ...] = ()
    """The counties a court serves; none means the whole state."""
    field_office: Text | None = None
    """The ICE field office in whose area of responsibility a facility lies, by its `office`."""
    name: Text
    department: Text | None = None
    address: Address | None = None
    phone: Text | None = None
    fax: Text | None = None
    email: Text | None = None
    e_filing: Text | None = None
    """Where papers are filed electronically: the name or address of the court's system."""
    mail: MailRule | None = None
    accepts: tuple[Channel, ...] = ()
    """The ways by which papers are taken, the best first; none means that nobody said."""
    stale_after_days: Annotated[int, Field(ge=1)] | None = None
    """How long a check of it holds; where nothing is said, the library's `contact_current`."""
    verified_on: Day
    sample: bool = False
