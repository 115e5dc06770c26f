"""A LibreOffice that is up before a letter comes, for a program that stays up itself.

Starting costs about a second, printing a letter a tenth of one. So one office is kept up with a
profile and a room of its own. A call with that profile finds it there and hands its letters over,
as LibreOffice does by itself for two programs with one profile. It would leave after the first
call; a page that it holds open keeps it, and its lock on that page tells that it is up. After so
many calls, and after one that left a letter unprinted, it makes way for a new one: what bloats or
breaks an office ends with it.

A program that is killed cannot end the office that stands by. So a shell holds the other end of a
pipe, and ends the office when the pipe closes, however that came about.
"""

import contextlib
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kinward.press.bounded_call import kill_group
from kinward.press.office import Office, OfficeMissing, OfficeNotStarting, Run
from kinward.press.office_profile import surroundings
from kinward.press.workroom import workroom

CALLS_OF_ONE_OFFICE = 50
_UNTIL_THE_PIPE_CLOSES = '"$@" < /dev/null & read -r _; kill -9 $! 2> /dev/null; wait'
_SECONDS_TO_END = 5.0


@dataclass(frozen=True, slots=True)
class Up:
    """An office that comes up or is up: its profile, and what ends it and removes its room."""

    profile: Path
    lock_on_page: Path
    end: contextlib.ExitStack


class Standby:
    """Keeps one office up, for one caller at a time.

    Raises:
        OfficeMissing: There is no program.
        OfficeNotStarting: It could not make itself a profile.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lock = threading.Lock()
        self._calls = 0
        self._up = _started(office)

    def print_letters(self, letters: Mapping[str, bytes]) -> Run | None:
        """Print with the office that is up; None while it comes up or another caller has it.

        Two that start at once with one profile would hand their work to each other.

        Raises:
            OfficeMissing: The program is no longer there.
            OfficeNotStarting: The next one cannot be started.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            if not self._up.lock_on_page.exists():
                return None
            run = self._office.print_with(self._up.profile, letters)
            self._calls += 1
            if self._calls == CALLS_OF_ONE_OFFICE or len(run.pdfs) < len(letters):
                self._start_anew()
            return run
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the office that is up."""
        with self._lock:
            self._up.end.close()

    def _start_anew(self) -> None:
        self._up.end.close()
        self._up, self._calls = _started(self._office), 0


@contextlib.contextmanager
def standing_by(office: Office) -> Iterator[Office]:
    """Yield `office` with another one standing by.

    Where LibreOffice is missing or does not come up it is yielded as it is: it says so to whoever
    asks it to print.
    """
    try:
        standby = Standby(office)
    except (OfficeMissing, OfficeNotStarting):
        yield office
        return
    with contextlib.closing(standby):
        yield replace(office, standby=standby)


def _started(office: Office) -> Up:
    with contextlib.ExitStack() as opened:
        room = opened.enter_context(workroom(office.home))
        profile = office.fresh_profile(room)
        page = room / "page.txt"
        page.write_text("This page keeps the office up.\n", encoding="ascii")
        opened.enter_context(_an_office_up(office.command(profile, str(page)), room))
        return Up(profile, room / f".~lock.{page.name}#", opened.pop_all())


@contextlib.contextmanager
def _an_office_up(command: list[str], room: Path) -> Iterator[None]:
    try:
        process = subprocess.Popen(  # noqa: S603  # our own arguments
            ["/bin/sh", "-c", _UNTIL_THE_PIPE_CLOSES, "sh", *command],
            cwd=room,
            env=surroundings(str(room)),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise OfficeNotStarting(f"errno {fault.errno}") from None
    try:
        yield
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Close the pipe and let the shell end the office and itself; kill both where it does not."""
    if process.stdin is not None:
        process.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_END)
    kill_group(process)
