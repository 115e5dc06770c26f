"""The life of a duty: opened, revised, lapsed, excused, done, owed again; never deleted."""

from dataclasses import replace

from kinward.ledger.faults import MoveRefused
from kinward.ledger.moves import Rows, Stamp, allow, found, step
from kinward.ledger.rows import DutyRow, Row
from schemas.ledger import (
    DutyDone,
    DutyExcused,
    DutyLapsed,
    DutyOpened,
    DutyReopened,
    DutyRevised,
    DutyTerms,
)

OPEN = ("owed", "held", "ask", "not_owed")
CLOSED = ("done", "excused", "lapsed")


@step.register
def _(public: DutyOpened, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    if rows.find(DutyRow, public.duty_id) is not None:
        raise MoveRefused(f"{public.kind}: {public.duty_id} is already in the ledger")
    terms = public.model_dump()
    kind = terms.pop("duty_kind")
    return (DutyRow(case_number=stamp.case_number, seq=stamp.seq, kind=kind, **terms),)


@step.register
def _(public: DutyRevised, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    duty = found(rows, DutyRow, public.duty_id)
    allow(public, public.duty_id, duty.state, OPEN)
    return (_with_terms(duty, public, stamp, because=None),)


@step.register
def _(public: DutyReopened, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    duty = found(rows, DutyRow, public.duty_id)
    allow(public, public.duty_id, duty.state, CLOSED)
    return (_with_terms(duty, public, stamp, because=public.because),)


@step.register
def _(public: DutyLapsed, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    duty = found(rows, DutyRow, public.duty_id)
    allow(public, public.duty_id, duty.state, OPEN)
    return (replace(duty, seq=stamp.seq, state="lapsed", because=public.because),)


@step.register
def _(public: DutyExcused, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    duty = found(rows, DutyRow, public.duty_id)
    allow(public, public.duty_id, duty.state, OPEN)
    return (replace(duty, seq=stamp.seq, state="excused", because=public.because),)


@step.register
def _(public: DutyDone, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    duty = found(rows, DutyRow, public.duty_id)
    allow(public, public.duty_id, duty.state, ("owed", "held", "ask"))
    done = replace(duty, seq=stamp.seq, state="done", because=public.because)
    return (replace(done, packet_id=public.packet_id),)


def _with_terms(duty: DutyRow, terms: DutyTerms, stamp: Stamp, because: str | None) -> DutyRow:
    return replace(
        duty,
        seq=stamp.seq,
        state=terms.state,
        starts_on=terms.starts_on,
        due_on=terms.due_on,
        earliest_on=terms.earliest_on,
        owner=terms.owner,
        governed_by=terms.governed_by,
        confidence=terms.confidence,
        hold=terms.hold,
        due_at=terms.due_at,
        due_from=terms.due_from,
        overdue_from=terms.overdue_from,
        because=because,
        packet_id=None,
    )
