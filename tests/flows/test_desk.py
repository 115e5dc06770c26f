"""A desk that is closed lets its office go, whoever still knows the desk."""

import asyncio
import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows.desk import Desk
from tests.flows.recording_office import RecordingOffice

if TYPE_CHECKING:
    from kinward.casework.desk import Office


def test_a_closed_desk_keeps_nothing_of_its_office() -> None:
    """Prefect remembers the context of every run: a library per run must not stay with it."""
    opened: list[weakref.ref[RecordingOffice]] = []

    @contextmanager
    def open_office(_: Path) -> "Iterator[Office]":
        office = RecordingOffice()
        vars(office)["itself"] = office  # as XML trees do: only a look for garbage frees it
        opened.append(weakref.ref(office))
        yield office  # type: ignore[misc]  # its verbs look at nothing of the office

    async def work_and_close(desk: Desk) -> None:
        await desk.do(desk.unit.packets_to_dispatch)
        await desk.close()

    desk = Desk(Path("nowhere"), replace(RecordingOffice().unit(), open_office=open_office))
    gc.disable()  # the command line all but does
    try:
        asyncio.run(work_and_close(desk))
    finally:
        gc.enable()
    assert [office() for office in opened] == [None]
