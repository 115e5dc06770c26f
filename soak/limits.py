"""The time a part may take, and programs that stop when it is over."""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRESS_EVERY_SECONDS = 60
SECONDS_TO_END = 30


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """The moment of the monotonic clock at which a part stops."""

    ends_at: float

    @classmethod
    def of_minutes(cls, minutes: float) -> "TimeLimit":
        """Return the limit that ends so many minutes from now."""
        return cls(time.monotonic() + minutes * 60)

    @property
    def seconds_left(self) -> float:
        """Seconds until the end; 0 when it is over."""
        return max(0.0, self.ends_at - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self.seconds_left == 0


def run_within(
    limit: TimeLimit, command: Sequence[str], log: Path, progress: Callable[[], None]
) -> int | None:
    """Run a program; return its exit status, or None if it was stopped when the time was over.

    What it prints goes to `log`; `progress` is called once a minute.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("wb") as printed,
        subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT) as process,
    ):
        while not limit.is_over:
            try:
                return process.wait(min(PROGRESS_EVERY_SECONDS, limit.seconds_left))
            except subprocess.TimeoutExpired:
                progress()
        return _stopped(process)


def _stopped(process: subprocess.Popen[bytes]) -> int | None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
    return None
