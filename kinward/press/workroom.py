"""The only place where letters lie in clear while they are converted: private, and always removed.

A process that is killed cannot tidy up. So a room is locked while it is in use, and whoever enters
a new one removes the rooms that nobody holds any more.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "work-"


@contextlib.contextmanager
def workroom(home: Path) -> Iterator[Path]:
    """Yield a new directory below `home`, readable by us alone, and remove it afterwards."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    # One at a time at the door: a room not yet locked would look left behind.
    with _locked(home / "door", os.O_CREAT | os.O_RDWR):
        _sweep(home)
        room = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home))
        held = _lock(room, os.O_RDONLY)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        os.close(held)


def _sweep(home: Path) -> None:
    for room in home.glob(f"{PREFIX}*"):
        with (
            contextlib.suppress(OSError),  # in use, or removed by its owner meanwhile
            _locked(room, os.O_RDONLY, fcntl.LOCK_NB),
        ):
            shutil.rmtree(room, ignore_errors=True)


@contextlib.contextmanager
def _locked(path: Path, opening: int, waiting: int = 0) -> Iterator[None]:
    held = _lock(path, opening, waiting)
    try:
        yield
    finally:
        os.close(held)


def _lock(path: Path, opening: int, waiting: int = 0) -> int:
    held = os.open(path, opening | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | waiting)
    except OSError:
        os.close(held)
        raise
    return held
