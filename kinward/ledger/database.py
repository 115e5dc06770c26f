"""Opening the database: SQLite or PostgreSQL, the same tables, the same rules for writers."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import postgresql, sqlite

from kinward.ledger.faults import LedgerBusy, LedgerTooNew, LedgerUnreadable

HEAD = "v0002"
_BUSY_SQLITE = {5, 6}  # SQLITE_BUSY, SQLITE_LOCKED
_BUSY_POSTGRES = {"40001", "40P01", "55P03"}  # serialisation, deadlock, lock not available


def open_engine(url: str) -> sa.Engine:
    """Return an engine whose SQLite side is durable, ordered and forgets what is deleted."""
    target = sa.make_url(url)
    if target.drivername in ("postgres", "postgresql"):
        target = target.set(drivername="postgresql+psycopg")
    # Parameters are hidden so that no error text carries a value into a log.
    engine = sa.create_engine(target, hide_parameters=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _tune_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tune_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    for pragma in (
        "busy_timeout=30000",
        "synchronous=FULL",  # an approval outlives a power cut
        "foreign_keys=ON",
        "secure_delete=ON",  # a destroyed key is overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    _turn_on_wal(connection)


def _turn_on_wal(connection: sqlite3.Connection) -> None:
    """Let readers and the writer work side by side; two that turn it on at once take turns.

    SQLite's own busy timeout does not cover this one change.
    """
    for _ in range(300):
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY_SQLITE:
                raise
            time.sleep(0.1)
        else:
            return
    raise LedgerBusy("another program kept the new ledger to itself")


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn the database's own errors into ones a person can act on."""
    try:
        yield
    except exc.IntegrityError as error:
        raise LedgerBusy("another writer recorded the same thing first") from error
    except exc.DBAPIError as error:
        if _is_busy(error.orig):
            raise LedgerBusy("another writer held the ledger too long") from error
        raise LedgerUnreadable(f"the database refused: {type(error).__name__}") from error


def _is_busy(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY_SQLITE
    return getattr(error, "sqlstate", None) in _BUSY_POSTGRES


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection in one transaction: all of it is written, or nothing."""
    with plain_faults(), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection that sees one moment of the ledger, however long the reading takes."""
    with plain_faults(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def lock(connection: sa.Connection, what: str) -> None:
    """Wait until no other writer holds `what` (a case, the seals); held until the commit.

    SQLite has one writer at a time already.
    """
    if connection.dialect.name == "postgresql":
        digest = hashlib.sha256(what.encode()).digest()
        number = int.from_bytes(digest[:8], "big", signed=True)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def insert_once(connection: sa.Connection, table: sa.Table, row: dict[str, str]) -> None:
    """Insert a row unless one with the same primary key is there already."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing())


def upsert(connection: sa.Connection, table: sa.Table, row: dict[str, str | int | None]) -> None:
    """Insert a row, or overwrite the one with the same primary key."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(row)
    keys = [column.name for column in table.primary_key]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=row))


def migrate(engine: sa.Engine, to: str = HEAD) -> None:
    """Bring the tables to a form, by default today's.

    Raises:
        LedgerTooNew: they are, or shall be, of a form that only a newer Kinward knows.
    """
    if _revision(engine) == to:
        return
    from alembic import command  # noqa: PLC0415 - slow to import, needed once per ledger
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "kinward.ledger:migrations")
    with writing(engine) as connection:
        lock(connection, "migrations")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, to)
        except CommandError as error:
            raise LedgerTooNew("the tables are of a form this version does not know") from error


def _revision(engine: sa.Engine) -> str | None:
    with reading(engine) as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found is not None else None
