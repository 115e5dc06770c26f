"""A page of the ledger: what is recorded on it is written together, or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import JsonValue

from kinward.ledger import delivery_moves, duty_moves, paper_moves  # noqa: F401 - register moves
from kinward.ledger.database import lock, upsert
from kinward.ledger.entries import (
    RESTRICTED,
    SEALED,
    Entry,
    Link,
    Signed,
    bound_to,
    canonical,
    entry_of,
    enveloped,
    hash_of,
)
from kinward.ledger.faults import OtherCase
from kinward.ledger.keyring import CaseKeys, destroy_case_keys, load_case_keys, make_case_keys
from kinward.ledger.keys import MasterKey
from kinward.ledger.moves import Stamp, rows_after
from kinward.ledger.names import words_of_all
from kinward.ledger.rows import NOUNS, R, Row, flat, raised
from kinward.ledger.tables import CHAINS, ENTRIES, NAME_TOKENS, NOUN_TABLES
from schemas.ledger import CaseErased, Public


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one case as the database holds them at this moment."""

    connection: sa.Connection
    case_number: str

    def find(self, noun: type[R], key: str) -> R | None:
        table = NOUN_TABLES[noun]
        found = self.connection.execute(sa.select(table).where(table.c[noun.key] == key)).first()
        if found is None:
            return None
        row = raised(noun, found._asdict())
        if row.case_number != self.case_number:
            raise OtherCase(f"{noun.noun}: {key} belongs to another case")
        return row

    def everything(self) -> Iterator[Row]:
        for noun in NOUNS:
            table = NOUN_TABLES[noun]
            chosen = sa.select(table).where(table.c.case_number == self.case_number)
            for found in self.connection.execute(chosen):
                yield raised(noun, found._asdict())


class Page:
    """Where entries are recorded, signed by one actor; see `Ledger.begin`."""

    def __init__(self, connection: sa.Connection, master: MasterKey, signed: Signed) -> None:
        self.connection = connection
        self.erased = False
        self._master = master
        self._signed = signed

    def record(
        self,
        case_number: str,
        public: Public,
        *,
        sealed: JsonValue = None,
        restricted: JsonValue = None,
        names: Iterable[str] | None = None,
    ) -> Entry:
        """Add an entry to the case's chain and move the rows that screens query.

        `sealed` and `restricted` are kept encrypted; `names` are all the names by which the case
        is found from now on.

        Raises:
            UnitError: the step is not allowed as the case stands; nothing was written.
        """
        with self.connection.begin_nested():  # a refused step leaves nothing half written
            return self._add(case_number, public, {SEALED: sealed, RESTRICTED: restricted}, names)

    def _add(
        self,
        case_number: str,
        public: Public,
        values: dict[str, JsonValue],
        names: Iterable[str] | None,
    ) -> Entry:
        lock(self.connection, case_number)
        link = self._next_link(case_number)
        stamp = Stamp(case_number, link.seq, self._signed.agency)
        rows = rows_after(public, stamp, TableRows(self.connection, case_number))
        keys = self._keys(link)
        parts = {
            part: _encrypted(part, value, keys, bound_to(link, public.kind, part))
            for part, value in values.items()
        }
        digests = {part: hash_of(raw) if raw else None for part, raw in parts.items()}
        if names is not None:
            digests["names"] = self._index(keys, case_number, names)
        envelope = enveloped(public, link, self._signed, digests)
        self._write(link, public, envelope, parts)
        for row in rows:
            upsert(self.connection, NOUN_TABLES[type(row)], flat(row))
        if isinstance(public, CaseErased):
            destroy_case_keys(self.connection, case_number)
            self.erased = True
        ciphers = {SEALED: (parts[SEALED], keys.sealed), RESTRICTED: (parts[RESTRICTED], None)}
        return entry_of(hash_of(envelope), envelope, ciphers)

    def _next_link(self, case_number: str) -> Link:
        head = self.connection.execute(
            sa.select(CHAINS.c.seq, CHAINS.c.hash).where(CHAINS.c.case_number == case_number)
        ).first()
        return Link(case_number, head.seq + 1, head.hash) if head else Link(case_number, 1, None)

    def _keys(self, link: Link) -> CaseKeys:
        if link.seq == 1:
            return make_case_keys(self.connection, self._master, link.case_number)
        return load_case_keys(self.connection, self._master, link.case_number)

    def _index(self, keys: CaseKeys, case_number: str, names: Iterable[str]) -> str:
        tokens = sorted(self._master.token(word) for word in words_of_all(names))
        self.connection.execute(
            sa.delete(NAME_TOKENS).where(NAME_TOKENS.c.case_number == case_number)
        )
        if tokens:
            rows = [{"case_number": case_number, "token": token} for token in tokens]
            self.connection.execute(sa.insert(NAME_TOKENS), rows)
        return keys.sealed.fingerprint(" ".join(tokens).encode())

    def _write(
        self, link: Link, public: Public, envelope: bytes, parts: dict[str, bytes | None]
    ) -> None:
        entry = {"kind": public.kind, "hash": hash_of(envelope), "envelope": envelope, **parts}
        self.connection.execute(
            sa.insert(ENTRIES).values(case_number=link.case_number, seq=link.seq, **entry)
        )
        head = {"seq": link.seq, "hash": hash_of(envelope)}
        if link.seq == 1:
            head = {"case_number": link.case_number, **head}
            self.connection.execute(sa.insert(CHAINS).values(head))
        else:
            at = CHAINS.c.case_number == link.case_number
            self.connection.execute(sa.update(CHAINS).where(at).values(head))


def _encrypted(part: str, value: JsonValue, keys: CaseKeys, place: str) -> bytes | None:
    if value is None:
        return None
    cipher = keys.sealed if part == SEALED else keys.restricted
    return cipher.encrypt(canonical(value), place)
