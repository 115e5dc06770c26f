"""Which step a case allows, and the rows it leaves: pure functions of public parts.

Recording an entry and rebuilding the tables from the chain run the same code. Each kind of entry
registers its own function; the rules for duties and papers live in the neighbouring modules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Protocol

from kinward.ledger.faults import CaseKeyDestroyed, CaseUnknown, MoveRefused, OtherCase
from kinward.ledger.rows import (
    CaseRow,
    DocumentRow,
    DutyRow,
    PacketRow,
    QuestionRow,
    R,
    Row,
    key_of,
)
from schemas.ledger import (
    CaseErased,
    CaseRecorded,
    Decided,
    EventRecorded,
    Public,
    QuestionAsked,
    QuestionClosed,
    QuestionRevised,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where in which chain an entry stands, and for which agency."""

    case_number: str
    seq: int
    agency: str


class Rows(Protocol):
    """The rows of one case as they stand before a step."""

    def find(self, noun: type[R], key: str) -> R | None:
        """Return the row with this id; refuse one of another case."""

    def everything(self) -> Iterator[Row]:
        """Return every row of the case."""


def rows_after(public: Public, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    """Return the rows that the step writes.

    Raises:
        UnitError: the step is not allowed as the case stands.
    """
    case = rows.find(CaseRow, stamp.case_number)
    if case is None and not isinstance(public, CaseRecorded):
        raise CaseUnknown(f"case {stamp.case_number} is not in the ledger")
    if case is not None and case.erased_on is not None:
        raise CaseKeyDestroyed(f"case {stamp.case_number} was erased on {case.erased_on}")
    if case is not None and case.agency != stamp.agency:
        raise OtherCase(f"case {stamp.case_number} belongs to another agency")
    return step(public, stamp, rows)


@singledispatch
def step(public: Public, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    """Return the rows that one kind of entry writes; every kind registers its own."""
    raise NotImplementedError(public.kind)


def found(rows: Rows, noun: type[R], key: str) -> R:
    """Return a row that must be there."""
    row = rows.find(noun, key)
    if row is None:
        raise MoveRefused(f"{noun.noun}: {key} is not in this case")
    return row


def allow(public: Public, key: str, state: str, allowed: tuple[str, ...]) -> None:
    """Refuse a step that the present state does not allow."""
    if state not in allowed:
        raise MoveRefused(f"{public.kind}: {key} is {state}, not {' or '.join(allowed)}")


@step.register
def _(public: CaseRecorded, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    case = rows.find(CaseRow, stamp.case_number)
    return (
        CaseRow(
            case_number=stamp.case_number,
            seq=stamp.seq,
            agency=stamp.agency,
            state=public.state,
            opened_on=public.opened_on,
            facts=public.facts,
            last_decided_as_of=case.last_decided_as_of if case else None,
        ),
    )


@step.register
def _(public: EventRecorded, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:  # noqa: ARG001
    return ()  # an event moves nothing by itself: what follows from it is decided and recorded


@step.register
def _(public: Decided, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    case = found(rows, CaseRow, stamp.case_number)
    return (replace(case, seq=stamp.seq, last_decided_as_of=public.as_of),)


@step.register
def _(public: CaseErased, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    return tuple(
        closed for row in rows.everything() if (closed := _erased(row, stamp, public)) is not None
    )


def _erased(row: Row, stamp: Stamp, public: CaseErased) -> Row | None:
    """Close what is open, so that nothing of an erased case waits, is owed or can leave."""
    why, seq = "case_erased", stamp.seq
    match row:
        case CaseRow():
            return replace(row, seq=seq, erased_on=public.on)
        case DutyRow(state="owed" | "held" | "ask" | "not_owed"):
            return replace(row, seq=seq, state="lapsed", because=why)
        case DocumentRow(state="ready" | "held" | "blocked"):
            return replace(row, seq=seq, state="void", why=why)
        case PacketRow(state="sending"):
            raise MoveRefused(f"{public.kind}: {key_of(row)} is just being sent")
        case PacketRow(state="waiting" | "held" | "approved" | "returned" | "failed"):
            return replace(row, seq=seq, state="void", why=why)
        case QuestionRow(is_open=True):
            return replace(row, seq=seq, is_open=False, because=why)
    return None


@step.register
def _(public: QuestionAsked, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    old = rows.find(QuestionRow, public.question_id)
    if old is not None:
        allow(public, public.question_id, "open" if old.is_open else "closed", ("closed",))
    return (
        QuestionRow(
            case_number=stamp.case_number,
            seq=stamp.seq,
            is_open=True,
            **public.model_dump(),
        ),
    )


@step.register
def _(public: QuestionRevised, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    return (replace(_open_question(public, rows), seq=stamp.seq, due_on=public.due_on),)


@step.register
def _(public: QuestionClosed, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    old = _open_question(public, rows)
    return (replace(old, seq=stamp.seq, is_open=False, because=public.because),)


def _open_question(public: QuestionRevised | QuestionClosed, rows: Rows) -> QuestionRow:
    old = found(rows, QuestionRow, public.question_id)
    allow(public, public.question_id, "open" if old.is_open else "closed", ("open",))
    return old
