"""The database laid ready made is the one that Prefect's own migrations make."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows import prefect_database
from flows.prefect_database import NAME, lay, migrated


def made_of(database: Path) -> dict[str, list[str]]:
    """Return what a database is made of, by name, and the revision it stands at.

    The lines of a statement are sorted: the migrations leave the order of constraints to chance.
    """
    with closing(sqlite3.connect(database)) as opened:
        made = opened.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master")
        revision = opened.execute("SELECT 'revision', version_num FROM alembic_version")
        return {
            name: sorted(line.strip(" ,\t") for line in statement.splitlines())
            for name, statement in [*made.fetchall(), *revision.fetchall()]
        }


def rows(database: Path) -> int:
    """Return how many rows all tables hold together."""
    with closing(sqlite3.connect(database)) as opened:
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        counts = (opened.execute(f'SELECT count(*) FROM "{name}"') for (name,) in names)  # noqa: S608
        return sum(count.fetchone()[0] for count in counts)


def test_what_is_laid_is_what_the_migrations_of_this_prefect_make(tmp_path: Path) -> None:
    lay(tmp_path)
    made = migrated(tmp_path / "home")

    assert made_of(tmp_path / NAME) == made_of(made)
    assert rows(tmp_path / NAME) == rows(made) == 1


def test_a_database_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"somebody's")

    lay(tmp_path)

    assert (tmp_path / NAME).read_bytes() == b"somebody's"


def test_for_another_prefect_nothing_is_laid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.sql"
    other.write_text("-- Prefect 2.0.0\nCREATE TABLE flow (id);\n")
    monkeypatch.setattr(prefect_database, "SCHEMA", other)

    lay(tmp_path)

    assert not (tmp_path / NAME).exists()
