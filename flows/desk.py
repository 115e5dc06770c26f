"""A desk: one thread at which one open office does the unit's verbs, one after the other.

Flows hold numbers only; the office, and with it the people, stays at the desk. A run that prepares
several cases shares its desk; a flow that Prefect starts alone opens its own.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from flows.unit import Unit, the_home, the_unit
from kinward.handover import Progress

if TYPE_CHECKING:
    from kinward.casework.desk import Office

P = ParamSpec("P")
R = TypeVar("R")

_here: ContextVar[Desk] = ContextVar("desk")


def _tell_nobody(_: Progress) -> None:
    return


class Desk:
    """The thread, the office it opened, and whom to tell of each step."""

    def __init__(
        self, home: Path, unit: Unit, on_progress: Callable[[Progress], None] = _tell_nobody
    ) -> None:
        self.unit = unit
        self.on_progress = on_progress
        self._home = home
        self._office: Office | None = None
        self._open = ExitStack()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def do(
        self, verb: Callable[Concatenate[Office, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Do `verb` at this desk; the office is opened for the first one."""
        return await self._in_thread(lambda: verb(self._opened(), *args, **kwargs))

    async def close(self) -> None:
        """Close the office where it was opened, then let it and the thread go.

        Prefect keeps the context of a run, and with it this desk, for as long as the program
        lives: what the office holds must not stay with it.
        """
        await self._in_thread(self._open.close)
        self._office = None
        # The command line looks for garbage so seldom that every run's would lie about.
        gc.collect()
        self._thread.shutdown()

    def _opened(self) -> Office:
        if self._office is None:
            self._office = self._open.enter_context(self.unit.open_office(self._home))
        return self._office

    async def _in_thread(self, work: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


@asynccontextmanager
async def sitting_at(desk: Desk) -> AsyncIterator[Desk]:
    """Make `desk` the one that flows inside this block work at; close it at the end."""
    token = _here.set(desk)
    try:
        yield desk
    finally:
        _here.reset(token)
        await desk.close()


@asynccontextmanager
async def a_desk() -> AsyncIterator[Desk]:
    """The desk at hand, or one of its own for a flow that was started alone."""
    desk = _here.get(None)
    if desk is not None:
        yield desk
        return
    async with sitting_at(Desk(the_home(), the_unit())) as own:
        yield own


def this_desk() -> Desk:
    """Return the desk at which the flow works."""
    return _here.get()
