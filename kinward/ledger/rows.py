"""The rows that screens query: one frozen record per noun, flat text in the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar, TypeVar, get_type_hints

Flat = dict[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a projection; `seq` is the entry of its case that last changed it."""

    noun: ClassVar[str]
    key: ClassVar[str]
    case_number: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow(Row):
    """A case: whose, since when, decided up to which day, erased or not."""

    noun = "cases"
    key = "case_number"
    agency: str
    state: str
    opened_on: date
    facts: str
    last_decided_as_of: date | None = None
    erased_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow(Row):
    """A duty as it stands now; `because` says why it is closed or open again."""

    noun = "duties"
    key = "duty_id"
    duty_id: str
    kind: str
    about_position: str | None
    country: str | None
    state: str
    starts_on: date | None
    due_on: date | None
    earliest_on: date | None
    owner: str | None
    governed_by: str | None
    confidence: str | None
    hold: str | None
    because: str | None = None
    packet_id: str | None = None
    due_at: datetime | None = None
    due_from: date | None = None
    overdue_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(Row):
    """A document: ready, held, blocked, superseded or void."""

    noun = "documents"
    key = "document_id"
    document_id: str
    kind: str
    recipient_class: str
    state: str
    why: str | None
    duties: tuple[str, ...]
    languages: tuple[str, ...]
    inputs_sha256: str
    is_copy: bool
    docx_sha256: str | None
    pdf_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRow(Row):
    """A packet: waiting, held, approved, returned, superseded, void, sending, sent or failed."""

    noun = "packets"
    key = "packet_id"
    packet_id: str
    recipient_class: str
    channel: str
    documents: tuple[str, ...]
    sha256: str
    state: str
    why: str | None
    rehearsal: bool
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow(Row):
    """A packet on a channel: there is never more than one; sending, sent or failed."""

    noun = "deliveries"
    key = "delivery_id"
    delivery_id: str
    packet_id: str
    channel: str
    state: str
    attempts: int
    because: str | None = None
    receipt_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow(Row):
    """A question that a person must answer, or that was closed `because`."""

    noun = "questions"
    key = "question_id"
    question_id: str
    code: str
    duty: str | None
    about_position: str | None
    country: str | None
    due_on: date | None
    is_open: bool
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow(Row):
    """What came back for a packet."""

    noun = "receipts"
    key = "receipt_id"
    receipt_id: str
    packet_id: str
    kind: str
    received_on: date
    document_sha256: str | None


NOUNS: tuple[type[Row], ...] = (
    CaseRow,
    DutyRow,
    DocumentRow,
    PacketRow,
    DeliveryRow,
    QuestionRow,
    ReceiptRow,
)
R = TypeVar("R", bound=Row)
_HINTS: dict[type[Row], dict[str, object]] = {
    noun: {field.name: get_type_hints(noun)[field.name] for field in fields(noun)}
    for noun in NOUNS
}


def key_of(row: Row) -> str:
    """Return the id by which the row is found."""
    return str(getattr(row, row.key))


def flat(row: Row) -> Flat:
    """Return the row as text and numbers, exactly as it is stored and compared."""
    return {field.name: _written(getattr(row, field.name)) for field in fields(row)}


def raised(noun: type[R], stored: Mapping[str, str | int | None]) -> R:
    """Return the record of stored text and numbers."""
    make: Callable[..., R] = noun
    return make(**{name: _read(stored[name], hint) for name, hint in _HINTS[noun].items()})


def _written(value: object) -> str | int | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)


def _read(stored: str | int | None, hint: object) -> object:
    if stored is None or isinstance(stored, int):
        return stored
    if hint is bool:
        return stored == "true"
    if hint == tuple[str, ...]:
        return tuple(stored.split(" ")) if stored else ()
    if hint == datetime | None:
        return datetime.fromisoformat(stored)
    return date.fromisoformat(stored) if hint in (date, date | None) else stored
