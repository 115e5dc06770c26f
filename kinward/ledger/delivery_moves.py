"""Approved bytes leave once: sending, sent, failed, and what comes back."""

from dataclasses import replace

from kinward.ledger.faults import MoveRefused, OnlyARehearsal
from kinward.ledger.moves import Rows, Stamp, allow, found, step
from kinward.ledger.paper_moves import papers_ready, same_bytes
from kinward.ledger.rows import DeliveryRow, PacketRow, ReceiptRow, Row
from schemas.ledger import PacketFailed, PacketSending, PacketSent, ReceiptRecorded


def delivery_id(packet_id: str, channel: str) -> str:
    """Return the one id a packet has on a channel: a second delivery has nowhere to go."""
    return f"{packet_id}/{channel}"


@step.register
def _(public: PacketSending, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    packet = found(rows, PacketRow, public.packet_id)
    allow(public, packet.packet_id, packet.state, ("approved",))
    same_bytes(packet, public.sha256)
    papers_ready(packet, rows)
    if packet.rehearsal and public.channel != "folder":
        raise OnlyARehearsal(f"packet {packet.packet_id} is a rehearsal, not for {public.channel}")
    key = delivery_id(packet.packet_id, public.channel)
    earlier = rows.find(DeliveryRow, key)
    delivery = DeliveryRow(
        case_number=stamp.case_number,
        seq=stamp.seq,
        delivery_id=key,
        packet_id=packet.packet_id,
        channel=public.channel,
        state="sending",
        attempts=earlier.attempts + 1 if earlier else 1,
    )
    return replace(packet, seq=stamp.seq, state="sending", why=None), delivery


@step.register
def _(public: PacketSent, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    packet, delivery = _under_way(public, rows)
    same_bytes(packet, public.sha256)
    return (
        replace(packet, seq=stamp.seq, state="sent", why=None),
        replace(
            delivery,
            seq=stamp.seq,
            state="sent",
            because=None,
            receipt_sha256=public.receipt_sha256,
        ),
    )


@step.register
def _(public: PacketFailed, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    packet, delivery = _under_way(public, rows)
    # Only what certainly did not leave may be tried again: it is then approved as before.
    state = "approved" if public.nothing_left else "failed"
    return (
        replace(packet, seq=stamp.seq, state=state, why=public.because),
        replace(delivery, seq=stamp.seq, state="failed", because=public.because),
    )


def _under_way(public: PacketSent | PacketFailed, rows: Rows) -> tuple[PacketRow, DeliveryRow]:
    packet = found(rows, PacketRow, public.packet_id)
    allow(public, packet.packet_id, packet.state, ("sending", "failed"))
    delivery = found(rows, DeliveryRow, delivery_id(packet.packet_id, public.channel))
    if delivery.seq != packet.seq:  # an earlier attempt, on another channel
        raise MoveRefused(f"{public.kind}: {packet.packet_id} is not under way on this channel")
    return packet, delivery


@step.register
def _(public: ReceiptRecorded, stamp: Stamp, rows: Rows) -> tuple[Row, ...]:
    packet = found(rows, PacketRow, public.packet_id)
    allow(public, packet.packet_id, packet.state, ("sending", "sent", "failed"))
    if rows.find(ReceiptRow, public.receipt_id) is not None:
        raise MoveRefused(f"{public.kind}: {public.receipt_id} is already in the ledger")
    return (
        ReceiptRow(
            case_number=stamp.case_number,
            seq=stamp.seq,
            receipt_id=public.receipt_id,
            packet_id=public.packet_id,
            kind=public.receipt_kind,
            received_on=public.on,
            document_sha256=public.document_sha256,
        ),
    )
