"""Hands case numbers to a running `kinward serve`: standard library only, no Prefect."""

import http.client
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from schemas.problem import UnitError

CASE_NUMBER = re.compile(r"[A-Z0-9][A-Za-z0-9._-]{0,39}")
SERVE_FILE = "serve.json"

Step = Literal["duties", "letters", "pdfs", "packets", "done", "stopped", "failed"]
ENDINGS: frozenset[Step] = frozenset({"done", "stopped", "failed"})

_LOOPBACK = "127.0.0.1"
_HEALTH_SECONDS = 3.0
# The server writes an empty line every 15 seconds, so a minute of silence means it is gone.
_SILENCE_SECONDS = 60.0


class NotACaseNumber(UnitError):
    """A text that is not a case number would reach Prefect, and may be a person's name."""

    code = "not_a_case_number"
    remedy = "Give case numbers only: capitals or digits first, then letters, digits, . _ -"


class NotAnAsOf(UnitError):
    """The as-of is neither a date nor an instant."""

    code = "not_an_as_of"
    remedy = "Write a date (2026-03-10) or an instant with offset (2026-03-10T09:00:00-08:00)."


class HandOverRefused(UnitError):
    """The server did not take the case numbers."""

    code = "hand_over_refused"
    remedy = "Restart `kinward serve`, or stop it to let `prepare` work alone."


class ServerLost(UnitError):
    """The server went away before it had finished; what it did is in the ledger."""

    code = "server_lost"
    remedy = "Run the same command again: what is done already is not done twice."


@dataclass(frozen=True, slots=True)
class Server:
    """A running `kinward serve`: where it takes hand-overs and where its page is."""

    pid: int
    port: int
    token: str
    page: str
    version: str


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of one case: what was done, how many, or why it ended."""

    case_number: str
    step: Step
    count: int | None = None
    code: str | None = None
    remedy: str | None = None
    incident: str | None = None

    @property
    def ends(self) -> bool:
        """Say whether this is the case's last line."""
        return self.step in ENDINGS

    def line(self) -> str:
        """Return the progress as one line of JSON, without what is empty."""
        return json.dumps({k: v for k, v in asdict(self).items() if v is not None})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How each case number ended, in the order asked."""

    endings: tuple[Progress, ...]

    @property
    def is_done(self) -> bool:
        """Say whether every case was done."""
        return all(ending.step == "done" for ending in self.endings)


def require_case_numbers(case_numbers: Sequence[str]) -> tuple[str, ...]:
    """Return `case_numbers` without repeats, or refuse the first that is none, by position.

    Raises:
        NotACaseNumber: the text is named by its place only, for it may be a person's name.
    """
    for place, text in enumerate(case_numbers, start=1):
        if not CASE_NUMBER.fullmatch(text):
            raise NotACaseNumber(f"number {place} of {len(case_numbers)} is no case number")
    return tuple(dict.fromkeys(case_numbers))


def require_as_of(as_of: str | None) -> str | None:
    """Return `as_of`, or refuse it.

    Raises:
        NotAnAsOf: it is neither an ISO date nor an ISO instant.
    """
    if as_of is None:
        return None
    try:
        datetime.fromisoformat(as_of)
    except ValueError:
        # `from None`: the parser's own message holds the text.
        raise NotAnAsOf(f"an as-of of {len(as_of)} characters is not ISO 8601") from None
    return as_of


def server_of(home: Path) -> Server | None:
    """Return the server that works in `home`; none where it is not up, or its file is stale."""
    try:
        server = Server(**json.loads((home / SERVE_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return server if _is_alive(server.pid) and _answers(server) else None


def hand_over(
    server: Server, case_numbers: Sequence[str], as_of: str | None = None
) -> Iterator[Progress]:
    """Have `server` prepare the cases; yield each step as it is done.

    Raises:
        NotACaseNumber: or NotAnAsOf, before anything is sent.
        HandOverRefused: the server said no.
        ServerLost: it went silent before every case had ended.
    """
    wanted = require_case_numbers(case_numbers)
    body = json.dumps({"case_numbers": wanted, "as_of": require_as_of(as_of)})
    unfinished = set(wanted)
    try:
        for progress in _replies(server, body):
            unfinished -= {progress.case_number} if progress.ends else set()
            yield progress
    except (OSError, http.client.HTTPException) as error:
        raise ServerLost(f"{len(unfinished)} of {len(wanted)} cases had not ended") from error
    if unfinished:
        raise ServerLost(f"{len(unfinished)} of {len(wanted)} cases had not ended")


def _replies(server: Server, body: str) -> Iterator[Progress]:
    connection = http.client.HTTPConnection(_LOOPBACK, server.port, timeout=_SILENCE_SECONDS)
    with closing(connection):
        connection.request("POST", "/prepare", body, _headers(server))
        reply = connection.getresponse()
        if reply.status != http.HTTPStatus.OK:
            raise HandOverRefused(f"the server on port {server.port} answered {reply.status}")
        while line := reply.readline():
            if line.strip():
                yield Progress(**json.loads(line))


def _headers(server: Server) -> dict[str, str]:
    return {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _answers(server: Server) -> bool:
    connection = http.client.HTTPConnection(_LOOPBACK, server.port, timeout=_HEALTH_SECONDS)
    with closing(connection):
        try:
            connection.request("GET", "/health", headers=_headers(server))
            reply = connection.getresponse()
            health = json.loads(reply.read()) if reply.status == http.HTTPStatus.OK else {}
        except (OSError, http.client.HTTPException, ValueError):
            return False
        return bool(health.get("pid") == server.pid)
