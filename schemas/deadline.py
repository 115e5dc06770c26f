"""Deadlines of statutes and practice, notice rules of courts, limits: each a row of its own."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schemas.base import Code, InstrumentId, Record, Text
from schemas.clock import Clock, ClockUnit, ends_in_order
from schemas.contradiction import Contradiction, refuse
from schemas.source import Confidence

StateOrUs = Annotated[str, Field(pattern=r"^US(-[A-Z]{2})?$")]

StartsBy = Literal["event", "entry_into_care", "hearing", "not_in_case_file"]
"""An event, the computed entry into care, a hearing to come, or what no case file holds."""


class DeadlineStart(Record):
    """What sets a deadline in motion."""

    by: StartsBy
    events: tuple[Code, ...] = ()
    hearings: tuple[Code, ...] = ()
    """Kinds of hearing, where the deadline is counted back from one."""
    custodians: tuple[Code, ...] = ()
    """Only where a parent is held by one of these."""
    says: Text

    @model_validator(mode="after")
    def _counted_from_something(self) -> Self:
        """Refuse a start by event or hearing that names none."""
        named = {"event": self.events, "hearing": self.hearings}.get(self.by, ("-",))
        if not named:
            refuse("DeadlineStart", [_NO_START])
        return self


_NO_START = Contradiction(
    (),
    "clock_without_start",
    "it is counted from nothing",
    "Name the events or hearings that set it in motion.",
)


class LeftOut(Record):
    """Time that does not count: from one event to the next of another kind."""

    begins: Code
    ends: Code


class Counted(Record):
    """A number of months within the most recent so many, some time left out (R23)."""

    of_most_recent: Annotated[int, Field(ge=1)]
    leaving_out: tuple[LeftOut, ...] = ()
    asks: Code
    ask: Text
    asks_from: Annotated[int, Field(ge=0)]
    asks_until: Annotated[int, Field(ge=1)]
    """The question stands from the one month on, and is due by the other."""


class Repeats(Record):
    """How often a deadline comes again: so many months after one of these hearings was held."""

    months: Annotated[int, Field(ge=1)] | None = None
    """None where its own clock runs again from the hearing."""
    hearings: Annotated[tuple[Code, ...], Field(min_length=1)]


class BeforeHearing(Record):
    """A second clock, back from the next of these hearings; the earlier day governs."""

    clock: Clock
    hearings: Annotated[tuple[Code, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _counted_back(self) -> Self:
        """Refuse a clock that is not counted back from the hearing."""
        if self.clock.value is None or self.clock.direction != "before":
            message = "the second clock is not counted back from its hearing"
            remedy = "Give it a number, and write `direction: before`."
            refuse("BeforeHearing", [Contradiction((), "clock_without_start", message, remedy)])
        return self


class Deadline(Record):
    """One deadline; a statutory one that a case can set in motion is a duty kind of its own."""

    key: Code
    statutory: bool
    """No: it repeats a duty, or is a working target."""
    repeats_duty: Code | None = None
    """The duty that it repeats and dates, where no procedure of the case makes that duty."""
    states: Annotated[tuple[StateOrUs, ...], Field(min_length=1)] = ("US",)
    about: Literal["each_child", "each_parent"] = "each_child"
    start: DeadlineStart
    clock: Clock
    before_hearing: BeforeHearing | None = None
    also: tuple[Clock, ...] = ()
    """Its other figures, each in its own words: days on which to look again, never its due day."""
    repeats: Repeats | None = None
    counted: Counted | None = None
    ended_by: tuple[Code, ...] = ()
    """Events after which it is no longer owed."""
    action: Text
    owner: Code
    legal_basis: Text
    confidence: Confidence
    confidence_note: Text | None = None
    source: Text


class Limit(Record):
    """A number that decides and is no deadline: an age, or how long something holds."""

    key: Code
    value: Annotated[int, Field(ge=1)]
    unit: Literal["years", "calendar_days", "hours"]
    states: Annotated[tuple[StateOrUs, ...], Field(min_length=1)] = ("US",)
    decides: Text
    """What it decides, in a sentence."""
    says: Text
    """The number in the source's own words."""
    confidence: Confidence
    confidence_note: Text | None = None
    source: Text


AppliesTo = Literal[
    "child_detained",
    "child_not_detained",
    "father",
    "incarcerated",
    "federal_prison",
    "publication",
    "ward",
]
"""Incarcerated: held by a state or county; custody of immigration authorities is neither."""


class CourtNoticeRule(Record):
    """By when, how and with which right to take part people are told of one kind of hearing."""

    id: InstrumentId
    state: Annotated[str, Field(pattern=r"^US-[A-Z]{2}$")]
    hearing: Text
    hearings: tuple[Code, ...] = ()
    """The vocabulary's kinds that it speaks of; none where it is no hearing's notice."""
    earliest: Annotated[int, Field(ge=0)] | None = None
    earliest_says: Text | None = None
    latest: Annotated[int, Field(ge=0)] | None = None
    latest_says: Text | None = None
    unit: ClockUnit | None = None
    skip_closed_days: bool = False
    direction: Literal["before", "after"] | None = None
    anchor: Code | None = None
    """What it is counted from: `hearing`, `petition`, `service`, `last_publication`."""
    limits: Literal["notice", "hearing", "other"] = "notice"
    """What must happen in the window: the notice, the hearing itself, or an act of another."""
    applies_to: AppliesTo | None = None
    """For whom alone it is, where its own words say so."""
    unit_says: Text | None = None
    also: tuple[Clock, ...] = ()
    """Its other figures, each with its condition in its own words; none is counted here."""
    method: Text | None = None
    participation_rule: Text | None = None
    confidence: Confidence
    source: Text

    @model_validator(mode="after")
    def _window_can_be_counted(self) -> Self:
        """Refuse a number without its unit, direction and anchor, and ends out of order."""
        refuse("CourtNoticeRule", _uncounted(self))
        return self


def _uncounted(rule: CourtNoticeRule) -> Iterator[Contradiction]:
    counted = rule.latest is not None or rule.earliest is not None
    if counted and rule.unit is None:
        message = "the rule has a number and no unit"
        yield Contradiction((), "number_without_unit", message, "Write its unit.")
    if counted and (rule.direction is None or rule.anchor is None):
        remedy = "Write `direction` and `anchor`."
        yield Contradiction((), "clock_without_start", "it is counted from nothing", remedy)
    if rule.earliest is not None and rule.latest is not None:
        yield from ends_in_order(rule.earliest, rule.latest, back=rule.direction == "before")


class Deadlines(Record):
    """`deadlines/*.yaml`: the deadlines, court notice rules and limits of one place."""

    place: Annotated[str, Field(pattern=r"^us(-[a-z]{2})?$")]
    deadlines: tuple[Deadline, ...] = ()
    court_notices: tuple[CourtNoticeRule, ...] = ()
    limits: tuple[Limit, ...] = ()
