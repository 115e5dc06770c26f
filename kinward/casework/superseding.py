"""Make way for changed papers: waiting packets give way, approvals are void, the sent stays."""

from collections.abc import Iterator

from kinward.casework.desk import Office
from kinward.ledger.rows import DocumentRow, PacketRow
from schemas.case import Case
from schemas.ledger import ApprovalVoided, DocumentSuperseded, PacketSuperseded, Public

LIVING = frozenset({"ready", "held", "blocked"})
GONE = frozenset({"sending", "sent"})
FACTS_CHANGED = "facts_changed"


def step_aside(
    office: Office, case: Case, rows: dict[str, DocumentRow], kept: frozenset[str]
) -> frozenset[str]:
    """Supersede living papers that are not kept, with their packets; return those delivered."""
    with office.ledger.reading() as screens:
        packets = screens.packets(case.case_number)
    old = [row for row in rows.values() if row.state in LIVING and row.document_id not in kept]
    delivered = frozenset(
        row.document_id for row in old for p in packets if _holds(p, row) and p.state in GONE
    )
    leaving = [row for row in old if row.document_id not in delivered]
    entries: list[Public] = []
    for packet in packets:
        if any(_holds(packet, row) for row in leaving):
            entries += _packet_gives_way(packet)
    entries += [
        DocumentSuperseded(document_id=row.document_id, because=FACTS_CHANGED) for row in leaving
    ]
    if entries:
        with office.ledger.begin(office.signed(case.agency)) as page:
            for entry in entries:
                page.record(case.case_number, entry)
    return delivered


def _holds(packet: PacketRow, row: DocumentRow) -> bool:
    return row.document_id in packet.documents


def _packet_gives_way(packet: PacketRow) -> Iterator[Public]:
    """Yield what takes a packet out of the way; an approval is void, which a person is told."""
    if packet.state in {"approved", "failed"}:
        yield ApprovalVoided(packet_id=packet.packet_id, because=FACTS_CHANGED)
    elif packet.state in {"waiting", "held", "returned"}:
        yield PacketSuperseded(packet_id=packet.packet_id, because=FACTS_CHANGED)
