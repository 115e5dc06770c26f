"""What binds: the treaty, statutes, agreements and policies, dated, sourced, with examples."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from schemas.base import Code, CountryCode, Day, InstrumentId, PostId, Record, Text
from schemas.clock import Clock
from schemas.contradiction import Contradiction, refuse
from schemas.in_force import InForce
from schemas.source import Confidence, Source
from schemas.terms import NOT_READ, Form, Statement, Terms, written_or_word

InstrumentKind = Literal[
    "treaty", "statute", "regulation", "agreement", "policy", "practice", "bill"
]

RANK: dict[InstrumentKind, int] = {
    "treaty": 0,
    "statute": 0,
    "regulation": 0,
    "agreement": 1,
    "policy": 2,
    "practice": 3,
    "bill": 4,
}
"""Law before agreement before policy before practice, where dates do not decide."""

NOTICE_NEED = "consular_notification"
"""The need of a case that instruments about notices serve."""

Because = Literal[
    "not_a_national",
    "clause_not_read",
    "us_citizen_other_nationality_not_recorded",
    "also_us_citizen",
    "other_jurisdiction",
    "other_country",
    "not_in_force",
    "expired",
    "replaced",
    "trigger_absent",
    "sets_no_notice_duty",
    "us_citizen_excluded",
    "no_nationality",
    "age",
    "married",
    "already_notified",
]

OrLater = Literal["nationality_known", "ancestry_found", "none"]
"""What knowledge does to a start: moves it to the day it was known, or nothing."""


class Start(Record):
    """What sets a clock in motion: the first of these events, and what knowledge does to it."""

    events: Annotated[tuple[Code, ...], Field(min_length=1)]
    or_later: OrLater


class OtherReading(Record):
    """Another day from which the text can be read; stated in words, never the due date (R20)."""

    start: Start
    says: Text


class Notice(Record):
    """How an instrument wants its notice: form, sender, channel, what must stand in it."""

    legal_basis: Text
    """The line a letter prints as its legal basis."""
    form: Text | None = None
    sender: Text | None = None
    channel: Literal["fax", "mail", "email", "by_hand", "not_read"] = "not_read"
    addressee: Text | None = None
    """Words about the addressee, where the text has its own (nearest office)."""
    contents: tuple[Text, ...] = ()
    confidentiality: Text | None = None


class DutyClause(Record):
    """One duty of an instrument: its clause, what starts it, by when."""

    duty: Code
    clause: Text
    start: Start
    clock: Clock
    notice: Notice | None = None
    other_readings: tuple[OtherReading, ...] = ()
    confidence: Confidence
    source: Source


Dual = Literal["included", "included_unless_us", "excluded", "silent", "not_read"]
"""What a text says of a child of several nationalities."""

Proceedings = Literal["child_welfare", "youth_justice", "silent", "not_read"]


class CoveredChild(Record):
    """Whom an instrument covers, as data (R02)."""

    nationality_of: Literal["child", "child_or_parent"]
    ancestry: bool = False
    """The duty goes by a finding of ancestry: letters state no nationality."""
    us_citizen: Literal["included", "excluded", "excluded_by_practice"]
    us_citizen_says: Text
    """The words on screen when a United States nationality decides."""
    age_under: Annotated[int, Field(ge=1, le=25)] | None = None
    """None where no number was read: the limit `adult` of the library is used."""
    age_says: Text = NOT_READ
    """The words about age."""
    unmarried: bool = False
    marriage_says: Text = NOT_READ
    dual_nationals: Dual = NOT_READ
    proceedings: tuple[Proceedings, ...] = (NOT_READ,)
    """The custody it speaks of; where none was read, that of child welfare is meant."""
    says: Text


class UnreadClause(Record):
    """A clause that exists and was not read: a question beside the duty, never an answer."""

    clause: Text
    matters_when: Literal["parent_national_or_born_there", "always"]
    ask: Text
    source: Source


class TriggerQuestion(Record):
    """A trigger of its own that sets no duty: when it happens, what it speaks of is asked."""

    events: Annotated[tuple[Code, ...], Field(min_length=1)]
    """About the child or a parent of the child."""
    ask: Text
    source: Source


Track = Literal["parent", "other"]
"""Whether a child would go to a parent or guardian abroad, or to a relative or another person."""


class Gate(Record):
    """What must be there before a placement abroad on one track (R35)."""

    track: Track
    says: Text
    confidence: Confidence
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Ids of the instrument's own list of sources."""


class OfficeQuestion(Record):
    """What an instrument leaves to an office it names: asked there when it binds (R09)."""

    office: Code
    ask: Text
    source: Source


