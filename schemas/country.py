"""What the library knows of a country: names, treaties by date, home-study route, descent."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import CountryCode, Day, LanguageTag, Record, Text
from schemas.source import Confidence


class TreatyStatus(Record):
    """One dated row: a country's standing in a treaty."""

    treaty: Literal[
        "service_1965",
        "iacap_with_us",
        "child_protection_1996",
        "abduction_1980",
        "abduction_1980_with_us",
        "apostille_1961",
        "iacap",
    ]
    status: Text
    in_force_on: Day | None = None
    languages: Text | None = None
    art10: Text | None = None
    confidence: Confidence
    source: Text


class HomeStudyRoute(Record):
    """How a home study is asked for in a country; a person can choose another (R36)."""

    via: Literal["central_authority", "iss"]
    through_consulate: bool
    body: Text
    """The authority addressed; `{region}` stands for the caregiver's state."""
    confidence: Confidence
    source: Text


class Descent(Record):
    """Whether nationality by descent is possible: always a question, never an inference (R06)."""

    says: Text
    confidence: Confidence | Literal["not_read"]
    source: Text | None = None


class PassportQuestion(Record):
    """What a person is asked where the passport's issuer may not name the addressee (R16)."""

    addressee: Literal["in_doubt", "own_posts"] = "in_doubt"
    """Whether it is open whose post is told of a holder, or the state's own posts are meant."""
    ask: Text
    confidence: Confidence
    source: Text


class HomeStudyItem(Record):
    """One thing read of home studies: whom to ask, by which route, and what belongs to it."""

    place: Annotated[str, Field(pattern=r"^(\*|[A-Z]{2}|US-[A-Z]{2})$")]
    """A country; `*` for any; a state of the United States for a domestic analogue."""
    tells: Literal["route", "package", "practice", "monitoring", "analogue"] = "practice"
    """A way to ask, what belongs to a request, a unit's own practice, reports after a placement;
    an analogue is of domestic studies and never of one for a foreign court."""
    body: Text
    route: Text
    item: Text
    duration: Text
    """As read, or `not_read`: no default value stands anywhere."""
    fee: Text
    """As read, or `not_read`."""
    confidence: Confidence
    source: Text


class Country(Record):
    """One country's rows."""

    code: CountryCode
    name: Text
    adjective: Text | None = None
    """`Mexican`, as the word an agreement uses of ancestry."""
    official_languages: tuple[LanguageTag, ...] = ()
    mandatory_list: bool = False
    """On the arrest list: shown only, never a reason to skip a notice (R15)."""
    mandatory_note: Text | None = None
    mandatory_confidence: Confidence = "confirmed"
    treaties: tuple[TreatyStatus, ...] = ()
    home_study: HomeStudyRoute | None = None
    descent: Descent | None = None
    passport: PassportQuestion | None = None
