"""Making the database forget on the disk too: destroyed keys must not linger in free pages."""

import logging

import sqlalchemy as sa
from sqlalchemy import exc

log = logging.getLogger(__name__)


def overwrite_deleted(engine: sa.Engine) -> None:
    """Overwrite what was deleted, as far as the database can while others read."""
    forget = _forget_in_sqlite if engine.dialect.name == "sqlite" else _forget_in_postgres
    if not forget(engine):
        log.warning("erased keys are deleted; their disk space is overwritten later")


def _forget_in_sqlite(engine: sa.Engine) -> bool:
    """Move the write-ahead log into the file, where `secure_delete` has zeroed the keys."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - a live connection has its driver's
        raw.execute("PRAGMA busy_timeout=1000").close()
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        raw.execute("PRAGMA busy_timeout=30000").close()
    return not busy


def _forget_in_postgres(engine: sa.Engine) -> bool:
    """Rewrite the two tables that held the keys and the hashes of names."""
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text("SET lock_timeout = '5s'"))
            for table in ("case_keys", "name_tokens"):
                connection.execute(sa.text(f"VACUUM (FULL) {table}"))
            connection.execute(sa.text("RESET lock_timeout"))
    except exc.DBAPIError:
        return False
    return True
