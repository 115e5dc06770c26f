"""Verification: every kind of tampering, in every place, is noticed and its place is named."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
import sqlalchemy as sa

from kinward.ledger import Ledger
from kinward.ledger.faults import EntryAltered, SealedPartBroken
from kinward.ledger.tables import ENTRIES, METADATA
from kinward.store import Store
from schemas.ledger import CaseErased
from tests.kinward.ledger.builders import NOON, a_case_recorded, a_full_case, a_signature

FIRST, SECOND = "IL-2026-0001", "IL-2026-0002"
TABLES = METADATA.sorted_tables


@pytest.fixture
def filled(ledger: Ledger, store: Store) -> Ledger:
    """Two cases that went all the way, sealed after each."""
    for case_number, tag in ((FIRST, "a"), (SECOND, "b")):
        a_full_case(ledger, store, case_number, tag)
        ledger.seal(NOON)
    return ledger


def test_an_untouched_ledger_has_no_problem(filled: Ledger, store: Store) -> None:
    assert filled.verify(store) == ()


def test_a_change_in_any_cell_of_any_row_is_noticed(filled: Ledger) -> None:
    # Every cell of a case's rows on SQLite; on PostgreSQL, slower, one row and one change of each.
    rows, changes = (1, 1) if filled.engine.dialect.name == "postgresql" else (9, 9)
    unnoticed = [
        f"{table.name}.{column.name}: {changed!r}"
        for table in TABLES
        for row in _rows(filled, table)[:rows]
        for column in table.columns
        for changed in islice(_changes(row[column.name], column), changes)
        if _update(filled, table, row, {column.name: changed}) and not _noticed(filled, table, row)
    ]
    assert unnoticed == []
    assert filled.verify() == ()


def test_a_value_of_another_type_is_noticed(home: Path, store: Store) -> None:
    # SQLite lets anyone put text where numbers and bytes belong; reading it must not fail.
    with Ledger.open(None, home) as ledger:
        a_full_case(ledger, store, FIRST, "a")
        ledger.seal(NOON)
        for table in TABLES:
            for column in table.columns:
                for other in ("'x'", "x'ff'"):
                    _put_and_take_back(ledger, store, f"{table.name}.{column.name}", other)
        assert ledger.verify(store) == ()


def _put_and_take_back(ledger: Ledger, store: Store, place: str, other: str) -> None:
    table, column = place.split(".")
    change = f"UPDATE {table} SET {column} = {other} WHERE rowid = ?"  # noqa: S608 - our words
    back = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"  # noqa: S608 - as above
    first = f"SELECT rowid, {column} FROM {table} LIMIT 1"  # noqa: S608 - as above
    with ledger.engine.connect() as connection:
        rowid, kept = connection.exec_driver_sql(first).one()
        try:
            connection.exec_driver_sql(change, (rowid,))
        except sa.exc.IntegrityError:
            return  # SQLite did not let that happen
        connection.commit()
        assert ledger.verify(store), f"{place} = {other}"
        connection.exec_driver_sql(back, (kept, rowid))
        connection.commit()


def test_a_deleted_row_is_noticed(filled: Ledger) -> None:
    for table in TABLES:
        rows = _rows(filled, table)
        assert rows, table.name
        for row in rows:
            _execute(filled, sa.delete(table).where(_is(table, row)))
            assert filled.verify(), f"{table.name} without {row}"
            _execute(filled, sa.insert(table).values(row))
    assert filled.verify() == ()


def test_a_row_that_no_entry_made_is_noticed(filled: Ledger) -> None:
    for table in TABLES:
        row = _rows(filled, table)[0]
        keys = [column.name for column in table.primary_key]
        fresh = 99 if isinstance(row[keys[-1]], int) else "IL-2099-0001"
        extra = {**row, keys[-1]: fresh}
        _execute(filled, sa.insert(table).values(extra))
        assert filled.verify(), table.name
        _execute(filled, sa.delete(table).where(_is(table, extra)))
    assert filled.verify() == ()


def test_entries_that_change_places_are_noticed(filled: Ledger) -> None:
    one, two = (row for row in _rows(filled, ENTRIES) if row["seq"] in (2, 3) and _first(row))
    _execute(filled, sa.delete(ENTRIES).where(_is(ENTRIES, one)))
    _execute(filled, sa.update(ENTRIES).where(_is(ENTRIES, two)).values(seq=2))
    _execute(filled, sa.insert(ENTRIES).values({**one, "seq": 3}))

    codes = {problem.code for problem in filled.verify()}
    assert {"entry_moved", "chain_broken"} <= codes


def test_a_tail_cut_off_with_its_head_and_rows_is_found_by_the_seal(filled: Ledger) -> None:
    _cut_off_last_entry(filled)

    found = {(problem.code, problem.where) for problem in filled.verify()}
    assert ("tail_cut_off", f"entries[{FIRST} #9]") in found


def test_a_tail_cut_off_together_with_every_seal_is_found_by_the_copy_outside(
    filled: Ledger,
) -> None:
    _cut_off_last_entry(filled)
    _execute(filled, sa.delete(METADATA.tables["seals"]))

    codes = {problem.code for problem in filled.verify()}
    assert {"seal_missing", "tail_cut_off"} <= codes


def test_a_whole_case_that_vanished_is_found_by_the_seal(filled: Ledger) -> None:
    for table in METADATA.sorted_tables:
        if "case_number" in table.c:
            _execute(filled, sa.delete(table).where(table.c.case_number == SECOND))

    assert {problem.code for problem in filled.verify()} == {"tail_cut_off"}


@pytest.mark.parametrize("at", [0, 10, 80, 200, -1])
def test_a_changed_byte_of_the_seals_outside_is_noticed(filled: Ledger, at: int) -> None:
    path = filled.home / "seals.jsonl"
    path.write_bytes(_flipped(path.read_bytes(), at))

    assert filled.verify()


def test_a_seal_line_taken_away_is_noticed(filled: Ledger) -> None:
    path = filled.home / "seals.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])

    assert [problem.code for problem in filled.verify()] == ["seal_line_missing"]
    filled.seal(NOON)
    assert filled.verify() == ()


def test_a_stored_file_changed_cut_missing_or_swapped_is_noticed(
    filled: Ledger, store: Store
) -> None:
    files = sorted(path for path in store.folder.rglob("*") if path.is_file())
    kept = {path: path.read_bytes() for path in files}
    assert len(files) == 4
    for path, whole in kept.items():
        others = [other for other in kept.values() if other != whole]
        for changed in (b"", whole[:-1], _flipped(whole, 0), _flipped(whole, -1), *others):
            path.write_bytes(changed)
            assert _codes(filled, store) == ["stored_file_altered"]
        path.unlink()
        assert _codes(filled, store) == ["stored_file_missing"]
        path.write_bytes(whole)
    assert filled.verify(store) == ()


def test_a_changed_entry_or_exchanged_sealed_part_is_not_even_read(filled: Ledger) -> None:
    (one, two) = [row for row in _rows(filled, ENTRIES) if row["sealed"] and _first(row)]
    exchanged = sa.update(ENTRIES).where(_is(ENTRIES, one)).values(sealed=two["sealed"])
    _execute(filled, exchanged)
    with pytest.raises(SealedPartBroken):
        filled.history(FIRST)

    envelope = bytes(one["envelope"]).replace(b"2026", b"2027")  # type: ignore[call-overload]
    _execute(filled, sa.update(ENTRIES).where(_is(ENTRIES, one)).values(envelope=envelope))
    with pytest.raises(EntryAltered):
        filled.history(FIRST)


def test_a_sealed_part_moved_to_another_entry_of_its_kind_does_not_open(ledger: Ledger) -> None:
    with ledger.begin(a_signature()) as page:
        page.record(FIRST, a_case_recorded(), sealed="old")
        page.record(FIRST, a_case_recorded(), sealed="new")
    one, two = _rows(ledger, ENTRIES)
    moved = sa.update(ENTRIES).where(_is(ENTRIES, two)).values(sealed=one["sealed"])
    _execute(ledger, moved)

    with pytest.raises(SealedPartBroken):
        ledger.last(FIRST, "case_recorded")


def test_an_erased_case_still_verifies_and_needs_no_file(filled: Ledger, store: Store) -> None:
    order = CaseErased(order_id="order-7", on=NOON.date())
    filled.erase(FIRST, order, a_signature())
    store.discard(FIRST)

    assert filled.verify(store) == ()


def test_a_database_that_is_no_longer_one_is_a_problem_not_a_crash(
    tmp_path: Path, store: Store
) -> None:
    with Ledger.open(None, tmp_path / "home") as ledger:
        a_full_case(ledger, store, FIRST, "a")
        _execute(ledger, sa.text("DROP TABLE packets"))

        assert [problem.code for problem in ledger.verify()] == ["ledger_unreadable"]


def _cut_off_last_entry(ledger: Ledger) -> None:
    """Do what a careful forger does: entry, head and row all tell the shorter story."""
    at = (ENTRIES.c.case_number == FIRST) & (ENTRIES.c.seq == 9)
    _execute(ledger, sa.delete(ENTRIES).where(at))
    _execute(
        ledger,
        sa.delete(METADATA.tables["questions"]).where(
            sa.text(f"seq = 9 AND case_number = '{FIRST}'")
        ),
    )
    eighth = next(row for row in _rows(ledger, ENTRIES) if row["seq"] == 8 and _first(row))
    chains = METADATA.tables["chains"]
    head = sa.update(chains).where(chains.c.case_number == FIRST)
    _execute(ledger, head.values(seq=8, hash=eighth["hash"]))


def _first(row: dict[str, object]) -> bool:
    return row["case_number"] == FIRST


def _codes(ledger: Ledger, store: Store) -> list[str]:
    return [problem.code for problem in ledger.verify(store)]


def _rows(ledger: Ledger, table: sa.Table) -> list[dict[str, object]]:
    with ledger.engine.begin() as connection:
        return [row._asdict() for row in connection.execute(sa.select(table))]


def _execute(ledger: Ledger, statement: sa.Executable) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(statement)


def _is(table: sa.Table, row: dict[str, object]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key))


def _update(
    ledger: Ledger, table: sa.Table, row: dict[str, object], changed: dict[str, object]
) -> bool:
    """Change the row; say whether the database let that happen."""
    try:
        _execute(ledger, sa.update(table).where(_is(table, row)).values(changed))
    except (sa.exc.IntegrityError, sa.exc.DataError):
        return False
    row["changed"] = {**row, **changed}
    return True


def _noticed(ledger: Ledger, table: sa.Table, row: dict[str, object]) -> bool:
    """Say whether verification notices the changed row, and put it back as it was."""
    found = ledger.verify()
    changed = row.pop("changed")
    assert isinstance(changed, dict)
    _execute(ledger, sa.update(table).where(_is(table, changed)).values(row))
    return bool(found)


def _changes(value: object, column: sa.Column[object]) -> Iterator[object]:
    if isinstance(value, bytes):
        yield from (_flipped(value, at) for at in (0, len(value) // 2, -1))
        yield value[:-1]
        yield value + b" "
    elif isinstance(value, int):
        yield value + 100
    elif isinstance(value, str):
        yield value + " "
        yield value.swapcase() if value.swapcase() != value else value[:-1]
        yield value[:-1] + "é"
    else:
        yield b"x" if isinstance(column.type, sa.LargeBinary) else "x"
    if value is not None:
        yield None


def _flipped(whole: bytes, at: int) -> bytes:
    changed = bytearray(whole)
    changed[at] ^= 1
    return bytes(changed)
