"""A real PostgreSQL for tests: started once on loopback, stopped at the end, never skipped.

A conftest makes it available with `from tests.postgres import postgres_server`, and asks
`postgres_server.new_database()` for the URL of an empty database.
"""

import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

BINARIES = Path("/usr/lib/postgresql/15/bin")
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server; each test takes databases of its own."""

    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgresql://tester@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        # A schema of its own serves a test as a database does, and is made thirty times faster.
        name = f"ledger_{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return self.url(f"postgres?options=-csearch_path%3D{name}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Start PostgreSQL in a folder of its own; a machine without it fails the tests."""
    if not (BINARIES / "postgres").exists():
        pytest.fail(f"PostgreSQL 15 is not in {BINARIES}: apt-get install postgresql-15")
    folder = Path(tempfile.mkdtemp(prefix="kinward-postgres-"))
    try:
        server = _started(folder, port := _free_port())
        try:
            _wait_until_it_answers(server, port)
            yield PostgresServer(port)
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            server.wait(timeout=20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, port: int) -> subprocess.Popen[bytes]:
    user = _unprivileged_user(folder)
    files = folder / "files"
    subprocess.run(
        [BINARIES / "initdb", "-D", files, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N"],
        user=user,
        cwd=folder,
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    settings = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
    options = [word for setting in (*_SETTINGS, *settings) for word in ("-c", setting)]
    log = (folder / "log").open("wb")
    return subprocess.Popen(
        [BINARIES / "postgres", "-D", files, *options],
        user=user,
        cwd=folder,
        stdout=log,
        stderr=log,
    )


def _unprivileged_user(folder: Path) -> str | None:
    """Return whom the server runs as: PostgreSQL refuses root, so `nobody` owns its folder."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    return "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(PostgresServer(port).url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("PostgreSQL did not start; its own log says why")
