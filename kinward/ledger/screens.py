"""What screens and flows ask the ledger: rows of one moment, and the history of a case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from kinward.ledger.entries import RESTRICTED, SEALED, Entry, entry_of
from kinward.ledger.faults import CaseKeyDestroyed, CaseUnknown
from kinward.ledger.keyring import load_case_keys
from kinward.ledger.keys import CaseCipher, MasterKey
from kinward.ledger.names import words_of
from kinward.ledger.rows import (
    CaseRow,
    DeliveryRow,
    DocumentRow,
    DutyRow,
    PacketRow,
    QuestionRow,
    R,
    ReceiptRow,
    raised,
)
from kinward.ledger.tables import ENTRIES, NAME_TOKENS, NOUN_TABLES


@dataclass(frozen=True, slots=True)
class Screens:
    """Everything that can be read, as of one moment of the database."""

    connection: sa.Connection
    master: MasterKey

    def cases(self) -> tuple[CaseRow, ...]:
        """Return every case by number, erased ones included."""
        return self._rows(CaseRow, {})

    def case(self, case_number: str) -> CaseRow:
        """Return one case.

        Raises:
            CaseUnknown: the ledger has no such case.
        """
        found = self._rows(CaseRow, {"case_number": case_number})
        if not found:
            raise CaseUnknown(f"case {case_number} is not in the ledger")
        return found[0]

    def duties(
        self,
        case_number: str | None = None,
        states: Sequence[str] | None = None,
        due_by: date | None = None,
    ) -> tuple[DutyRow, ...]:
        """Return duties, the earliest due first and those without a day last."""
        wanted: dict[str, str | None] = {"case_number": case_number}
        duties = self._rows(DutyRow, wanted, states=states, due_by=due_by)
        return tuple(sorted(duties, key=lambda duty: (duty.due_on or date.max, duty.duty_id)))

    def documents(self, case_number: str | None = None) -> tuple[DocumentRow, ...]:
        """Return documents, by id."""
        return self._rows(DocumentRow, {"case_number": case_number})

    def packets(
        self, case_number: str | None = None, states: Sequence[str] | None = None
    ) -> tuple[PacketRow, ...]:
        """Return packets, by id."""
        return self._rows(PacketRow, {"case_number": case_number}, states=states)

    def packet(self, packet_id: str) -> PacketRow | None:
        """Return one packet, whatever its case."""
        found = self._rows(PacketRow, {"packet_id": packet_id})
        return found[0] if found else None

    def deliveries(self, packet_id: str | None = None) -> tuple[DeliveryRow, ...]:
        """Return what was handed to channels."""
        return self._rows(DeliveryRow, {"packet_id": packet_id})

    def receipts(
        self, case_number: str | None = None, packet_id: str | None = None
    ) -> tuple[ReceiptRow, ...]:
        """Return what came back."""
        return self._rows(ReceiptRow, {"case_number": case_number, "packet_id": packet_id})

    def questions(
        self, case_number: str | None = None, *, open_only: bool = True
    ) -> tuple[QuestionRow, ...]:
        """Return the questions that wait for a person, or all there ever were."""
        wanted = {"case_number": case_number, "is_open": "true" if open_only else None}
        return self._rows(QuestionRow, wanted)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the numbers of the cases found by every word of this name."""
        tokens = {self.master.token(word) for word in words_of(name)}
        if not tokens:
            return ()
        number = NAME_TOKENS.c.case_number
        chosen = (
            sa.select(number)
            .where(NAME_TOKENS.c.token.in_(tokens))
            .group_by(number)
            .having(sa.func.count() == len(tokens))
            .order_by(number)
        )
        return tuple(self.connection.execute(chosen).scalars())

    def history(self, case_number: str, *, restricted: bool = False) -> Iterator[Entry]:
        """Yield a case's entries in order, decrypted; the restricted part only on request."""
        chosen = sa.select(ENTRIES).where(ENTRIES.c.case_number == case_number)
        yield from self._entries(chosen.order_by(ENTRIES.c.seq), case_number, restricted)

    def last(self, case_number: str, kind: str, *, restricted: bool = False) -> Entry | None:
        """Return the latest entry of a kind, if there is one."""
        at = (ENTRIES.c.case_number == case_number) & (ENTRIES.c.kind == kind)
        chosen = sa.select(ENTRIES).where(at).order_by(ENTRIES.c.seq.desc()).limit(1)
        return next(self._entries(chosen, case_number, restricted), None)

    def _entries(
        self,
        chosen: sa.Select[tuple[object, ...]],
        case_number: str,
        restricted: bool,  # noqa: FBT001 - private, always named by the callers above
    ) -> Iterator[Entry]:
        sealed_key, restricted_key = self._ciphers(case_number)
        for row in self.connection.execute(chosen):
            parts = {
                SEALED: (row.sealed, sealed_key),
                RESTRICTED: (row.restricted, restricted_key if restricted else None),
            }
            yield entry_of(row.hash, row.envelope, parts)

    def _ciphers(self, case_number: str) -> tuple[CaseCipher | None, CaseCipher | None]:
        try:
            keys = load_case_keys(self.connection, self.master, case_number)
        except CaseKeyDestroyed:
            return None, None
        return keys.sealed, keys.restricted

    def _rows(
        self,
        noun: type[R],
        wanted: dict[str, str | None],
        states: Sequence[str] | None = None,
        due_by: date | None = None,
    ) -> tuple[R, ...]:
        table = NOUN_TABLES[noun]
        chosen = sa.select(table).order_by(table.c[noun.key])
        for column, value in wanted.items():
            chosen = chosen if value is None else chosen.where(table.c[column] == value)
        if states is not None:
            chosen = chosen.where(table.c.state.in_(states))
        if due_by is not None:
            chosen = chosen.where(table.c.due_on <= due_by.isoformat())
        return tuple(raised(noun, row._asdict()) for row in self.connection.execute(chosen))
