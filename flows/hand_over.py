"""The hand-over on loopback: case numbers in, progress out as lines of JSON."""

import asyncio
import hmac
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from flows.boundary import guarded
from kinward.handover import Progress, Server, require_as_of, require_case_numbers
from schemas.problem import UnitError

_SECONDS_BETWEEN_SIGNS_OF_LIFE = 15.0
_LARGEST_REQUEST = 1_000_000

Tell = Callable[[Progress], None]
Prepare = Callable[[Sequence[str], str | None, Tell], Awaitable[object]]


class HandOver(BaseModel):
    """What a hand-over holds: case numbers, and the day as of which they are prepared."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    case_numbers: list[str]
    as_of: str | None = None


class NotAHandOver(UnitError):
    """The request is no JSON object of case numbers and as-of, or larger than a megabyte."""

    code = "not_a_hand_over"
    remedy = 'Send {"case_numbers": ["..."], "as_of": null}.'


class HandOverDesk:
    """Answers those who know the token; keeps each run going though its asker may have left."""

    def __init__(self, server: Server, prepare: Prepare) -> None:
        self._server = server
        self._prepare = prepare
        self._runs: set[asyncio.Task[object]] = set()

    def app(self) -> Starlette:
        """Return the two pages of the hand-over."""
        return Starlette(
            routes=[
                Route("/health", self.health, methods=["GET"]),
                Route("/prepare", self.prepare, methods=["POST"]),
            ]
        )

    async def settle(self, seconds: float) -> None:
        """Wait up to `seconds` until no run is left."""
        if self._runs:
            await asyncio.wait(self._runs, timeout=seconds)

    async def health(self, request: Request) -> Response:
        """Say who is here."""
        if not self._knows(request):
            return Response(status_code=401)
        return JSONResponse({"pid": os.getpid(), "version": self._server.version})

    async def prepare(self, request: Request) -> Response:
        """Prepare the cases and stream what is done; refuse what is not a case number."""
        if not self._knows(request):
            return Response(status_code=401)
        try:
            wanted = _read(await _body(request))
        except UnitError as refusal:
            told = {"code": refusal.code, "message": str(refusal), "remedy": refusal.remedy}
            return JSONResponse(told, status_code=422)
        return StreamingResponse(self._lines(wanted), media_type="application/jsonl")

    def _knows(self, request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {self._server.token}".encode())

    def _forget(self, run: "asyncio.Task[object]") -> None:
        self._runs.discard(run)
        # Looked at, so that Python does not print it: its incident is in the log already, and
        # the asker finds an ending missing.
        if not run.cancelled():
            run.exception()

    async def _lines(self, wanted: HandOver) -> AsyncIterator[str]:
        told: asyncio.Queue[Progress | None] = asyncio.Queue()
        run = asyncio.ensure_future(
            guarded(self._prepare)(wanted.case_numbers, wanted.as_of, told.put_nowait)
        )
        self._runs.add(run)
        run.add_done_callback(self._forget)
        run.add_done_callback(lambda _: told.put_nowait(None))
        while True:
            try:
                progress = await asyncio.wait_for(told.get(), _SECONDS_BETWEEN_SIGNS_OF_LIFE)
            except TimeoutError:
                yield "\n"
                continue
            if progress is None:
                return
            yield progress.line() + "\n"


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_REQUEST:
            raise NotAHandOver("the request is larger than a megabyte")
    return bytes(body)


def _read(body: bytes) -> HandOver:
    try:
        wanted = HandOver.model_validate_json(body)
    except ValidationError as error:
        raise NotAHandOver(f"{error.error_count()} faults in {len(body)} bytes") from None
    numbers = require_case_numbers(wanted.case_numbers)
    return HandOver(case_numbers=list(numbers), as_of=require_as_of(wanted.as_of))
