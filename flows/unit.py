"""The unit's verbs as flows know them: looked up in this one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kinward.settings import settings

if TYPE_CHECKING:
    from kinward.casework.desk import Office


@dataclass(frozen=True, slots=True)
class Unit:
    """How an office is opened, and what is done in it: numbers in, counts out."""

    open_office: Callable[[Path], AbstractContextManager[Office]]
    decide_duties: Callable[[Office, str, str | None], None]
    write_letters: Callable[[Office, str, str | None], int]
    make_pdfs: Callable[[Office, str], int]
    bind_packets: Callable[[Office, str], int]
    packets_to_dispatch: Callable[[Office], tuple[str, ...]]
    dispatch_packet: Callable[[Office, str, str], None]
    cases_to_watch: Callable[[Office, str | None], tuple[str, ...]]
    watch_case: Callable[[Office, str, str | None], int]


_stand_in: ContextVar[Unit | None] = ContextVar("stand_in", default=None)


def the_unit() -> Unit:
    """Return Kinward's own verbs, loaded now and not when flows are read; or their stand-in."""
    if (stand_in := _stand_in.get()) is not None:
        return stand_in
    # Imported only now: Prefect's server is to be started before a second is spent on this.
    from kinward import casework  # noqa: PLC0415
    from kinward.office import open_office  # noqa: PLC0415

    return Unit(
        open_office=open_office,
        decide_duties=casework.decide_duties,
        write_letters=casework.write_letters,
        make_pdfs=casework.make_pdfs,
        bind_packets=casework.bind_packets,
        packets_to_dispatch=casework.packets_to_dispatch,
        dispatch_packet=casework.dispatch_packet,
        cases_to_watch=casework.cases_to_watch,
        watch_case=casework.watch_case,
    )


@contextmanager
def the_unit_that_stays(home: Path) -> Iterator[Unit]:
    """Yield the verbs for a program that stays up: what starts slowly has started already."""
    if _stand_in.get() is not None:
        yield the_unit()
        return
    from kinward.office import open_offices  # noqa: PLC0415 - as above

    with open_offices(home) as open_office:
        yield replace(the_unit(), open_office=open_office)


@contextmanager
def standing_in(unit: Unit) -> Iterator[None]:
    """Let flows inside this block do `unit`'s verbs: a rehearsal of the flows alone."""
    token = _stand_in.set(unit)
    try:
        yield
    finally:
        _stand_in.reset(token)


def the_home() -> Path:
    """Return the home that the program which started this flow works in."""
    return settings().home
