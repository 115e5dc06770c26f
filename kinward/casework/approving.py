"""A person's word on a packet: approved, byte for byte, or sent back for rework."""

from kinward.casework.desk import Office
from kinward.ledger.rows import PacketRow
from schemas.ledger import Actor, PacketApproved, PacketReturned
from schemas.problem import UnitError


class PacketUnknown(UnitError):
    """No packet has this id."""

    code = "packet_unknown"
    remedy = "List the packets that wait with `kinward case show NUMBER`."


def packet_named(office: Office, packet_id: str) -> PacketRow:
    """Return a packet by its id, or by the beginning of it that only one packet has.

    Raises:
        PacketUnknown: none, or several, begin like this.
    """
    with office.ledger.reading() as screens:
        exact = screens.packet(packet_id)
        rows = (exact,) if exact else screens.packets()
    found = [row for row in rows if row.packet_id.startswith(packet_id)]
    if len(found) != 1:
        raise PacketUnknown(f"{len(found)} packets begin with these letters")
    return found[0]


def packet_bytes(office: Office, packet: PacketRow) -> bytes:
    """Return a packet's own bytes as they were bound; nothing is ever rendered again."""
    cipher = office.ledger.case_cipher(packet.case_number)
    return office.store.read(packet.case_number, packet.sha256, cipher)


def _typed(name: str) -> Actor:
    return Actor(kind="person", id=name, authenticated="typed")


def _agency(office: Office, packet: PacketRow) -> str:
    with office.ledger.reading() as screens:
        return screens.case(packet.case_number).agency


def approve_packet(office: Office, packet_id: str, by: str) -> PacketRow:
    """Bind a person to the SHA-256 of a packet whose stored bytes still have it.

    Raises:
        UnitError: the packet is unknown, held, not waiting, or its stored bytes are not its own.
    """
    packet = packet_named(office, packet_id)
    packet_bytes(office, packet)
    signed = office.signed(_agency(office, packet), by=_typed(by))
    with office.ledger.begin(signed) as page:
        public = PacketApproved(packet_id=packet.packet_id, sha256=packet.sha256)
        page.record(packet.case_number, public)
    return packet


def return_packet(office: Office, packet_id: str, by: str, why: str) -> PacketRow:
    """Send a packet back for rework, with a person's reason."""
    packet = packet_named(office, packet_id)
    signed = office.signed(_agency(office, packet), by=_typed(by))
    with office.ledger.begin(signed) as page:
        public = PacketReturned(packet_id=packet.packet_id, because="returned_by_person")
        page.record(packet.case_number, public, sealed={"why": why})
    return packet
