"""Verification: read the whole ledger again and name every place that is not as it was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from pydantic import ValidationError

from kinward.ledger import delivery_moves, duty_moves, paper_moves  # noqa: F401 - register moves
from kinward.ledger.entries import RESTRICTED, SEALED, digest_of, opened
from kinward.ledger.keyring import PARTS
from kinward.ledger.keys import CaseCipher, MasterKey
from kinward.ledger.moves import Stamp, rows_after
from kinward.ledger.problems import problem
from kinward.ledger.rows import NOUNS, CaseRow, R, Row, flat, key_of
from kinward.ledger.seal_checks import SealedHeads
from kinward.ledger.sorted_streams import AnyRow, Group, by_case
from kinward.ledger.tables import LEDGER_FACTS
from schemas.ledger import Envelope, Public
from schemas.problem import Problem, UnitError


class StoredFiles(Protocol):
    """Where stored bytes are read back from; the store is one."""

    def read(self, case_number: str, sha256: str, cipher: CaseCipher) -> bytes:
        """Return the plain bytes, or raise a UnitError that names what is wrong."""


@dataclass(slots=True)
class Replayed:
    """The rows of one case rebuilt from its chain, and what else the chain says must exist."""

    rows: dict[tuple[type[Row], str], Row] = field(default_factory=dict)
    stored: dict[str, None] = field(default_factory=dict)
    seq: int = 0
    hash: str | None = None
    names: str | None = None

    def find(self, noun: type[R], key: str) -> R | None:
        row = self.rows.get((noun, key))
        return row if isinstance(row, noun) else None

    def everything(self) -> Iterator[Row]:
        return iter(tuple(self.rows.values()))

    @property
    def erased(self) -> bool:
        """Say whether the case was erased."""
        return any(isinstance(row, CaseRow) and row.erased_on for row in self.rows.values())


def case_problems(
    group: Group, master: MasterKey, store: StoredFiles | None, heads: SealedHeads
) -> Iterator[Problem]:
    """Yield everything wrong with one case: chain, head, keys, names, rows, stored files."""
    replayed = Replayed()
    for row in group.of("entries"):
        yield from _entry_problems(row, group.case_number, replayed)
        yield from heads.problems_at(group.case_number, row.seq, row.hash)
    yield from heads.problems_beyond(group.case_number, replayed.seq)
    yield from _head_problems(group, replayed, heads.sealed_through(group.case_number))
    yield from _row_problems(group, replayed)
    keys, faults = _keys(group, replayed, master)
    yield from faults
    yield from _name_problems(group, replayed, keys.get(SEALED))
    if store is not None and SEALED in keys and not replayed.erased:
        yield from _file_problems(group.case_number, replayed.stored, store, keys[SEALED])


def _entry_problems(row: AnyRow, case: str, so_far: Replayed) -> Iterator[Problem]:
    where = f"entries[{case} #{row.seq}]"
    expected, prev = so_far.seq + 1, so_far.hash
    so_far.seq, so_far.hash = row.seq, row.hash
    if row.seq != expected:
        yield problem("entry_missing", where, f"entry {expected} is not before it")
    if digest_of(row.envelope) != row.hash:
        yield problem("entry_changed", where, "its bytes do not have its hash")
    try:
        envelope, public = opened(row.envelope)
    except (ValidationError, UnitError):
        yield problem("entry_unreadable", where, "its bytes are no entry this version knows")
        return
    yield from _envelope_problems(row, envelope, prev, where)
    so_far.names = envelope.names or so_far.names
    so_far.stored |= dict.fromkeys(public.stored_hashes())
    yield from _move_problems(envelope, public, so_far, where)


def _envelope_problems(
    row: AnyRow, envelope: Envelope, prev: str | None, where: str
) -> Iterator[Problem]:
    told = (envelope.case, envelope.seq, envelope.kind)
    if told != (row.case_number, row.seq, row.kind):
        yield problem("entry_moved", where, "it was written for another place")
    if envelope.prev != prev:
        yield problem("chain_broken", where, "it does not follow the entry before it")
    for part, digest in ((SEALED, envelope.sealed), (RESTRICTED, envelope.restricted)):
        kept = getattr(row, part)
        if digest != digest_of(kept):
            yield problem("sealed_part_changed", where, f"its {part} part is not as written")


def _move_problems(
    envelope: Envelope, public: Public, so_far: Replayed, where: str
) -> Iterator[Problem]:
    stamp = Stamp(envelope.case, envelope.seq, envelope.agency)
    try:
        moved = rows_after(public, stamp, so_far)
    except UnitError as error:
        yield problem(
            "move_not_allowed", where, f"the case did not allow this step ({error.code})"
        )
        return
    so_far.rows |= {(type(row), key_of(row)): row for row in moved}


def _head_problems(group: Group, replayed: Replayed, sealed: int) -> Iterator[Problem]:
    where = f"chains[{group.case_number}]"
    heads = [(row.seq, row.hash) for row in group.of("chains")]
    if heads != ([(replayed.seq, replayed.hash)] if replayed.seq else []):
        yield problem("head_changed", where, f"the chain ends at {replayed.seq}, the head differs")
    if [row.seq for row in group.of("sealed_heads")] != ([sealed] if sealed else []):
        where = f"sealed_heads[{group.case_number}]"
        yield problem("sealed_head_changed", where, f"the seals cover entries up to {sealed}")


def _row_problems(group: Group, replayed: Replayed) -> Iterator[Problem]:
    expected = {(kind.noun, key): flat(row) for (kind, key), row in replayed.rows.items()}
    for noun in NOUNS:
        for row in group.of(noun.noun):
            kept = row._asdict()
            key = str(kept[noun.key])
            where = f"{noun.noun}[{key}]".encode("ascii", "replace").decode()
            rebuilt = expected.pop((noun.noun, key), None)
            if rebuilt is None:
                yield problem("row_extra", where, "no entry made this row")
            elif rebuilt != kept:
                yield problem("row_changed", where, "the row is not what the entries say")
    for noun_name, key in expected:
        yield problem("row_missing", f"{noun_name}[{key}]", "the entries say this row exists")


def _keys(
    group: Group, replayed: Replayed, master: MasterKey
) -> tuple[dict[str, CaseCipher], list[Problem]]:
    where = f"case_keys[{group.case_number}]"
    kept = {row.part: row.wrapped for row in group.of("case_keys")}
    expected = set() if replayed.erased or not replayed.seq else set(PARTS)
    if set(kept) != expected:
        return {}, [problem("case_keys_differ", where, "keys are missing, or left over")]
    try:
        return {
            part: master.case_key(group.case_number, part, bytes(wrapped))
            for part, wrapped in kept.items()
        }, []
    except (UnitError, TypeError):
        return {}, [problem("case_key_changed", where, "a key does not open")]


def _name_problems(
    group: Group, replayed: Replayed, cipher: CaseCipher | None
) -> Iterator[Problem]:
    where = f"name_tokens[{group.case_number}]"
    tokens = [str(row.token) for row in group.of("name_tokens")]
    if cipher is None or replayed.names is None:
        if tokens:
            yield problem("names_changed", where, "there are names that no entry wrote")
    elif cipher.fingerprint(" ".join(tokens).encode("utf-8", "replace")) != replayed.names:
        yield problem("names_changed", where, "the names are not those last written")


def _file_problems(
    case_number: str, needed: Iterable[str], store: StoredFiles, cipher: CaseCipher
) -> Iterator[Problem]:
    for sha256 in needed:
        try:
            store.read(case_number, sha256, cipher)
        except UnitError as error:
            yield Problem(error.code, str(error), error.remedy, f"store[{case_number} {sha256}]")


def ledger_problems(
    connection: sa.Connection, home: Path, master: MasterKey, store: StoredFiles | None
) -> Iterator[Problem]:
    """Yield every problem of the ledger, reading each table once and one case at a time."""
    facts = {row.name: row.value for row in connection.execute(sa.select(LEDGER_FACTS))}
    if facts != {"master_check": master.check()}:
        yield problem("ledger_facts_changed", "ledger_facts", "the master key's check differs")
    heads = SealedHeads()
    yield from heads.read(connection, home)
    for group in by_case(connection):
        yield from case_problems(group, master, store, heads)
    yield from heads.problems_left()
