"""Run the program as a user would, and take its time and its peak memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("kinward")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took."""

    seconds: float
    peak_mb: float
    """Of the program's own process; LibreOffice and Prefect's server are others."""
    status: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    letters: int | None
    value: float
    unit: str
    at_most: float
    spread: str

    @property
    def holds(self) -> bool:
        """Say whether the value is within its bound."""
        return self.value <= self.at_most


def run(arguments: Sequence[str], home: Path) -> Measured:
    """Run `kinward` once in a home and return what it took."""
    environment = {**os.environ, "KINWARD_HOME": str(home)}
    start = time.perf_counter()
    with subprocess.Popen(
        [str(PROGRAM), *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _peak_mb(process.pid))
            time.sleep(0.005)
    return Measured(time.perf_counter() - start, peak, process.returncode)


def _peak_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    peak = next((line for line in lines if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1024


def median_row(what: str, letters: int | None, runs: Sequence[Measured], at_most: float) -> Row:
    """Return the row of the median time of several runs.

    Raises:
        RuntimeError: a run ended with another status than 0.
    """
    failed = [one.status for one in runs if one.status != 0]
    if failed:
        raise RuntimeError(f"{what}: a run ended with status {failed[0]}")
    seconds = sorted(one.seconds for one in runs)
    spread = f"{seconds[0]:.2f} to {seconds[-1]:.2f} s, {len(seconds)} runs"
    return Row(what, letters, statistics.median(seconds), "s", at_most, spread)
