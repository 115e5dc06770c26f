"""What can be asked of the machine Kinward runs on: the probes behind `kinward doctor`.

Every probe answers, whatever the machine is like: None stands for "could not be found out".
"""

import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

PROBE_TIMEOUT_SECONDS = 20


class Machine(Protocol):
    """The questions that the doctor asks."""

    def python_version(self) -> tuple[int, int, int]:
        """Return the running Python's version."""

    def output_of(self, *command: str) -> str | None:
        """Return what a command prints, None when it is absent, fails or hangs."""

    def version_of(self, distribution: str) -> str | None:
        """Return an installed Python package's version."""

    def mode_of(self, path: Path) -> int | None:
        """Return a path's permission bits, None when nothing is there to be seen."""

    def files_in(self, folder: Path) -> tuple[Path, ...]:
        """Return the plain files of a folder, none when it cannot be read."""

    def text_of(self, path: Path) -> str | None:
        """Return a small text file's content."""

    def can_write_in(self, folder: Path) -> bool:
        """Say whether a new file can be made in a folder."""

    def free_bytes(self, path: Path) -> int | None:
        """Return the room left where a path lies, or will lie."""

    def tables_of(self, database: Path) -> frozenset[str]:
        """Return the table names of an SQLite file, none when it cannot be read."""

    def can_listen_on(self, port: int) -> bool:
        """Say whether a server could take a port of the loopback address."""

    def can_reach(self, host: str, port: int) -> bool:
        """Say whether somebody listens at a host (or in a folder of sockets) and port."""


class ThisMachine:
    """The machine that runs this Python."""

    def python_version(self) -> tuple[int, int, int]:
        return sys.version_info[:3]

    def output_of(self, *command: str) -> str | None:
        program = shutil.which(command[0])
        if program is None:
            return None
        try:
            done = subprocess.run(  # noqa: S603  # fixed commands of the doctor, no shell
                (program, *command[1:]),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=PROBE_TIMEOUT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.decode(errors="replace") if done.returncode == 0 else None

    def version_of(self, distribution: str) -> str | None:
        try:
            return version(distribution)
        except PackageNotFoundError:
            return None

    def mode_of(self, path: Path) -> int | None:
        try:
            return stat.S_IMODE(path.stat().st_mode)
        except OSError:
            return None

    def files_in(self, folder: Path) -> tuple[Path, ...]:
        try:
            return tuple(sorted(entry for entry in folder.iterdir() if entry.is_file()))
        except OSError:
            return ()

    def text_of(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def can_write_in(self, folder: Path) -> bool:
        # Asking for the permission bits is not enough: read-only mounts, quotas, containers.
        trial = folder / ".kinward-doctor"
        try:
            trial.touch()
            trial.unlink()
        except OSError:
            return False
        return True

    def free_bytes(self, path: Path) -> int | None:
        try:
            return shutil.disk_usage(path).free
        except OSError:
            return None

    def tables_of(self, database: Path) -> frozenset[str]:
        address = f"file:{quote(str(database))}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=2)) as connection:
                rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                return frozenset(str(name) for (name,) in rows)
        except sqlite3.Error:
            return frozenset()

    def can_listen_on(self, port: int) -> bool:
        try:
            with socket.socket() as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
        return True

    def can_reach(self, host: str, port: int) -> bool:
        try:
            if host.startswith("/"):
                with socket.socket(socket.AF_UNIX) as local:
                    local.settimeout(2)
                    local.connect(f"{host}/.s.PGSQL.{port}")
            else:
                socket.create_connection((host, port), timeout=2).close()
        except (OSError, OverflowError, ValueError):
            return False
        return True
