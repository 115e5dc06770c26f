"""Every kind of entry the ledger knows, by the word it is stored under."""

from datetime import date
from typing import Annotated

from pydantic import Field

from schemas.entry import Actor, Code, Country, Envelope, Id, Position, Public, Sha256
from schemas.ledger_duties import (
    DutyDone,
    DutyExcused,
    DutyLapsed,
    DutyOpened,
    DutyReopened,
    DutyRevised,
    DutyTerms,
)
from schemas.ledger_papers import (
    ApprovalVoided,
    DocumentPrepared,
    DocumentPrinted,
    DocumentSuperseded,
    DocumentVoided,
    PacketApproved,
    PacketFailed,
    PacketHeld,
    PacketPrepared,
    PacketReleased,
    PacketReturned,
    PacketSending,
    PacketSent,
    PacketSuperseded,
    ReceiptRecorded,
)

__all__ = [
    "KINDS",
    "Actor",
    "ApprovalVoided",
    "CaseErased",
    "CaseRecorded",
    "Decided",
    "DocumentPrepared",
    "DocumentPrinted",
    "DocumentSuperseded",
    "DocumentVoided",
    "DutyDone",
    "DutyExcused",
    "DutyLapsed",
    "DutyOpened",
    "DutyReopened",
    "DutyRevised",
    "DutyTerms",
    "Envelope",
    "EventRecorded",
    "PacketApproved",
    "PacketFailed",
    "PacketHeld",
    "PacketPrepared",
    "PacketReleased",
    "PacketReturned",
    "PacketSending",
    "PacketSent",
    "PacketSuperseded",
    "Public",
    "QuestionAsked",
    "QuestionClosed",
    "QuestionRevised",
    "ReceiptRecorded",
]


class CaseRecorded(Public):
    """The case file as it now stands; `facts` is a keyed fingerprint of it."""

    kind = "case_recorded"
    state: Annotated[str, Field(pattern=r"^(US-)?[A-Z]{2}$")]
    opened_on: date
    facts: Sha256


class CaseErased(Public):
    """The keys of the case are destroyed by order."""

    kind = "case_erased"
    order_id: Id
    on: date


class EventRecorded(Public):
    """Something happened in the case."""

    kind = "event_recorded"
    event: Position
    event_kind: Code
    on: date
    of: tuple[Position, ...] = ()
    corrects: Position | None = None


class Decided(Public):
    """The rules were applied to the case as of a day, with this library."""

    kind = "decided"
    as_of: date
    library_sha256: Sha256 | None = None
    rehearsal: bool = False


class QuestionAsked(Public):
    """Something a person must answer."""

    kind = "question_asked"
    question_id: Id
    code: Code
    duty: Id | None = None
    about_position: Position | None = None
    country: Country | None = None
    due_on: date | None = None


class QuestionRevised(Public):
    """An open question is due on another day."""

    kind = "question_revised"
    question_id: Id
    due_on: date | None = None


class QuestionClosed(Public):
    """The question is answered or no longer arises."""

    kind = "question_closed"
    question_id: Id
    because: Code


_ALL: tuple[type[Public], ...] = (
    CaseRecorded, CaseErased, EventRecorded, Decided,
    DutyOpened, DutyRevised, DutyReopened, DutyLapsed, DutyExcused, DutyDone,
    DocumentPrepared, DocumentPrinted, DocumentSuperseded, DocumentVoided,
    PacketPrepared, PacketHeld, PacketReleased, PacketReturned, PacketSuperseded, ApprovalVoided,
    PacketApproved, PacketSending, PacketSent, PacketFailed, ReceiptRecorded,
    QuestionAsked, QuestionRevised, QuestionClosed,
)  # fmt: skip
KINDS: dict[str, type[Public]] = {model.kind: model for model in _ALL}
