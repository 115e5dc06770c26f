"""The only wiring: opens the office over a home, with everything real plugged in."""

import importlib.metadata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kinward.casework.desk import Lazy, Office, Texts, Versions
from kinward.ledger import Ledger
from kinward.library import Library, load
from kinward.press.office import Office as LibreOffice
from kinward.press.office import locate_office
from kinward.press.standby import standing_by
from kinward.settings import Settings, made, settings
from kinward.store import Store
from schemas.ledger import Actor

THE_PROGRAM = Actor(kind="flow", id="kinward", authenticated="program")

__all__ = ["Office", "open_library", "open_office", "open_offices"]


def now() -> datetime:
    """Return the real clock's time, in UTC."""
    return datetime.now(UTC)


def open_library(found: Settings) -> Library:
    """Open the library alone: enough to match, without ledger, store or Prefect."""
    return load(found.shipped, made(found.home))


@contextmanager
def open_offices(home: Path) -> Iterator[Callable[[Path], AbstractContextManager[Office]]]:
    """Yield how a program that stays up opens its offices: LibreOffice stands by for them."""
    with standing_by(_printer(settings(home))) as printer:
        yield lambda own: open_office(own, printer)


def _printer(found: Settings) -> LibreOffice:
    return LibreOffice(locate_office(), found.home / "office")


@contextmanager
def open_office(home: Path | None = None, printer: LibreOffice | None = None) -> Iterator[Office]:
    """Open the office of a home, and close its ledger at the end."""
    found = settings(home)
    library = open_library(found)

    def texts() -> Texts:
        # Loaded only for whoever writes letters: Word and Babel cost half a second.
        from kinward.texts import loaded  # noqa: PLC0415

        return loaded(library, found, now().date())

    with Ledger.open(found.database_url, found.home) as ledger:
        yield Office(
            home=found.home,
            library=library,
            ledger=ledger,
            store=Store(found.home / "store"),
            printer=printer or _printer(found),
            texts=Lazy(texts),
            clock=now,
            actor=THE_PROGRAM,
            versions=Versions(
                kinward=importlib.metadata.version("kinward"),
                babel=importlib.metadata.version("babel"),
            ),
        )
