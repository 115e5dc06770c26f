"""Backup: one file with every table, stored file and seal of one moment, whatever the database.

The master key is left out unless asked for: who holds both can read everything. A backup made
before an erasure still holds the erased case's wrapped keys; destroy it with the case.
"""

import base64
import json
import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import sqlalchemy as sa
from pydantic import JsonValue

from kinward.ledger.database import HEAD
from kinward.ledger.entries import canonical
from kinward.ledger.exporting import whole_file
from kinward.ledger.faults import BackupUnreadable
from kinward.ledger.seals import FILE_NAME
from kinward.ledger.tables import METADATA

KEY = "keys/master.key"
_STORED = re.compile(r"store/[0-9a-f]{32}/[0-9a-f]{64}")
_TABLE = re.compile(r"tables/([a-z_]+)\.jsonl")
_CHUNK = 500


def write_backup(connection: sa.Connection, home: Path, path: Path, *, with_key: bool) -> None:
    """Write the backup; `connection` sees one moment, and stored files are only ever added.

    Raises:
        PathTaken: there is something under that name already.
    """
    with whole_file(path) as file, tarfile.open(fileobj=file, mode="w") as tar:
        header = canonical({"kinward_ledger_backup": 1, "tables": HEAD})
        _add(tar, "backup.json", BytesIO(header))
        for table in METADATA.sorted_tables:
            with TemporaryFile() as rows:
                rows.writelines(_row_lines(connection, table))
                _add(tar, f"tables/{table.name}.jsonl", rows)
        for name in _file_names(home, with_key=with_key):
            with (home / name).open("rb") as kept:
                _add(tar, name, kept)


def _row_lines(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    chosen = sa.select(table).order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=_CHUNK).execute(chosen):
        yield canonical({key: _written(value) for key, value in row._asdict().items()}) + b"\n"


def _written(value: JsonValue | bytes) -> JsonValue:
    return [base64.b64encode(value).decode()] if isinstance(value, bytes) else value


def _file_names(home: Path, *, with_key: bool) -> Iterator[str]:
    if (home / FILE_NAME).exists():
        yield FILE_NAME
    for path in sorted((home / "store").glob("*/*")):
        name = path.relative_to(home).as_posix()
        if _STORED.fullmatch(name):
            yield name
    if with_key:
        yield KEY


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = file.seek(0, os.SEEK_END), 0o600
    file.seek(0)
    tar.addfile(member, file)


def tables_of(path: Path) -> str:
    """Return the form of the tables in a backup: an older one is restored, then brought up.

    Raises:
        BackupUnreadable: the file is no backup.
    """
    with _members(path) as members:
        name, file = next(members, ("", BytesIO()))
        header = json.load(file) if name == "backup.json" else {}
        if header.get("kinward_ledger_backup") != 1:
            raise BackupUnreadable("the file is no backup of a ledger")
        return str(header["tables"])


def read_backup(path: Path, home: Path, connection: sa.Connection) -> None:
    """Write the backup's rows into empty tables and its files into an empty home.

    Raises:
        BackupUnreadable: the file is not a whole backup.
    """
    with _members(path) as members:
        for name, file in members:
            _restore_member(name, file, home, connection)


@contextmanager
def _members(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield ((member.name, _file(tar, member)) for member in tar)
    except (tarfile.TarError, EOFError, ValueError, KeyError) as error:
        raise BackupUnreadable(f"the backup is cut or damaged: {type(error).__name__}") from None


def _file(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    file = tar.extractfile(member)
    if file is None:
        raise BackupUnreadable("the backup holds something that is no file")
    return file


def _restore_member(name: str, file: IO[bytes], home: Path, connection: sa.Connection) -> None:
    if table := _TABLE.fullmatch(name):
        _restore_rows(file, table[1], connection)
    elif name in (FILE_NAME, KEY) or _STORED.fullmatch(name):
        target = home / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target.open("xb") as kept:
            target.chmod(0o600)
            shutil.copyfileobj(file, kept)
            kept.flush()
            os.fsync(kept.fileno())
    elif name != "backup.json":
        raise BackupUnreadable("the backup holds a file that does not belong there")


def _restore_rows(file: IO[bytes], table: str, connection: sa.Connection) -> None:
    rows = (json.loads(line) for line in file)
    while chunk := list(islice(rows, _CHUNK)):
        values = [{key: _read(value) for key, value in row.items()} for row in chunk]
        columns: list[sa.ColumnClause[object]] = [sa.column(name) for name in values[0]]
        connection.execute(sa.insert(sa.table(table, *columns)), values)


def _read(value: JsonValue) -> str | int | bytes | None:
    if isinstance(value, list):
        return base64.b64decode(str(value[0]), validate=True)
    return value if value is None or isinstance(value, str | int) else str(value)