class Example(Record):
    """A worked example that runs as a test: facts in a few words, and what must follow."""

    name: Text
    child: tuple[Text, ...]
    """The child's nationalities: `MX`, `US`, `MX claimed 2026-03-03`."""
    parents: tuple[Text, ...] = ()
    county: Text | None = None
    country: CountryCode
    born_on: Day | None = None
    opened_on: Day
    events: tuple[tuple[Code, Day], ...]
    as_of: Day
    applies: bool | None
    because: Because | None = None
    starts_on: Day | None = None
    due_on: Day | None = None


TermsOrWord = Annotated[
    Annotated[Terms, Tag("read")] | Annotated[Literal["not_read"], Tag("word")],
    Discriminator(written_or_word),
]
"""The terms of a version, or the word that none of its text was read."""


class Version(Record):
    """One dated text of an instrument; amended means a new version."""

    version: Text
    in_force: InForce
    replaces: Text | None = None
    covered: CoveredChild | None = None
    unread: tuple[UnreadClause, ...] = ()
    asks_office: tuple[OfficeQuestion, ...] = ()
    asks_on: tuple[TriggerQuestion, ...] = ()
    """What is asked when something happens, where the text sets no notice of its own (R07)."""
    duties: tuple[DutyClause, ...] = ()
    gates: tuple[Gate, ...] = ()
    languages: Text | None = None
    binding_language: Text | None = None
    safety_exception: Literal["yes", "no", "silent", "not_read"] = "not_read"
    terms: TermsOrWord | None = None
    forms: tuple[Form, ...] = ()
    """Its forms and lists, item by item."""
    erratum: Text | None = None

    @model_validator(mode="after")
    def _says_for_whom(self) -> Self:
        """Refuse duties of which nobody can say for whom they are."""
        if self.duties and self.covered is None:
            message = "duties without `covered`: nobody can say for whom"
            remedy = "Say which child is covered."
            refuse("Version", [Contradiction((), "covered_missing", message, remedy)])
        return self


class Scope(Record):
    """Where an instrument binds: everywhere, in states, or in counties of one state."""

    states: tuple[Annotated[str, Field(pattern=r"^US(-[A-Z]{2})?$")], ...]
    counties: tuple[Text, ...] = ()
    agencies: tuple[InstrumentId, ...] = ()
    note: Text | None = None
    """What is not sure of this scope."""

    @model_validator(mode="after")
    def _counties_of_one_state(self) -> Self:
        """Refuse counties of several states, which cannot be told apart."""
        if self.counties and len(self.states) != 1:
            message = "counties of more than one state cannot be told apart"
            remedy = "Write one row for each state."
            refuse("Scope", [Contradiction(("counties",), "counties_of_states", message, remedy)])
        return self


class Instrument(Record):
    """An agreement, statute, policy or treaty rule with all its versions."""

    id: InstrumentId
    kind: InstrumentKind
    title: Text
    status: Literal["read", "known_to_exist"] = "read"
    """Known to exist: seen by its title alone; it decides nothing and is asked about."""
    needs: tuple[Code, ...] = (NOTICE_NEED,)
    """The needs of a case that it serves."""
    scope: Scope
    countries: Annotated[tuple[CountryCode | Literal["*"], ...], Field(min_length=1)]
    parties: tuple[Text, ...] = ()
    posts: tuple[PostId, ...] = ()
    """The posts that are parties to it."""
    known: tuple[Statement, ...] = ()
    """What is known of the instrument itself, beyond what any version of it says."""
    note: Text | None = None
    confidence: Confidence
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _one_version_a_day(self) -> Self:
        """Refuse versions of one name, and two in force on one day."""
        refuse("Instrument", _overlaps(self.versions))
        return self


def _overlaps(versions: tuple[Version, ...]) -> Iterator[Contradiction]:
    numbered = sorted(enumerate(versions), key=lambda item: item[1].in_force.begins_on)
    names = [version.version for _, version in numbered]
    for (_, earlier), (i, later) in pairwise(numbered):
        if names.count(later.version) > 1:
            message = f"two versions are called {later.version}"
            at = ("versions", i, "version")
            yield Contradiction(at, "duplicate_version", message, "Rename one.")
        ends, begins = earlier.in_force.ends_on, later.in_force.begins_on
        replaced = later.replaces == earlier.version
        if not replaced and (ends is None or ends >= begins):
            message = f"it overlaps with version {earlier.version}"
            remedy = "Give the earlier one its `ends_on`, or say that the later one `replaces` it."
            yield Contradiction(("versions", i, "in_force"), "versions_overlap", message, remedy)
