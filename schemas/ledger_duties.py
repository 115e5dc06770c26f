"""Entries about duties: opened, revised, reopened, lapsed, excused, done."""

from datetime import date

from pydantic import AwareDatetime, SerializerFunctionWrapHandler, model_serializer

from schemas.entry import Code, Country, Id, Instrument, OpenDutyState, Position, Public


class DutyTerms(Public):
    """What may change about a duty when it is computed again."""

    duty_id: Id
    state: OpenDutyState
    starts_on: date | None = None
    due_on: date | None = None
    earliest_on: date | None = None
    owner: Code | None = None
    governed_by: Instrument | None = None
    confidence: Code | None = None
    hold: Code | None = None
    due_at: AwareDatetime | None = None
    due_from: date | None = None
    overdue_from: date | None = None

    @model_serializer(mode="wrap")
    def _absent_where_none(self, write: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Leave out what older entries do not have: their bytes stay what they were."""
        written: dict[str, object] = write(self)
        return {name: v for name, v in written.items() if v is not None or name not in LATER}


LATER = frozenset({"due_at", "due_from", "overdue_from"})
"""Fields that came after the first entries were written."""


class DutyOpened(DutyTerms):
    """A duty appears for the first time."""

    kind = "duty_opened"
    duty_kind: Code
    about_position: Position | None = None
    country: Country | None = None


class DutyRevised(DutyTerms):
    """The same duty with other terms."""

    kind = "duty_revised"


class DutyReopened(DutyTerms):
    """A duty that was done, excused or lapsed is owed again."""

    kind = "duty_reopened"
    because: Code


class _DutyClosed(Public):
    duty_id: Id
    because: Code


class DutyLapsed(_DutyClosed):
    """Computed again, the duty is no longer there."""

    kind = "duty_lapsed"


class DutyExcused(_DutyClosed):
    """A person decided, with a reason, that the duty need not be done."""

    kind = "duty_excused"


class DutyDone(_DutyClosed):
    """The duty was performed, by a packet or otherwise."""

    kind = "duty_done"
    packet_id: Id | None = None
