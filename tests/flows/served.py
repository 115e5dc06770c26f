"""Starts and ends a served process for tests."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kinward.handover import Server, server_of

REPOSITORY = Path(__file__).parents[2]
_SECONDS_TO_START = 120


@dataclass(frozen=True)
class Served:
    """A `kinward serve` that tests have started, and the file with what it printed."""

    home: Path
    printed: Path
    process: subprocess.Popen[bytes]

    @property
    def server(self) -> Server:
        """The server as a command would find it."""
        server = server_of(self.home)
        assert server is not None, self.printed.read_text()
        return server


def start_serving(home: Path, command: Sequence[str] | None = None) -> Served:
    """Start the serving program, or `command`, and return when it takes hand-overs."""
    printed = home.parent / f"{home.name}.printed"
    with printed.open("wb") as output:
        process = subprocess.Popen(
            command or [sys.executable, "-m", "tests.flows.serving_program", str(home)],
            cwd=REPOSITORY,
            stdout=output,
            stderr=output,
        )
    deadline = time.monotonic() + _SECONDS_TO_START
    while server_of(home) is None and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    return Served(home, printed, process)


def end(served: Served) -> None:
    """End the program if it still runs."""
    if served.process.poll() is None:
        served.process.terminate()
        served.process.wait(30)


def page_is_closed(page: str) -> bool:
    """Say whether nobody listens at `page`, Prefect's server having ended."""
    try:
        socket.create_connection(("127.0.0.1", urlsplit(page).port or 0), timeout=1).close()
    except ConnectionRefusedError:
        return True
    return False


def becomes_true(asked: Callable[[], bool], seconds: float = 20) -> bool:
    """Say whether `asked` becomes true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not (answer := asked()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


@contextmanager
def at_the_page(page: str) -> Iterator[None]:
    """Let flows of the test's own process report to the Prefect server at `page`."""
    from prefect.settings import (  # noqa: PLC0415 - after the fixtures have set its environment
        PREFECT_API_URL,
        PREFECT_LOGGING_TO_API_ENABLED,
        temporary_settings,
    )

    with temporary_settings(
        {PREFECT_API_URL: f"{page}/api", PREFECT_LOGGING_TO_API_ENABLED: True}
    ):
        yield
