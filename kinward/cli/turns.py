"""One program at a time prepares in a home without a server; the next one waits its turn."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kinward.cli.screen import Screen
from kinward.settings import made

LOCK = "prepare.lock"


@contextmanager
def turn(home: Path, screen: Screen) -> Iterator[None]:
    """Wait until no other program prepares in the home, and say so if that takes time.

    The system frees the lock however its holder ends. Two at once would not harm the ledger, but
    one of them would find its steps refused.
    """
    with (made(home) / LOCK).open("a", encoding="utf-8") as lock:
        if not _taken(lock.fileno(), fcntl.LOCK_NB):
            screen.note("Another `prepare` works in this home; waiting for it to end.")
            _taken(lock.fileno(), 0)
        yield


def is_busy(home: Path) -> bool:
    """Say whether a program prepares in the home at this moment."""
    if not (home / LOCK).is_file():
        return False
    with (home / LOCK).open("a", encoding="utf-8") as lock:
        return not _taken(lock.fileno(), fcntl.LOCK_NB)


def _taken(descriptor: int, waiting: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | waiting)
    except BlockingIOError:
        return False
    return True
