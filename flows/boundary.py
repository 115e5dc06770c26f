"""Where everything is caught: an incident id or a code goes on to Prefect, never a message.

Prefect stores an exception's text in its database, its logs and its events. What a flow or a task
raises therefore leaves here as an `Incident` or a `Stopped`, without cause or context; type,
module and line go to the program's own log.
"""

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

import prefect
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import ExternalSignal, PrefectSignal

from kinward.incidents import incident
from schemas.problem import UnitError

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("kinward.incidents")


class Incident(Exception):
    """A failure whose type and place are in the program's own log, under this id."""

    def __init__(self, incident_id: str) -> None:
        super().__init__(incident_id)
        self.incident_id = incident_id


class Stopped(Exception):
    """A problem that a person can act on, as its code and remedy alone."""

    def __init__(self, code: str, remedy: str) -> None:
        super().__init__(code, remedy)
        self.code = code
        self.remedy = remedy


# What passes untouched: our own two, and the signals that end a run from outside.
_PASSES = (
    Incident,
    Stopped,
    PrefectSignal,
    ExternalSignal,
    asyncio.CancelledError,
    KeyboardInterrupt,
    GeneratorExit,
)


def without_message(error: BaseException) -> Incident | Stopped:
    """Return what may be told about `error`; log the rest that may be kept.

    Code and remedy are read from the error's class: what an instance holds may be a person's.
    """
    if isinstance(error, UnitError):
        return Stopped(type(error).code, type(error).remedy)
    return Incident(incident(error))


def guarded(work: Callable[P, Awaitable[R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Let nothing out of `work` but its result, an `Incident`, a `Stopped` or a signal."""

    @functools.wraps(work)
    async def within(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await work(*args, **kwargs)
        except _PASSES:
            raise
        except BaseException as error:  # noqa: BLE001 - one of the two boundaries that catch all
            told = without_message(error)
        # Raised outside the handler, so that it holds no context with the message in it.
        raise told from None

    return within


def unit_flow(
    name: str, run_name: str | None = None
) -> Callable[[Callable[P, Coroutine[Any, Any, R]]], prefect.Flow[P, Coroutine[Any, Any, R]]]:
    """Make an `async def` on numbers a flow: guarded, its result kept nowhere."""

    def made(work: Callable[P, Coroutine[Any, Any, R]]) -> prefect.Flow[P, Coroutine[Any, Any, R]]:
        flow = prefect.flow(
            name=name, flow_run_name=run_name, persist_result=False, log_prints=False
        )
        return flow(guarded(work))

    return made


def unit_task(
    name: str,
) -> Callable[[Callable[P, Coroutine[Any, Any, R]]], prefect.Task[P, Coroutine[Any, Any, R]]]:
    """Make an `async def` on numbers a task: guarded, its result kept nowhere, never cached."""

    def made(work: Callable[P, Coroutine[Any, Any, R]]) -> prefect.Task[P, Coroutine[Any, Any, R]]:
        task = prefect.task(
            name=name, persist_result=False, cache_policy=NO_CACHE, log_prints=False
        )
        return task(guarded(work))

    return made
