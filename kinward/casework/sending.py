"""Deliver what is approved and unsent, once; keep the receipt; take in what comes back."""

from datetime import date, timedelta

from kinward.casework.approving import packet_bytes, packet_named
from kinward.casework.desk import Office
from kinward.casework.outdated import must_still_fit
from kinward.ledger import Screens
from kinward.ledger.rows import DutyRow, PacketRow
from kinward.mailroom.channel import Channel, Parcel
from kinward.mailroom.folder import FOLDER, FolderChannel
from kinward.rules.identity import key
from schemas.ledger import (
    DutyDone,
    DutyReopened,
    PacketFailed,
    PacketSending,
    PacketSent,
    Public,
    ReceiptRecorded,
)
from schemas.problem import UnitError

CAME_BACK = frozenset({"refused", "bounced", "returned"})


class ChannelUnknown(UnitError):
    """No channel has this name."""

    code = "channel_unknown"
    remedy = "Use --channel folder."


def channel_named(office: Office, name: str) -> Channel:
    """Return a channel by its name."""
    if name != FOLDER:
        raise ChannelUnknown("there is no channel of this name here")
    return FolderChannel(office.home / "mailroom")


def packets_to_dispatch(office: Office) -> tuple[str, ...]:
    """Return the packets that are approved and unsent, or whose sending was interrupted."""
    with office.ledger.reading() as screens:
        rows = screens.packets(states=("approved", "sending"))
    return tuple(row.packet_id for row in rows)


def dispatch_packet(office: Office, packet_id: str, channel: str) -> None:
    """Deliver one packet, once: "sending" is recorded before, "sent" with the receipt after.

    A packet found in "sending" after a crash goes on only if the channel proves what happened.

    Raises:
        PacketOutdated: its facts, duty or safety have changed; the approval is taken back.
    """
    packet = packet_named(office, packet_id)
    way = channel_named(office, channel)
    if packet.state == "approved":
        must_still_fit(office, packet)
    parcel = _parcel(office, packet)
    with office.ledger.reading() as screens:
        agency = screens.case(packet.case_number).agency
    signed = office.signed(agency)
    if packet.state == "sending" and not way.has(parcel):
        # The folder can be looked into: nothing lies there, so nothing left.
        failed = PacketFailed(
            packet_id=packet.packet_id, channel=channel, because="interrupted", nothing_left=True
        )
        _record(office, packet, signed_public=failed)
        packet = packet_named(office, packet_id)
    if packet.state != "sending":
        _record(
            office,
            packet,
            signed_public=PacketSending(
                packet_id=packet.packet_id, sha256=packet.sha256, channel=channel
            ),
        )
    handed = way.deliver(parcel, signed.at)
    cipher = office.ledger.case_cipher(packet.case_number)
    receipt = office.store.put(packet.case_number, handed.receipt, cipher)
    with office.ledger.begin(office.signed(agency)) as page:
        sent = PacketSent(
            packet_id=packet.packet_id,
            sha256=packet.sha256,
            channel=channel,
            receipt_sha256=receipt,
        )
        page.record(packet.case_number, sent)
        for duty in _met_by(office, packet):
            done = DutyDone(duty_id=duty, because="packet_sent", packet_id=packet.packet_id)
            page.record(packet.case_number, done)


def _record(office: Office, packet: PacketRow, *, signed_public: Public) -> None:
    with office.ledger.reading() as screens:
        agency = screens.case(packet.case_number).agency
    with office.ledger.begin(office.signed(agency)) as page:
        page.record(packet.case_number, signed_public)


def _parcel(office: Office, packet: PacketRow) -> Parcel:
    return Parcel(
        packet_id=packet.packet_id,
        case_number=packet.case_number,
        sha256=packet.sha256,
        recipient_class=packet.recipient_class,
        rehearsal=packet.rehearsal,
        pdf=packet_bytes(office, packet),
    )


def _met_by(office: Office, packet: PacketRow) -> tuple[str, ...]:
    """Return the duties that this delivery meets; a rehearsal, or a copy, meets none."""
    if packet.rehearsal:
        return ()
    with office.ledger.reading() as screens:
        served = _served(screens, packet)
    return tuple(row.duty_id for row in served if row.state in {"owed", "held", "ask"})


def _served(screens: Screens, packet: PacketRow) -> tuple[DutyRow, ...]:
    papers = [
        d for d in screens.documents(packet.case_number) if d.document_id in packet.documents
    ]
    named = {duty for paper in papers if not paper.is_copy for duty in paper.duties}
    return tuple(row for row in screens.duties(packet.case_number) if row.duty_id in named)


class DayNotYet(UnitError):
    """Something is said to have happened on a day that has not come."""

    code = "day_not_yet"
    remedy = "Give the day on which it came back."


def record_receipt(office: Office, packet_id: str, kind: str, on: date) -> PacketRow:
    """Record what came back; refused, bounced or returned reopens the duty.

    Raises:
        DayNotYet: the day lies in the future.
    """
    # A day ahead is allowed: it may be tomorrow already where the answer came from.
    if on > office.clock().date() + timedelta(days=1):
        raise DayNotYet(f"{on.isoformat()} has not come yet")
    packet = packet_named(office, packet_id)
    with office.ledger.reading() as screens:
        agency = screens.case(packet.case_number).agency
        served = _served(screens, packet)
    public = ReceiptRecorded.model_validate(
        {
            "receipt_id": f"receipt-{key(packet.packet_id, kind, on.isoformat())[:20]}",
            "packet_id": packet.packet_id,
            "receipt_kind": kind,
            "on": on,
        }
    )
    with office.ledger.begin(office.signed(agency)) as page:
        page.record(packet.case_number, public)
        for row in served if kind in CAME_BACK else ():
            if row.state == "done" and row.packet_id == packet.packet_id:
                page.record(packet.case_number, _reopened(row, kind))
    return packet


def _reopened(row: DutyRow, kind: str) -> DutyReopened:
    return DutyReopened.model_validate(
        {
            "duty_id": row.duty_id,
            "state": "owed",
            "starts_on": row.starts_on,
            "due_on": row.due_on,
            "earliest_on": row.earliest_on,
            "owner": row.owner,
            "governed_by": row.governed_by,
            "confidence": row.confidence,
            "because": f"packet_{kind}",
        }
    )
