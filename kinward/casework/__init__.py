"""The unit's verbs: decide (rules), do (adapter), record (ledger)."""

from kinward.casework.approving import approve_packet, return_packet
from kinward.casework.binding import bind_packets
from kinward.casework.deciding import decide_duties
from kinward.casework.manifest import export, manifest
from kinward.casework.printing import make_pdfs
from kinward.casework.register import add_case, current_case, erase_case, record_event
from kinward.casework.sending import dispatch_packet, packets_to_dispatch, record_receipt
from kinward.casework.watching import cases_to_watch, watch_case
from kinward.casework.writing import write_letters

__all__ = [
    "add_case",
    "approve_packet",
    "bind_packets",
    "cases_to_watch",
    "current_case",
    "decide_duties",
    "dispatch_packet",
    "erase_case",
    "export",
    "make_pdfs",
    "manifest",
    "packets_to_dispatch",
    "record_event",
    "record_receipt",
    "return_packet",
    "watch_case",
    "write_letters",
]
