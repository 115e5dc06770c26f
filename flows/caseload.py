"""Takes several case numbers through the flow, at one desk, and says how each ended."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext

from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.boundary import Incident, Stopped, guarded
from flows.desk import Desk, sitting_at
from flows.prepare_case import prepare_case
from kinward.handover import Outcome, Progress

FREE: AbstractAsyncContextManager[object] = nullcontext()
_SECONDS_TO_DELIVER = 5.0


async def prepare_all(
    case_numbers: Sequence[str],
    as_of: str | None,
    desk: Desk,
    turn: AbstractAsyncContextManager[object] = FREE,
) -> Outcome:
    """Prepare each case, one after the other; one that fails leaves the others their turn.

    `turn` is taken for each case anew, so that a single case need not wait for a long list.
    """
    endings = []
    async with sitting_at(desk):
        for case_number in case_numbers:
            ending = await _prepared(case_number, as_of, turn)
            desk.on_progress(ending)
            endings.append(ending)
    return Outcome(tuple(endings))


async def prepare_all_at(
    api_url: str, case_numbers: Sequence[str], as_of: str | None, desk: Desk
) -> Outcome:
    """Prepare each case with the Prefect server at `api_url`, and tell it all before returning.

    Prefect reports task runs from a thread of its own; a server that goes before the thread has
    finished costs the report and many seconds of waiting.
    """
    with temporary_settings({PREFECT_API_URL: api_url}):
        outcome = await prepare_all(case_numbers, as_of, desk)
        await asyncio.to_thread(tell_prefect_all)
    return outcome


def tell_prefect_all() -> None:
    """Send what Prefect's own threads still hold; for a thread that runs no event loop."""
    for worker in (EventsWorker, APILogWorker):
        worker.drain_all(timeout=_SECONDS_TO_DELIVER)


async def _prepared(
    case_number: str, as_of: str | None, turn: AbstractAsyncContextManager[object]
) -> Progress:
    try:
        async with turn:
            # Guarded once more: Prefect's own failures around the flow have messages too.
            await guarded(prepare_case)(case_number, as_of)
    except Stopped as stopped:
        return Progress(case_number, "stopped", code=stopped.code, remedy=stopped.remedy)
    except Incident as incident:
        return Progress(case_number, "failed", incident=incident.incident_id)
    return Progress(case_number, "done")
