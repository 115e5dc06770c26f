"""Seals: what every chain's head was at a moment, written inside and outside the database.

A seal lists the heads that moved since the seal before it, and that seal's hash: together the
seals commit to every head. The copy in `seals.jsonl` is how a cut-off tail is found.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from pydantic import JsonValue

from kinward.ledger.database import lock, upsert
from kinward.ledger.entries import canonical, hash_of
from kinward.ledger.faults import SealsDisagree
from kinward.ledger.tables import CHAINS, SEALED_HEADS, SEALS

FILE_NAME = "seals.jsonl"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal by number, time and hash: short enough for a manifest."""

    number: int
    at: str
    hash: str


def seal_line(stored: bytes) -> bytes:
    """Return the line written outside the database for a stored seal."""
    return canonical({"hash": hash_of(stored), "seal": stored.decode("utf-8", "replace")}) + b"\n"


def seal_of(stored: bytes) -> Seal:
    """Return the short form of a stored seal."""
    body = json.loads(stored)
    return Seal(body["number"], body["at"], hash_of(stored))


def last_seal(connection: sa.Connection) -> Seal | None:
    """Return the latest seal."""
    stored = connection.execute(
        sa.select(SEALS.c.envelope).order_by(SEALS.c.number.desc()).limit(1)
    ).scalar()
    return seal_of(stored) if stored is not None else None


def seal_heads(connection: sa.Connection, at: datetime) -> Seal:
    """Add a seal over the heads that moved; if none did, the last seal still stands."""
    lock(connection, "seals")
    last = last_seal(connection)
    moved = connection.execute(
        sa.select(CHAINS.c.case_number, CHAINS.c.seq, CHAINS.c.hash)
        .outerjoin(SEALED_HEADS, SEALED_HEADS.c.case_number == CHAINS.c.case_number)
        .where(CHAINS.c.seq > sa.func.coalesce(SEALED_HEADS.c.seq, 0))
        .order_by(CHAINS.c.case_number)
    ).all()
    if last is not None and not moved:
        return last
    number = last.number + 1 if last else 1
    body: dict[str, JsonValue] = {
        "format": 1,
        "number": number,
        "prev": last.hash if last else None,
        "at": at.astimezone(UTC).isoformat(),
        "heads": [[head.case_number, head.seq, head.hash] for head in moved],
    }
    stored = canonical(body)
    row = {"number": number, "hash": hash_of(stored), "envelope": stored}
    connection.execute(sa.insert(SEALS).values(row))
    for head in moved:
        upsert(connection, SEALED_HEADS, {"case_number": head.case_number, "seq": head.seq})
    return seal_of(stored)


def seals_after(connection: sa.Connection, number: int) -> Iterator[bytes]:
    """Yield the stored bytes of the seals after this one, one at a time."""
    chosen = sa.select(SEALS.c.envelope).where(SEALS.c.number > number).order_by(SEALS.c.number)
    for row in connection.execution_options(yield_per=10).execute(chosen):
        yield row.envelope


def write_outside(connection: sa.Connection, home: Path) -> None:
    """Append to `seals.jsonl` what it lacks, on the disk for certain before returning.

    Raises:
        SealsDisagree: the file is not the beginning of the database's seals.
    """
    with (home / FILE_NAME).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        lines = 0
        for line, stored in zip(file, seals_after(connection, 0), strict=False):
            lines += 1
            if line != seal_line(stored):
                raise SealsDisagree(f"{FILE_NAME} line {lines} is not seal {lines} of the ledger")
        if file.read(1):
            raise SealsDisagree(f"{FILE_NAME} has more seals than the database")
        file.seek(0, os.SEEK_END)
        for stored in seals_after(connection, lines):
            file.write(seal_line(stored))
        file.flush()
        os.fsync(file.fileno())
