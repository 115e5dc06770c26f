"""Entries about documents and packets, from the first draft to what came back."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from schemas.entry import Code, Id, Language, Public, Sha256


class DocumentPrepared(Public):
    """A document was written, or is known to be held or blocked."""

    kind = "document_prepared"
    stored = ("docx_sha256", "pdf_sha256", "courtesy_sha256")
    document_id: Id
    document_kind: Code
    recipient_class: Code
    state: Literal["ready", "held", "blocked"]
    why: Code | None = None
    duties: tuple[Id, ...]
    languages: tuple[Language, ...]
    inputs_sha256: Sha256
    is_copy: bool = False
    """A copy for someone else than the addressee: sending it meets no duty."""
    docx_sha256: Sha256 | None = None
    pdf_sha256: Sha256 | None = None
    courtesy_sha256: tuple[Sha256, ...] = ()
    """Word files of courtesy translations."""


class DocumentPrinted(Public):
    """A written document was printed and read back; a failed proof blocks it."""

    kind = "document_printed"
    stored = ("pdf_sha256", "courtesy_sha256")
    document_id: Id
    state: Literal["ready", "blocked"]
    why: Code | None = None
    pdf_sha256: Sha256 | None = None
    courtesy_sha256: tuple[Sha256, ...] = ()
    """PDFs of courtesy translations."""


class _DocumentClosed(Public):
    document_id: Id
    because: Code


class DocumentSuperseded(_DocumentClosed):
    """Other facts make another document; this one stays as it was."""

    kind = "document_superseded"


class DocumentVoided(_DocumentClosed):
    """The document must not be used."""

    kind = "document_voided"


class PacketPrepared(Public):
    """Bound bytes wait for a person's approval, or are held for the reason in `held`."""

    kind = "packet_prepared"
    stored = ("sha256",)
    packet_id: Id
    recipient_class: Code
    channel: Code
    documents: Annotated[tuple[Id, ...], Field(min_length=1)]
    sha256: Sha256
    rehearsal: bool = False
    due_on: date | None = None
    held: Code | None = None


class _PacketClosed(Public):
    packet_id: Id
    because: Code


class PacketHeld(_PacketClosed):
    """A waiting packet may not leave for now."""

    kind = "packet_held"


class PacketReleased(_PacketClosed):
    """What held the packet is settled; it waits for approval."""

    kind = "packet_released"


class PacketReturned(_PacketClosed):
    """A person sends the packet back for rework."""

    kind = "packet_returned"


class PacketSuperseded(_PacketClosed):
    """Another packet takes this one's place."""

    kind = "packet_superseded"


class ApprovalVoided(_PacketClosed):
    """What was approved no longer fits the case."""

    kind = "approval_voided"


class _PacketBytes(Public):
    packet_id: Id
    sha256: Sha256


class PacketApproved(_PacketBytes):
    """A person approves exactly these bytes."""

    kind = "packet_approved"


class PacketSending(_PacketBytes):
    """The approved bytes are being handed to a channel."""

    kind = "packet_sending"
    channel: Code


class PacketSent(_PacketBytes):
    """The channel took the bytes; its receipt, if stored, by hash."""

    kind = "packet_sent"
    stored = ("receipt_sha256",)
    channel: Code
    receipt_sha256: Sha256 | None = None


class PacketFailed(Public):
    """The channel did not take the bytes; `nothing_left` only if that is certain."""

    kind = "packet_failed"
    packet_id: Id
    channel: Code
    because: Code
    nothing_left: bool = False


class ReceiptRecorded(Public):
    """What came back for a packet."""

    kind = "receipt_recorded"
    stored = ("document_sha256",)
    receipt_id: Id
    packet_id: Id
    receipt_kind: Literal["delivered", "acknowledged", "refused", "bounced", "returned"]
    on: date
    document_sha256: Sha256 | None = None
