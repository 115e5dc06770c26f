"""Lays Prefect's database ready made: its own migrations take a new home ten seconds.

`prefect_schema.sql` is what the migrations of the pinned Prefect leave in an empty database;
`python -m flows.prefect_database` writes it anew after Prefect was pinned to another version, and
a test compares the two. With any other Prefect the migrations do the work.
"""

import contextlib
import importlib.metadata
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from flows.environment import prefect_environment

SCHEMA = Path(__file__).with_name("prefect_schema.sql")
NAME = "prefect.db"
_MIGRATE = """
import asyncio
from prefect.server.database import provide_database_interface
asyncio.run(provide_database_interface().create_db())
"""


def lay(folder: Path) -> None:
    """Put an empty database into `folder` if there is none and the pinned Prefect is installed."""
    schema = SCHEMA.read_text(encoding="utf-8")
    if (folder / NAME).exists() or not schema.startswith(_first_line()):
        return
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        made = Path(aside) / NAME
        with contextlib.closing(sqlite3.connect(made)) as database:
            database.executescript(schema)
        # A link, unlike a move, leaves alone what another start has put there meanwhile.
        with contextlib.suppress(FileExistsError):
            os.link(made, folder / NAME)


def migrated(home: Path) -> Path:
    """Have Prefect's own migrations make the database of `home`, and return its place."""
    folder = home / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    environment = prefect_environment(home, "http://127.0.0.1:9", served=False)
    subprocess.run([sys.executable, "-c", _MIGRATE], env=environment, cwd=folder, check=True)  # noqa: S603 - our own words
    return folder / NAME


def _first_line() -> str:
    return f"-- Prefect {importlib.metadata.version('prefect')}\n"


def _write_anew() -> None:
    with (
        tempfile.TemporaryDirectory() as home,
        contextlib.closing(sqlite3.connect(migrated(Path(home)))) as database,
    ):
        statements = "\n".join(database.iterdump())
    SCHEMA.write_text(f"{_first_line()}{statements}\n", encoding="utf-8")


if __name__ == "__main__":
    _write_anew()
