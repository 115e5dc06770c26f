"""Restore: a backup becomes a home again, and is only kept if all of it could be read."""

import os
import shutil
from pathlib import Path

import sqlalchemy as sa

from kinward.ledger.backup import KEY, read_backup, tables_of
from kinward.ledger.database import migrate, open_engine, writing
from kinward.ledger.faults import PathTaken
from kinward.ledger.keys import master_key
from kinward.ledger.ledger import Ledger, default_url
from kinward.ledger.tables import CHAINS, LEDGER_FACTS


def restore(path: Path, home: Path, url: str | None = None) -> Ledger:
    """Bring a backup back into an empty home and an empty database, and open it.

    The home may hold nothing but its master key, which a backup leaves out unless asked.
    Verify what comes back: `restore(...).verify(store)`.

    Raises:
        PathTaken: the home or the database already holds something; it is left as it was.
        BackupUnreadable: the file is not a whole backup; nothing is restored.
        MasterKeyMissing: neither the home nor the backup has the master key; put it into
            `keys/master.key` first.
    """
    _refuse_taken(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = home / f".restoring-{os.urandom(4).hex()}"
    draft.mkdir(mode=0o700)
    try:
        _fill(path, draft, home, url if url != default_url(home) else None)
        _move_in(draft, home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Ledger.open(url, home)


def _refuse_taken(home: Path) -> None:
    if home.exists() and {entry.name for entry in home.iterdir()} - {"keys"}:
        raise PathTaken("the home is not empty")


def _fill(path: Path, draft: Path, home: Path, url: str | None) -> None:
    """Read everything into the draft; what is wrong with any of it undoes all of it."""
    tables = tables_of(path)
    engine = open_engine(url or default_url(draft))
    try:
        migrate(engine, tables)
        with writing(engine) as connection:
            if connection.execute(sa.select(CHAINS).limit(1)).first() is not None:
                raise PathTaken("the database already holds cases")
            connection.execute(sa.delete(LEDGER_FACTS))
            read_backup(path, draft, connection)
            check = connection.execute(sa.select(LEDGER_FACTS.c.value)).scalar()
            master_key(home if (home / KEY).exists() else draft, expected_check=str(check))
    finally:
        engine.dispose()


def _move_in(draft: Path, home: Path) -> None:
    """Move what was restored to its place; a master key that is there already stays."""
    if (home / KEY).exists():
        shutil.rmtree(draft / "keys", ignore_errors=True)
    for entry in draft.iterdir():
        if entry.name == "keys":
            (home / "keys").mkdir(mode=0o700, exist_ok=True)
            (draft / KEY).rename(home / KEY)
        else:
            entry.rename(home / entry.name)
