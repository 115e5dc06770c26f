"""How a command ends: the four exit codes, and which faults are the program's own."""

DONE = 0
"""Done; held documents and questions beside owed duties included."""
ASKED = 1
"""A duty is in state `ask`, or the command itself waits for an answer."""
WRONG = 2
"""The input or the command is wrong; nothing was written."""
FAILED = 3
"""The program or a server failed."""
INTERRUPTED = 130
PIPE_CLOSED = 141

OURS = frozenset(
    {
        "hand_over_refused",
        "ledger_busy",
        "ledger_missing",
        "ledger_too_new",
        "ledger_unreadable",
        "library_missing",
        "master_key_missing",
        "master_key_wrong",
        "office_missing",
        "office_not_starting",
        "prefect_did_not_start",
        "prefect_ended",
        "seals_disagree",
        "sealed_part_broken",
        "server_lost",
        "some_not_done",
        "stamp_font_missing",
        "stored_file_altered",
        "stored_file_missing",
    }
)
"""Codes of faults that no other input and no other command would mend."""


def ending_of(code: str) -> int:
    """Return the exit code for a fault that a person can act on."""
    return FAILED if code in OURS else WRONG


def worst(*endings: int) -> int:
    """Return the ending that a person must hear of first."""
    return max(endings, default=DONE)
