"""Reading all tables side by side, case after case, without holding more than one case."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from kinward.ledger.rows import NOUNS
from kinward.ledger.tables import (
    CASE_KEYS,
    CHAINS,
    ENTRIES,
    NAME_TOKENS,
    NOUN_TABLES,
    SEALED_HEADS,
)

AnyRow = sa.Row[*tuple[Any, ...]]
_TABLES = (
    ENTRIES,
    CHAINS,
    SEALED_HEADS,
    CASE_KEYS,
    NAME_TOKENS,
    *(NOUN_TABLES[noun] for noun in NOUNS),
)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of all tables that carry one case number."""

    case_number: str
    rows: dict[str, Iterator[AnyRow]]

    def of(self, table: str) -> Iterator[AnyRow]:
        """Yield the rows of one table, once."""
        return self.rows.get(table, iter(()))


class _Cases:
    """One table's rows, grouped by case; `case_number` is the next one, None at the end."""

    def __init__(self, connection: sa.Connection, table: sa.Table) -> None:
        keys = [column for column in table.primary_key if column.name != "case_number"]
        # Without types: whatever was put into a column arrives as it is, and is compared.
        raw = [sa.type_coerce(column, sa.types.NULLTYPE).label(column.name) for column in table.c]
        chosen = sa.select(*raw).order_by(table.c.case_number, *keys)
        rows = connection.execution_options(yield_per=200).execute(chosen)
        self._groups = groupby(rows, key=lambda row: _text(row.case_number))
        self.table = table.name
        self.case_number: str | None = None
        self.rows: Iterator[AnyRow] = iter(())
        self.advance()

    def advance(self) -> None:
        self.case_number, self.rows = next(self._groups, (None, iter(())))


def by_case(connection: sa.Connection) -> Iterator[Group]:
    """Yield one group per case number that appears in any table, in order."""
    streams = [_Cases(connection, table) for table in _TABLES]
    while True:
        waiting = [stream.case_number for stream in streams if stream.case_number is not None]
        if not waiting:
            return
        case_number = min(waiting)
        here = [stream for stream in streams if stream.case_number == case_number]
        yield Group(case_number, {stream.table: stream.rows for stream in here})
        for stream in here:
            stream.advance()


def _text(stored: object) -> str:
    """Return a case number as text, even one that someone overwrote with other bytes."""
    return stored if isinstance(stored, str) else repr(stored)
