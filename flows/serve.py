"""`kinward serve`: Prefect's server, the three deployments and the hand-over, on loopback.

Importing this module does not import Prefect: its environment has to be set first.
"""

import asyncio
import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.environment import take_on
from flows.prefect_server import PrefectServer
from kinward.handover import SERVE_FILE, Server
from schemas.problem import UnitError

PAGE_PORT = 4200


class AlreadyServing(UnitError):
    """A home has one server at a time."""

    code = "already_serving"
    remedy = "Use the server that is up, or end it before you start another."


@dataclass(frozen=True, slots=True)
class ServePlan:
    """What is served where: the home, the page's port, and whether packets leave by themselves.

    Approved packets are dispatched on a schedule only where a person has asked for that.
    """

    home: Path
    page_port: int = PAGE_PORT
    dispatch_every_minutes: int | None = None


def serve(plan: ServePlan, on_ready: Callable[[Server], None]) -> None:
    """Serve until SIGTERM or SIGINT; `on_ready` is told once where the page and the port are.

    Raises:
        AlreadyServing: the home has a server.
        PortTaken: the page's port is another program's.
        PrefectDidNotStart: or PrefectEnded, when Prefect's server is not there.
    """
    with (
        the_only_one(plan.home),
        PrefectServer(plan.home, port=plan.page_port, served=True) as prefect_server,
    ):
        take_on(prefect_server.environment)
        # Imported only now: Prefect reads its settings when it is imported.
        from flows.serving import keep_serving  # noqa: PLC0415

        prefect_server.wait_until_up()
        asyncio.run(keep_serving(plan, prefect_server, on_ready))


@contextmanager
def the_only_one(home: Path) -> Iterator[None]:
    """Hold the home's serve lock, which the system frees however the holder ends."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "serve.lock").open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServing("this home has a server already") from None
        yield


@contextmanager
def announced(home: Path, port: int, page: str, version: str) -> Iterator[Server]:
    """Write `serve.json`, readable by its owner alone, for as long as the block lasts."""
    server = Server(os.getpid(), port, secrets.token_urlsafe(32), page, version)
    written, place = home / f".{SERVE_FILE}", home / SERVE_FILE
    written.unlink(missing_ok=True)
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor, no path
        json.dump(asdict(server), file)
    written.replace(place)
    try:
        yield server
    finally:
        place.unlink(missing_ok=True)
