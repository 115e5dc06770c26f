"""Finds a person's value in what a run has left behind, in whatever form it was written."""

import base64
import json
import sqlite3
from contextlib import closing
from pathlib import Path


def written_forms(value: str) -> tuple[bytes, ...]:
    """Return the forms in which `value` may have been written: plain, escaped, encoded."""
    escaped = json.dumps(value)[1:-1]
    texts = (value, escaped, json.dumps(escaped)[1:-1], ascii(value)[1:-1])
    raw = value.encode()
    # Base64 of a text looks different at each of three offsets; its whole middle groups stay.
    encoded = (base64.b64encode(raw[skip:][: (len(raw) - skip) // 3 * 3]) for skip in range(3))
    return (*(text.encode() for text in texts), value.encode("utf-16-le"), *encoded)


def found_in_files(folder: Path, value: str) -> list[str]:
    """Return the files under `folder` that hold `value`, the database's journal included."""
    forms = written_forms(value)
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def found_in_tables(database: Path, value: str) -> list[str]:
    """Return the tables of `database` that have `value` in a row."""
    forms = written_forms(value)
    with closing(sqlite3.connect(database)) as connection:
        connection.text_factory = bytes
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        tables = [name.decode() for (name,) in listed.fetchall()]
        return [table for table in tables if _holds(connection, table, forms)]


def _holds(connection: sqlite3.Connection, table: str, forms: tuple[bytes, ...]) -> bool:
    rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table's own name
    cells = (cell for row in rows for cell in row if isinstance(cell, bytes))
    return any(form in cell for cell in cells for form in forms)
