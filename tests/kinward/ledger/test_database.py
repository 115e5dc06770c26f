"""The tables: what the migrations make is what the program reads, on both engines."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kinward.ledger import Ledger
from kinward.ledger.database import HEAD
from kinward.ledger.faults import LedgerTooNew, LedgerUnreadable
from kinward.ledger.tables import METADATA
from tests.kinward.ledger.builders import CASE, record_a_case


def test_the_migrations_make_the_tables_that_the_program_reads(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_the_program_knows_the_latest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "kinward.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_ledger_of_a_newer_kinward_is_left_alone(url: str, home: Path) -> None:
    with Ledger.open(url, home) as ledger:
        record_a_case(ledger)
        _set_revision(ledger, "v9999")
    with pytest.raises(LedgerTooNew):
        Ledger.open(url, home)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "ledger.sqlite3").write_text("a shopping list, not a database at all, really not")
    with pytest.raises(LedgerUnreadable):
        Ledger.open(None, home)
    assert (home / "ledger.sqlite3").read_text().startswith("a shopping list")


def test_a_server_that_does_not_answer_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreadable):
        Ledger.open("postgresql://nobody@127.0.0.1:1/none", tmp_path / "home")
    assert not (tmp_path / "home" / "keys").exists()


def test_sqlite_survives_power_cuts_and_forgets_what_is_deleted(tmp_path: Path) -> None:
    with Ledger.open(None, tmp_path / "home") as ledger, ledger.engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "busy_timeout")
        }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "busy_timeout": 30000,
    }


def test_errors_of_the_database_carry_no_value(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError) as caught:
        connection.execute(
            sa.insert(METADATA.tables["chains"]),
            {"case_number": CASE, "seq": None, "hash": "Quibblethorn"},
        )
    assert "parameters hidden" in str(caught.value)


def _set_revision(ledger: Ledger, revision: str) -> None:
    with ledger.engine.begin() as connection:
        statement = sa.text("UPDATE alembic_version SET version_num = :revision")
        connection.execute(statement, {"revision": revision})
