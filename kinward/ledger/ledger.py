"""The ledger: the truth about every case, opened by one URL and one home."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from kinward.ledger.backup import write_backup
from kinward.ledger.database import insert_once, migrate, open_engine, reading, writing
from kinward.ledger.entries import Entry, Signed
from kinward.ledger.exporting import export_lines, whole_file
from kinward.ledger.faults import LedgerUnreadable
from kinward.ledger.forgetting import overwrite_deleted
from kinward.ledger.keyring import load_case_keys
from kinward.ledger.keys import CaseCipher, MasterKey, master_key
from kinward.ledger.page import Page
from kinward.ledger.problems import problem
from kinward.ledger.screens import Screens
from kinward.ledger.seals import Seal, last_seal, seal_heads, write_outside
from kinward.ledger.tables import LEDGER_FACTS
from kinward.ledger.verification import StoredFiles, ledger_problems
from schemas.ledger import CaseErased
from schemas.problem import Problem


def default_url(home: Path) -> str:
    """Return the URL of the SQLite ledger that lies in the home."""
    return f"sqlite:///{home / 'ledger.sqlite3'}"


class Ledger:
    """An open ledger; use `Ledger.open` and close it, or use it in a `with` statement."""

    def __init__(self, engine: sa.Engine, home: Path, master: MasterKey) -> None:
        self.engine = engine
        self.home = home
        self._master = master

    @classmethod
    def open(cls, url: str | None, home: Path) -> Self:
        """Open the ledger at `url` (by default SQLite in the home), new or brought up to date.

        Raises:
            UnitError: the master key is missing or wrong, or the database does not answer.
        """
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        engine = open_engine(url or default_url(home))
        try:
            master = master_key(home, expected_check=_known_check(engine))
            migrate(engine)
            _keep_check(engine, master, home)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, home, master)

    def close(self) -> None:
        """Give the database back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def begin(self, signed: Signed) -> Iterator[Page]:
        """Open a page: what is recorded on it is written together, or not at all.

        Raises:
            LedgerBusy: another writer was first or took too long; try again.
        """
        with writing(self.engine) as connection:
            page = Page(connection, self._master, signed)
            yield page
        if page.erased:
            overwrite_deleted(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Screens]:
        """Read several things as of one moment."""
        with reading(self.engine) as connection:
            yield Screens(connection, self._master)

    def history(self, case_number: str, *, restricted: bool = False) -> tuple[Entry, ...]:
        """Return a case's entries in order, decrypted; the restricted part only on request."""
        with self.reading() as screens:
            return tuple(screens.history(case_number, restricted=restricted))

    def last(self, case_number: str, kind: str, *, restricted: bool = False) -> Entry | None:
        """Return the latest entry of a kind, if there is one."""
        with self.reading() as screens:
            return screens.last(case_number, kind, restricted=restricted)

    def case_cipher(self, case_number: str) -> CaseCipher:
        """Return the case's cipher, for the store and for fingerprints.

        Raises:
            CaseKeyDestroyed: the case was erased, or was never recorded.
        """
        with reading(self.engine) as connection:
            return load_case_keys(connection, self._master, case_number).sealed

    def erase(self, case_number: str, order: CaseErased, signed: Signed) -> Entry:
        """Destroy the keys of a case by order; its chain stays and still verifies.

        Raises:
            UnitError: the case is unknown or erased, or a packet of it is just being sent.
        """
        with self.begin(signed) as page:
            return page.record(case_number, order)

    def seal(self, at: datetime) -> Seal:
        """Seal all heads, inside the database and in `seals.jsonl`.

        Raises:
            SealsDisagree: the copy outside is not the beginning of the seals inside.
        """
        with writing(self.engine) as connection:
            seal = seal_heads(connection, at)
        with reading(self.engine) as connection:
            write_outside(connection, self.home)
        return seal

    def seal_reference(self) -> Seal | None:
        """Return the latest seal, for a manifest."""
        with reading(self.engine) as connection:
            return last_seal(connection)

    def verify(self, store: StoredFiles | None = None) -> tuple[Problem, ...]:
        """Read everything again; name every changed, missing, moved or cut-off place."""
        try:
            with reading(self.engine) as connection:
                damage = _damage(connection)
                found = ledger_problems(connection, self.home, self._master, store)
                return (*damage, *found)
        except LedgerUnreadable as error:
            return (Problem(error.code, str(error), error.remedy, "database"),)

    def export(self, path: Path) -> None:
        """Write entries and seals as JSON Lines that `verify_export.py` checks alone.

        Raises:
            PathTaken: there is something under that name already.
        """
        with reading(self.engine) as connection, whole_file(path) as file:
            file.writelines(export_lines(connection))

    def backup(self, path: Path, *, with_master_key: bool = False) -> None:
        """Write every table, stored file and seal into one file; the master key only if asked.

        Raises:
            PathTaken: there is something under that name already.
        """
        with reading(self.engine) as connection:
            write_backup(connection, self.home, path, with_key=with_master_key)


def _known_check(engine: sa.Engine) -> str | None:
    with reading(engine) as connection:
        if not sa.inspect(connection).has_table(LEDGER_FACTS.name):
            return None
        chosen = sa.select(LEDGER_FACTS.c.value).where(LEDGER_FACTS.c.name == "master_check")
        found: str | None = connection.execute(chosen).scalar()
        return found


def _keep_check(engine: sa.Engine, master: MasterKey, home: Path) -> None:
    """Let a new ledger know its master key; of two that start at once, the second compares."""
    if _known_check(engine) is None:
        with writing(engine) as connection:
            row = {"name": "master_check", "value": master.check()}
            insert_once(connection, LEDGER_FACTS, row)
    master_key(home, expected_check=_known_check(engine))


def _damage(connection: sa.Connection) -> tuple[Problem, ...]:
    """Ask SQLite whether its file is whole; PostgreSQL reads would fail by themselves."""
    if connection.dialect.name != "sqlite":
        return ()
    told = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
    return tuple(
        problem("database_damaged", "database", "SQLite's own check fails")
        for line in told[:1]
        if line != "ok"
    )
