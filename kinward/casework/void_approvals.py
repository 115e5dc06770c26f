"""Approvals that a person gave and that count no more: told until a packet is approved instead."""

from dataclasses import dataclass

from kinward.casework.desk import Office
from kinward.casework.superseding import FACTS_CHANGED
from kinward.ledger import Screens
from kinward.ledger.rows import PacketRow
from schemas.ledger import PacketApproved
from schemas.problem import Problem

APPROVED = frozenset({"approved", "sending", "sent", "failed"})
INSTEAD = frozenset({"waiting", "held"})
CLOSED = frozenset({"done", "excused"})


@dataclass(frozen=True, slots=True)
class VoidApproval:
    """A packet whose approval is void, the duties it was for, and what waits in its place."""

    case_number: str
    packet_id: str
    duties: tuple[str, ...]
    by: str
    """Who had approved it, as recorded."""
    instead: PacketRow | None

    @property
    def problem(self) -> Problem:
        """What a person is told."""
        message = f"approved by {self.by}; the approval is void (facts changed)"
        return Problem("approval_void", message, self._remedy, self.packet_id)

    @property
    def _remedy(self) -> str:
        if self.instead is None:
            return "No packet takes its place yet; prepare the case to make one, if one is owed."
        name = self.instead.packet_id
        if self.instead.state == "held":
            return f"{name} stands in its place and is held: {self.instead.why}."
        return f"Approve {name}."


def void_approvals(office: Office, case_number: str | None = None) -> tuple[VoidApproval, ...]:
    """Return the void approvals of a case, or of all, that nothing approved replaces yet.

    One whose duties are all done or excused needs nobody any more, and is left out.
    """
    with office.ledger.reading() as screens:
        void = [p for p in screens.packets(case_number, ("void",)) if p.why == FACTS_CHANGED]
        erased = {case.case_number for case in screens.cases() if case.erased_on}
        numbers = sorted({packet.case_number for packet in void} - erased)
        papers = [_Papers(screens, number) for number in numbers]
    return tuple(
        VoidApproval(
            packet.case_number,
            packet.packet_id,
            tuple(sorted(of_case.duties_of(packet))),
            _approver(office, packet),
            of_case.instead_of(packet),
        )
        for of_case in papers
        for packet in void
        if packet.case_number == of_case.case_number and of_case.still_wants(packet)
    )


class _Papers:
    """The packets of one case, with the duties that they are for."""

    def __init__(self, screens: Screens, case_number: str) -> None:
        self.case_number = case_number
        self._packets = screens.packets(case_number)
        self._served = {row.document_id: row.duties for row in screens.documents(case_number)}
        duties = screens.duties(case_number)
        self._closed = {row.duty_id for row in duties if row.state in CLOSED}

    def duties_of(self, packet: PacketRow) -> set[str]:
        """Return the duties that a packet is for."""
        return {duty for document in packet.documents for duty in self._served.get(document, ())}

    def still_wants(self, packet: PacketRow) -> bool:
        """Say whether something is open of a packet, and nothing approved goes in its place."""
        is_open = self.duties_of(packet) - self._closed
        return bool(is_open) and not any(row.state in APPROVED for row in self._after(packet))

    def instead_of(self, packet: PacketRow) -> PacketRow | None:
        """Return the packet that waits in place of another."""
        waiting = [row for row in self._after(packet) if row.state in INSTEAD]
        return max(waiting, key=lambda row: row.seq, default=None)

    def _after(self, packet: PacketRow) -> list[PacketRow]:
        """Return the later packets to the same recipient for one of the same duties."""
        mine = self.duties_of(packet)
        return [
            row
            for row in self._packets
            if row.recipient_class == packet.recipient_class
            and row.seq > packet.seq
            and self.duties_of(row) & mine
        ]


def _approver(office: Office, packet: PacketRow) -> str:
    return next(
        entry.by.id
        for entry in reversed(office.ledger.history(packet.case_number))
        if isinstance(entry.public, PacketApproved) and entry.public.packet_id == packet.packet_id
    )
