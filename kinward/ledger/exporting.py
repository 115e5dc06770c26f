"""Export: entries and seals as JSON Lines that anyone can check, with nothing decrypted in them.

The encrypted parts stay behind, only their hashes leave: an export can be handed to an auditor.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from kinward.ledger.entries import canonical
from kinward.ledger.faults import PathTaken
from kinward.ledger.seals import seal_line, seals_after
from kinward.ledger.tables import ENTRIES


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that appears under its name only when it is complete and on the disk.

    Raises:
        PathTaken: there is something under that name already.
    """
    if path.exists():
        raise PathTaken(f"{path.name} exists already")
    draft = path.with_name(f".{path.name}-{os.urandom(4).hex()}.part")
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def export_lines(connection: sa.Connection) -> Iterator[bytes]:
    """Yield the export line by line: what it is, seals, entries case by case, the end."""
    running = sha256()
    for line in _lines(connection):
        running.update(line)
        yield line
    yield _line({"end": running.hexdigest()})


def _lines(connection: sa.Connection) -> Iterator[bytes]:
    yield _line({"kinward_ledger_export": 1})
    for stored in seals_after(connection, 0):
        yield seal_line(stored)
    chosen = sa.select(ENTRIES.c.envelope, ENTRIES.c.hash)
    ordered = chosen.order_by(ENTRIES.c.case_number, ENTRIES.c.seq)
    for row in connection.execution_options(yield_per=500).execute(ordered):
        yield (
            canonical({"entry": row.envelope.decode("utf-8", "replace"), "hash": row.hash}) + b"\n"
        )


def _line(value: dict[str, int | str]) -> bytes:
    return json.dumps(value).encode() + b"\n"
