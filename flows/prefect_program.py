"""Prefect's server as a program of its own, on a socket that its parent has opened.

`python -m flows.prefect_program DESCRIPTOR FOLDER ephemeral|lasting`. It ends when its standard
input is closed, so that it never outlives the process that started it, however that one ended.
"""

import fcntl
import gc
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import IO, Any

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")

Message = MutableMapping[str, Any]
# The last events of a run are still in the server's queue when its client has sent them.
_SECONDS_TO_WRITE_DOWN = 0.25
# SQLite may refuse a writer whose snapshot is old; Prefect answers 503 and its client would wait
# two seconds unless told otherwise.
_RETRY_AFTER = (b"retry-after", b"0.05")


class RetrySoon:
    """Tells Prefect's client to come back at once when the database was busy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; mend the answer's head."""

        async def send_mended(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 503:
                message["headers"] = [*message["headers"], _RETRY_AFTER]
            await send(message)

        await self._app(scope, receive, send_mended)


class OneAtATime(uvicorn.Server):
    """A server that lets go of `lock` once it is up: two must not migrate one database at once."""

    def __init__(self, config: uvicorn.Config, lock: IO[str]) -> None:
        super().__init__(config)
        self._lock = lock

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then release the lock."""
        await super().startup(sockets)
        self._lock.close()
        gc.enable()


def serve_on(listening: socket.socket, folder: Path, *, ephemeral: bool) -> None:
    """Serve Prefect's API, and its page unless `ephemeral`, until standard input closes."""
    # Imported here, not above: the two seconds it takes are shorter without garbage collection.
    from prefect.server.api.server import create_app  # noqa: PLC0415

    app = create_app(ephemeral=ephemeral, final=True)
    guarded = RetrySoon(TrustedHostMiddleware(app, allowed_hosts=list(HOSTS)))
    config = uvicorn.Config(guarded, log_level="error", lifespan="on", access_log=False)
    with (folder / ".starting").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = OneAtATime(config, lock)
        threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
        server.run(sockets=[listening])


def _end_with_parent(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    time.sleep(_SECONDS_TO_WRITE_DOWN)
    server.should_exit = True


if __name__ == "__main__":
    # Collecting garbage while modules load costs a fifth of the start, and finds none.
    gc.disable()
    _, descriptor, prefect_folder, lifetime = sys.argv
    serve_on(
        socket.socket(fileno=int(descriptor)),
        Path(prefect_folder),
        ephemeral=lifetime == "ephemeral",
    )
    logging.shutdown()
    # The server has written down and closed what it had; taking a thousand modules apart
    # would keep the person at the terminal for another second.
    os._exit(0)
