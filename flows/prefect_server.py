"""Starts and ends Prefect's server as a child of this process; Prefect itself is not imported."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from flows.environment import prefect_environment
from flows.prefect_database import lay
from schemas.problem import UnitError

_LOOPBACK = "127.0.0.1"
_SECONDS_TO_START = 120
_SECONDS_TO_END = 10
_PRIVATE = 0o700


class PrefectDidNotStart(UnitError):
    """Prefect's server ended, or stayed silent, before its first answer."""

    code = "prefect_did_not_start"
    remedy = "Look into prefect/server.log in Kinward's home, then try again."


class PortTaken(UnitError):
    """Another program listens on the port."""

    code = "port_taken"
    remedy = "End the other program, or choose another port with --port."


class PrefectServer:
    """Prefect's server on loopback, its database and log under `home`/prefect.

    `start` returns at once; the server comes up meanwhile, and `wait_until_up` waits for the rest.
    """

    def __init__(self, home: Path, *, port: int = 0, served: bool = False) -> None:
        self._home = home.resolve()
        self._served = served
        self._port = port
        self._child: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}

    @property
    def address(self) -> str:
        """The server's address, which is its page's as well."""
        return f"http://{_LOOPBACK}:{self._port}"

    def start(self) -> Self:
        """Open the socket, start the child on it, and go on."""
        folder = self._home / "prefect"
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        lay(folder)
        with _listening(self._port) as listening, (folder / "server.log").open("wb") as log:
            self._port = listening.getsockname()[1]
            self.environment = prefect_environment(self._home, self.address, served=self._served)
            lifetime = "lasting" if self._served else "ephemeral"
            descriptor = listening.fileno()
            self._child = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [
                    sys.executable,
                    "-m",
                    "flows.prefect_program",
                    str(descriptor),
                    str(folder),
                    lifetime,
                ],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self.environment,
                cwd=folder,
                pass_fds=[descriptor],
                start_new_session=True,  # Ctrl-C is for us: the child ends after the last flow
            )
        return self

    def wait_until_up(self) -> None:
        """Return when the server answers.

        Raises:
            PrefectDidNotStart: it ended or stayed silent.
        """
        deadline = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < deadline and self.is_running:
            if self._answers(deadline - time.monotonic()):
                return
            time.sleep(0.02)
        raise PrefectDidNotStart(f"no answer on port {self._port}")

    @property
    def is_running(self) -> bool:
        """Say whether the child is there."""
        return self._child is not None and self._child.poll() is None

    def stop(self) -> None:
        """End the child: it writes down what it knows, then goes; or is made to."""
        if self._child is None or self._child.stdin is None:
            return
        self._child.stdin.close()
        try:
            self._child.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _answers(self, seconds: float) -> bool:
        connection = http.client.HTTPConnection(_LOOPBACK, self._port, timeout=seconds)
        with contextlib.closing(connection):
            try:
                # The socket listens already: the request waits there until the server is up.
                connection.request("GET", "/api/health")
                return connection.getresponse().status == http.HTTPStatus.OK
            except (OSError, http.client.HTTPException):
                return False


def _listening(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_LOOPBACK, port))
    except OSError as error:
        listening.close()
        raise PortTaken(f"port {port} on loopback is taken") from error
    listening.listen(128)
    return listening
