"""The life of documents and packets up to approval: what a person may approve, and when not."""

from dataclasses import replace

from kinward.ledger.faults import MoveRefused, PacketChanged, PacketIsHeld, PaperInPacket
from kinward.ledger.moves import Rows, Stamp, allow, found, step
from kinward.ledger.rows import DocumentRow, PacketRow, Row
from schemas.ledger import (
    ApprovalVoided,
    DocumentPrepared,
    DocumentPrinted,
    DocumentSuperseded,
    DocumentVoided,
    PacketApproved,
    PacketHeld,
    PacketPrepared,
    PacketReleased,
    PacketReturned,
    PacketSuperseded,
    Public,
)

MAY_LEAVE = ("waiting", "held", "approved", "sending", "failed")


@step.register
def _(public: DocumentPrepared, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    old = rows.find(DocumentRow, public.document_id)
    if old is not None:
        allow(public, public.document_id, old.state, ("superseded", "void", "held", "blocked"))
        _not_in_a_packet(public.document_id, rows)
    parts = public.model_dump()
    parts.pop("courtesy_sha256")
    kind = parts.pop("document_kind")
    return (DocumentRow(case_number=stamp.case_number, seq=stamp.seq, kind=kind, **parts),)


@step.register
def _(public: DocumentPrinted, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    document = found(rows, DocumentRow, public.document_id)
    allow(public, public.document_id, document.state, ("ready",))
    _not_in_a_packet(public.document_id, rows)
    if document.docx_sha256 is None or document.pdf_sha256 is not None:
        raise MoveRefused(f"document {public.document_id} has nothing to print, or is printed")
    printed = replace(document, state=public.state, why=public.why, pdf_sha256=public.pdf_sha256)
    return (replace(printed, seq=stamp.seq),)


@step.register(DocumentSuperseded)
@step.register(DocumentVoided)
def _(public: DocumentSuperseded | DocumentVoided, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    document = found(rows, DocumentRow, public.document_id)
    allow(public, public.document_id, document.state, ("ready", "held", "blocked"))
    _not_in_a_packet(public.document_id, rows)
    state = "void" if isinstance(public, DocumentVoided) else "superseded"
    return (replace(document, seq=stamp.seq, state=state, why=public.because),)


def _not_in_a_packet(document_id: str, rows: Rows) -> None:
    """Refuse to change a paper under a packet that could still leave with the old one."""
    for row in rows.everything():
        if isinstance(row, PacketRow) and document_id in row.documents and row.state in MAY_LEAVE:
            raise PaperInPacket(f"document {document_id} is in packet {row.packet_id}")


@step.register
def _(public: PacketPrepared, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    old = rows.find(PacketRow, public.packet_id)
    if old is not None:
        allow(public, public.packet_id, old.state, ("superseded", "void", "returned"))
    for document_id in public.documents:
        found(rows, DocumentRow, document_id)
    parts = public.model_dump()
    why = parts.pop("held")
    state = "held" if why else "waiting"
    return (
        PacketRow(case_number=stamp.case_number, seq=stamp.seq, state=state, why=why, **parts),
    )


@step.register
def _(public: PacketApproved, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    packet = found(rows, PacketRow, public.packet_id)
    if packet.state == "held":
        raise PacketIsHeld(f"packet {packet.packet_id} is held: {packet.why}")
    allow(public, packet.packet_id, packet.state, ("waiting",))
    same_bytes(packet, public.sha256)
    papers_ready(packet, rows)
    return (replace(packet, seq=stamp.seq, state="approved", why=None),)


def same_bytes(packet: PacketRow, sha256: str) -> None:
    """Refuse bytes that are not the packet's."""
    if packet.sha256 != sha256:
        raise PacketChanged(f"packet {packet.packet_id} has other bytes than those named")


def papers_ready(packet: PacketRow, rows: Rows) -> None:
    """Refuse a packet with a document that is held, blocked, superseded or void."""
    for document_id in packet.documents:
        document = found(rows, DocumentRow, document_id)
        if document.state != "ready":
            raise MoveRefused(
                f"packet {packet.packet_id}: document {document_id} is {document.state}"
            )


_PACKET_MOVES: dict[type[Public], tuple[tuple[str, ...], str]] = {
    PacketHeld: (("waiting",), "held"),
    PacketReleased: (("held",), "waiting"),
    PacketReturned: (("waiting", "held", "approved"), "returned"),
    PacketSuperseded: (("waiting", "held", "returned", "void", "failed"), "superseded"),
    ApprovalVoided: (("approved", "failed"), "void"),
}


@step.register(PacketHeld)
@step.register(PacketReleased)
@step.register(PacketReturned)
@step.register(PacketSuperseded)
@step.register(ApprovalVoided)
def _(
    public: PacketHeld | PacketReleased | PacketReturned | PacketSuperseded | ApprovalVoided,
    stamp: Stamp,
    rows: Rows,
) -> tuple[Row, ...]:
    packet = found(rows, PacketRow, public.packet_id)
    allowed, state = _PACKET_MOVES[type(public)]
    allow(public, packet.packet_id, packet.state, allowed)
    return (replace(packet, seq=stamp.seq, state=state, why=public.because),)
