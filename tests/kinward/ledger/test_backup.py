"""Backup and restore: proven by a restore that verifies."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from kinward.ledger import Ledger, default_url, restore
from kinward.ledger.faults import BackupUnreadable, MasterKeyMissing, MasterKeyWrong, PathTaken
from kinward.ledger.tables import METADATA
from kinward.store import Store
from schemas.ledger import CaseErased
from tests.kinward.ledger.builders import (
    CASE,
    NOON,
    a_full_case,
    a_signature,
    record_a_case,
)
from tests.postgres import PostgresServer


@pytest.fixture
def filled(ledger: Ledger, store: Store) -> Ledger:
    """Two cases that went all the way, one of them erased, sealed."""
    for case_number, tag in ((CASE, "a"), ("IL-2026-0002", "b")):
        a_full_case(ledger, store, case_number, tag)
    ledger.erase("IL-2026-0002", CaseErased(order_id="o-1", on=NOON.date()), a_signature())
    store.discard("IL-2026-0002")
    ledger.seal(NOON)
    return ledger


@pytest.fixture
def fresh_url(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An empty database of the same engine as `url`."""
    if url.startswith("sqlite"):
        return default_url(tmp_path / "again")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database()


def test_a_restored_ledger_is_the_same_and_verifies(
    filled: Ledger, fresh_url: str, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "b.tar", with_master_key=True)

    with restore(tmp_path / "b.tar", tmp_path / "again", fresh_url) as again:
        assert again.verify(Store(tmp_path / "again" / "store")) == ()
        assert _tables(again) == _tables(filled)
        assert again.history(CASE) == filled.history(CASE)
        assert again.history(CASE)[0].sealed is not None
        again.seal(NOON)
        record_a_case(again, "IL-2026-0003")
        assert again.verify(Store(tmp_path / "again" / "store")) == ()


def test_a_backup_moves_from_sqlite_to_postgresql(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    with Ledger.open(None, tmp_path / "home") as ledger:
        a_full_case(ledger, Store(tmp_path / "home" / "store"), CASE, "a")
        ledger.seal(NOON)
        ledger.backup(tmp_path / "b.tar", with_master_key=True)

    url = postgres_server.new_database()
    with restore(tmp_path / "b.tar", tmp_path / "again", url) as again:
        assert again.verify(Store(tmp_path / "again" / "store")) == ()


def test_the_master_key_is_left_out_unless_asked_for(
    filled: Ledger, fresh_url: str, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "b.tar")
    key = (filled.home / "keys" / "master.key").read_bytes()
    assert key.strip() not in (tmp_path / "b.tar").read_bytes()

    with pytest.raises(MasterKeyMissing):
        restore(tmp_path / "b.tar", tmp_path / "again", fresh_url)
    assert not _left_in(tmp_path / "again")

    (tmp_path / "again" / "keys").mkdir(parents=True)
    (tmp_path / "again" / "keys" / "master.key").write_bytes(key)
    with restore(tmp_path / "b.tar", tmp_path / "again", fresh_url) as again:
        assert again.verify(Store(tmp_path / "again" / "store")) == ()


def test_a_restore_with_another_master_key_leaves_nothing(
    filled: Ledger, fresh_url: str, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "b.tar")
    (tmp_path / "again" / "keys").mkdir(parents=True)
    (tmp_path / "again" / "keys" / "master.key").write_text("00" * 32)

    with pytest.raises(MasterKeyWrong):
        restore(tmp_path / "b.tar", tmp_path / "again", fresh_url)
    assert _left_in(tmp_path / "again") == ["keys"]


def test_a_restore_overwrites_neither_a_home_nor_a_database(
    filled: Ledger, url: str, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "b.tar", with_master_key=True)
    before = _tables(filled)

    with pytest.raises(PathTaken):
        restore(tmp_path / "b.tar", filled.home, url)
    with pytest.raises(PathTaken):
        restore(tmp_path / "b.tar", tmp_path / "elsewhere", url)

    assert _left_in(tmp_path / "elsewhere") == []
    assert _tables(filled) == before


def test_a_damaged_backup_restores_nothing(filled: Ledger, fresh_url: str, tmp_path: Path) -> None:
    filled.backup(tmp_path / "b.tar", with_master_key=True)
    whole = (tmp_path / "b.tar").read_bytes()
    for damaged in (b"", b"hello", whole[: len(whole) // 2], whole[:2000]):
        (tmp_path / "cut.tar").write_bytes(damaged)
        with pytest.raises(BackupUnreadable):
            restore(tmp_path / "cut.tar", tmp_path / "again", fresh_url)
        assert _left_in(tmp_path / "again") == []


def test_a_changed_backup_does_not_verify(filled: Ledger, fresh_url: str, tmp_path: Path) -> None:
    filled.backup(tmp_path / "b.tar", with_master_key=True)
    whole = (tmp_path / "b.tar").read_bytes()
    assert whole.count(b'"state":"sent"') == 4
    (tmp_path / "b.tar").write_bytes(whole.replace(b'"state":"sent"', b'"state":"void"', 1))

    with restore(tmp_path / "b.tar", tmp_path / "again", fresh_url) as again:
        assert [problem.code for problem in again.verify()] == ["row_changed"]


def test_a_backup_overwrites_nothing(filled: Ledger, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("mine")
    with pytest.raises(PathTaken):
        filled.backup(tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "mine"


def _left_in(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir()) if home.exists() else []


def _tables(ledger: Ledger) -> list[tuple[object, ...]]:
    with ledger.reading() as screens:
        return [
            (table.name, *row)
            for table in METADATA.sorted_tables
            for row in screens.connection.execute(sa.select(table).order_by(*table.primary_key))
        ]
