"""What one served process does at once: deployments, hand-overs, and a watch over both."""

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from importlib.metadata import version

import uvicorn
from prefect.runner import Runner
from starlette.applications import Starlette

from flows.caseload import prepare_all, tell_prefect_all
from flows.deployments import NAME, the_three
from flows.desk import Desk
from flows.hand_over import HandOverDesk, Tell
from flows.prefect_server import PrefectServer
from flows.serve import ServePlan, announced
from flows.turns import Turns
from flows.unit import Unit, the_unit_that_stays
from kinward.handover import Outcome, Server
from schemas.problem import UnitError

log = logging.getLogger("kinward.serve")

_SECONDS_BETWEEN_POLLS = 2
_SECONDS_BETWEEN_LOOKS = 2.0
_SECONDS_TO_FINISH_A_CASE = 60.0
_SECONDS_TO_SAY_SO = 5
_RUNS_AT_ONCE = 2


class PrefectEnded(UnitError):
    """A part of the served process ended by itself, so that the rest ended too."""

    code = "prefect_ended"
    remedy = "Look into prefect/server.log in Kinward's home, then start `kinward serve` again."


class QuietServer(uvicorn.Server):
    """A server that leaves the signals to the process it is part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


async def keep_serving(
    plan: ServePlan, prefect_server: PrefectServer, on_ready: Callable[[Server], None]
) -> None:
    """Serve until a signal comes or a part ends by itself."""
    with the_unit_that_stays(plan.home) as unit:
        await _keep_serving(plan, unit, prefect_server, on_ready)


async def _keep_serving(
    plan: ServePlan, unit: Unit, prefect_server: PrefectServer, on_ready: Callable[[Server], None]
) -> None:
    turns = Turns()

    async def prepare(case_numbers: Sequence[str], as_of: str | None, tell: Tell) -> Outcome:
        return await prepare_all(case_numbers, as_of, Desk(plan.home, unit, tell), turns)

    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    async with deployed(plan.dispatch_every_minutes) as runner:
        with announced(plan.home, port, prefect_server.address, version("kinward")) as server:
            desk = HandOverDesk(server, prepare)
            async with answering(desk.app(), listening) as endpoint:
                on_ready(server)
                await _until_ended(prefect_server, (runner, endpoint))
                await turns.close(_SECONDS_TO_FINISH_A_CASE)
                await desk.settle(_SECONDS_TO_SAY_SO)
    await asyncio.to_thread(tell_prefect_all)


@asynccontextmanager
async def deployed(dispatch_every_minutes: int | None) -> AsyncIterator["asyncio.Task[None]"]:
    """Poll for runs of the three deployments; end the runs that are under way at the end."""
    # Paused on the way out, the daily watch would not start again by itself.
    runner = Runner(
        name=NAME,
        query_seconds=_SECONDS_BETWEEN_POLLS,
        limit=_RUNS_AT_ONCE,
        pause_on_shutdown=False,
    )
    for deployment in await the_three(dispatch_every_minutes):
        await runner.aadd_deployment(deployment)
    polling = asyncio.create_task(runner.start())
    while not (runner.started or polling.done()):
        await asyncio.sleep(0.05)
    try:
        yield polling
    finally:
        if runner.started:
            await runner.astop()
        with suppress(asyncio.CancelledError):
            await polling


@asynccontextmanager
async def answering(
    app: Starlette, listening: socket.socket
) -> AsyncIterator["asyncio.Task[None]"]:
    """Answer hand-overs on the socket."""
    endpoint = QuietServer(
        uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=_SECONDS_TO_SAY_SO,
        )
    )
    serving = asyncio.create_task(endpoint.serve(sockets=[listening]))
    try:
        yield serving
    finally:
        endpoint.should_exit = True
        await serving


async def _until_ended(
    prefect_server: PrefectServer, parts: Sequence["asyncio.Task[None]"]
) -> None:
    """Return on SIGTERM or SIGINT.

    Raises:
        PrefectEnded: a part has ended; better no server than one that only looks like one.
    """
    asked_to_end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # After Prefect's runner has set its own.
        loop.add_signal_handler(number, asked_to_end.set)
    while not asked_to_end.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(asked_to_end.wait(), _SECONDS_BETWEEN_LOOKS)
        if not asked_to_end.is_set() and not (
            prefect_server.is_running and not any(part.done() for part in parts)
        ):
            raise PrefectEnded("a part of the served process has ended")
