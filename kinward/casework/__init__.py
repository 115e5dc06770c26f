"""The unit's verbs: decide (rules), do (adapter), record (ledger).

A verb is loaded when it is first asked for: registering a case needs neither Word nor PDF.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinward.casework.approving import approve_packet, return_packet
    from kinward.casework.binding import bind_packets
    from kinward.casework.manifest import export, manifest
    from kinward.casework.printing import make_pdfs
    from kinward.casework.redeciding import decide_duties
    from kinward.casework.register import add_case, current_case, erase_case, record_event
    from kinward.casework.sending import dispatch_packet, packets_to_dispatch, record_receipt
    from kinward.casework.watching import cases_to_watch, watch_case
    from kinward.casework.writing import write_letters

_ROOM_OF = {
    "add_case": "register",
    "approve_packet": "approving",
    "bind_packets": "binding",
    "cases_to_watch": "watching",
    "current_case": "register",
    "decide_duties": "redeciding",
    "dispatch_packet": "sending",
    "erase_case": "register",
    "export": "manifest",
    "make_pdfs": "printing",
    "manifest": "manifest",
    "packets_to_dispatch": "sending",
    "record_event": "register",
    "record_receipt": "sending",
    "return_packet": "approving",
    "watch_case": "watching",
    "write_letters": "writing",
}

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


def __getattr__(name: str) -> object:
    """Load the room of a verb when it is first asked for."""
    if name not in _ROOM_OF:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"kinward.casework.{_ROOM_OF[name]}"), name)
