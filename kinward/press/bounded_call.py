"""A program that is given so many seconds, and then is gone with everything that it started.

`subprocess.run(timeout=...)` kills only the program itself: a child of it that keeps the output
open makes the caller wait for ever. Here the program leads a session of its own, and the whole
group is killed, with a signal that cannot be ignored.
"""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended; `status` is None when its time was over."""

    status: int | None
    output: str

    @property
    def timed_out(self) -> bool:
        """Say whether the program was killed because its time was over."""
        return self.status is None


def call_within(
    seconds: float, command: Sequence[str], *, room: Path, surroundings: Mapping[str, str]
) -> Ended:
    """Run `command` in `room` for at most `seconds`, with nothing but `surroundings` around it.

    Raises:
        OSError: The program cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603  # our own arguments, no shell
        command,
        cwd=room,
        env=dict(surroundings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return Ended(status=None, output="")
    finally:
        kill_group(process)
    return Ended(status=process.returncode, output=output.decode("utf-8", "replace"))


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill a program that leads its group, with everything that it started, and wait for it."""
    # The leader may be gone while a child of its own still runs: the group is killed in any case.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
