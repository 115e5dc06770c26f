"""Checking the seals: their own chain, the copy outside, and the heads they swear to."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import sqlalchemy as sa

from kinward.ledger.entries import digest_of
from kinward.ledger.problems import problem
from kinward.ledger.seals import FILE_NAME, seal_line
from kinward.ledger.sorted_streams import AnyRow
from kinward.ledger.tables import SEALS
from schemas.problem import Problem


class SealedHeads:
    """The heads that the seals swear to; asked once per case while the chains are read."""

    def __init__(self) -> None:
        self._heads: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self._last: dict[str, int] = {}

    def read(self, connection: sa.Connection, home: Path) -> Iterator[Problem]:
        """Read every seal, inside and outside the database, and yield what is wrong with them."""
        raw = [sa.type_coerce(column, sa.types.NULLTYPE).label(column.name) for column in SEALS.c]
        chosen = sa.select(*raw).order_by(SEALS.c.number)
        rows = connection.execution_options(yield_per=10).execute(chosen)
        prev: str | None = None
        pairs = zip_longest(rows, _lines(home / FILE_NAME))
        for number, (row, line) in enumerate(pairs, start=1):
            yield from _copy_problems(row, line, number)
            if row is not None:
                yield from self._seal_problems(row, number, prev)
                prev = row.hash
            else:
                yield from self._learn(_seal_in(line), f"{FILE_NAME}:{number}", (number, None))

    def _seal_problems(self, row: AnyRow, number: int, prev: str | None) -> Iterator[Problem]:
        where = f"seals[{number}]"
        if digest_of(row.envelope) != row.hash or row.number != number:
            yield problem("seal_changed", where, "its bytes do not have its hash or number")
        yield from self._learn(row.envelope, where, (number, prev))

    def _learn(
        self, stored: object, where: str, place: tuple[int, str | None]
    ) -> Iterator[Problem]:
        try:
            body = json.loads(stored if isinstance(stored, str | bytes) else "")
            heads = [(str(case), int(seq), str(head)) for case, seq, head in body["heads"]]
            told = (body["number"], body["prev"])
        except (ValueError, KeyError, TypeError):
            yield problem("seal_changed", where, "it is not readable as a seal")
            return
        if told != place and where.startswith("seals"):
            yield problem("seal_chain_broken", where, "it does not follow the seal before it")
        for case, seq, head in heads:
            self._heads[case][seq] = head
            self._last[case] = max(seq, self._last.get(case, 0))

    def sealed_through(self, case_number: str) -> int:
        """Return the last entry of the case that a seal covers."""
        return self._last.get(case_number, 0)

    def problems_at(self, case_number: str, seq: int, row_hash: str) -> Iterator[Problem]:
        """Yield a problem if a seal swears to another hash for this entry."""
        sworn = self._heads[case_number].pop(seq, None) if case_number in self._heads else None
        if sworn is not None and sworn != row_hash:
            where = f"entries[{case_number} #{seq}]"
            yield problem("sealed_entry_differs", where, "a seal swears to another entry here")

    def problems_beyond(self, case_number: str, seq: int) -> Iterator[Problem]:
        """Yield a problem for each sealed head that the chain no longer has."""
        for sworn in self._heads.pop(case_number, {}):
            where = f"entries[{case_number} #{sworn}]"
            yield problem("tail_cut_off", where, f"it was sealed, but the chain ends at {seq}")

    def problems_left(self) -> Iterator[Problem]:
        """Yield a problem for each sealed head of a case that is gone altogether."""
        for case_number in tuple(self._heads):
            yield from self.problems_beyond(case_number, 0)


def _lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as file:
            yield from file


def _seal_in(line: bytes | None) -> object:
    """Return the seal inside a line of the copy, if it can be read at all."""
    try:
        return json.loads(line or b"")["seal"]
    except (ValueError, KeyError, TypeError):
        return None


def _copy_problems(row: AnyRow | None, line: bytes | None, number: int) -> Iterator[Problem]:
    where = f"{FILE_NAME}:{number}"
    if row is None:
        yield problem("seal_missing", f"seals[{number}]", "it is only in the copy outside")
    elif line is None:
        yield problem("seal_line_missing", where, "the copy outside lacks it; seal again")
    elif not isinstance(row.envelope, bytes) or seal_line(row.envelope) != line:
        yield problem("seal_line_changed", where, "the copy outside differs from the database")
