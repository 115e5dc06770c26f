"""`make bench`: deciding many families, then the commands as processes: time and memory.

`python -m bench matching` measures the deciding alone, `python -m bench commands` the rest.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import matching
from bench.measuring import PROGRAM, Measured, Row, median_row, run

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ILLINOIS = str(EXAMPLES / "illinois-us-child-of-mexican-parent.yaml")
AN_AGREEMENT = "mou_library/agreements/us-il_mx/agreement.yaml"
AS_OF = "2026-06-16"
SERVE_PORT = "4261"
RUNS = 3


def fresh(count: int) -> Iterator[Path]:
    """Yield homes in which the library is compiled and nothing else is done."""
    for _ in range(count):
        with tempfile.TemporaryDirectory(prefix="kinward-bench-") as folder:
            home = Path(folder)
            run(["match", ILLINOIS, "--as-of", AS_OF], home)
            yield home


def match_row() -> Row:
    """Time `match` as a process, the library compiled."""
    runs = [
        run(["match", ILLINOIS, "--as-of", AS_OF, "--json"], home)
        for home in fresh(1)
        for _ in range(7)
    ]
    return median_row("match, as a process", None, runs, 0.5)


def check_rows() -> Iterator[Row]:
    """Time `agreement check` from nothing, and after an edit of one file."""
    nothing, edited = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory(prefix="kinward-bench-") as folder:
            home = Path(folder)
            nothing.append(run(["agreement", "check"], home))
            own = home / AN_AGREEMENT
            own.parent.mkdir(parents=True)
            shutil.copy(EXAMPLES.parent / AN_AGREEMENT, own)
            edited.append(run(["agreement", "check"], home))
    yield median_row("agreement check, from nothing", None, nothing, 15)
    yield median_row("agreement check, one file edited", None, edited, 3)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Runs of one kind, and how many letters each of them wrote."""

    runs: list[Measured]
    letters: int


def one_family() -> Prepared:
    """Time `prepare` of one family with a temporary server."""
    runs, letters = [], 0
    for home in fresh(RUNS):
        runs.append(run(["prepare", ILLINOIS, "--as-of", AS_OF], home))
        letters = letters_in(home / "out")
    return Prepared(runs, letters)


def seven_families() -> Prepared:
    """Time `demo`: the seven families with a temporary server."""
    runs, letters = [], 0
    for home in fresh(1):
        runs.append(run(["demo", "--home", str(home / "demo")], home))
        letters = letters_in(home / "demo" / "out")
    return Prepared(runs, letters)


def letters_in(out: Path) -> int:
    """Return how many letters the manifests below a folder call ready."""
    made = [json.loads(path.read_bytes()) for path in out.glob("*/manifest.json")]
    return sum(paper["state"] == "ready" for one in made for paper in one["documents"])


@contextmanager
def served(home: Path) -> Iterator[None]:
    """Keep `kinward serve` up."""
    environment = {**os.environ, "KINWARD_HOME": str(home), "KINWARD_PORT": SERVE_PORT}
    with subprocess.Popen(
        [str(PROGRAM), "serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            for _ in range(600):
                if (home / "serve.json").is_file() or process.poll() is not None:
                    break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def with_server() -> Prepared:
    """Time `prepare` of one family while a server is up; a case of another number each time."""
    text = Path(ILLINOIS).read_text(encoding="utf-8")
    runs: list[Measured] = []
    letters = 0
    for home in fresh(1):
        with served(home):
            for number in range(RUNS + 1):
                case = home / f"case-{number}.yaml"
                own = text.replace("IL-2026-5521", f"IL-2026-{6000 + number}")
                case.write_text(own, encoding="utf-8")
                runs.append(run(["prepare", str(case), "--as-of", AS_OF], home))
        letters = letters_in(home / "out") // len(runs)
    return Prepared(runs[1:], letters)  # the first one warms the office's profile


def rows() -> Iterator[Row]:
    """Yield the table's rows."""
    yield match_row()
    yield from check_rows()
    single, served_one, seven = one_family(), with_server(), seven_families()
    for what, made, at_most in (
        ("prepare, one family, temporary server", single, 15),
        ("prepare, one family, `kinward serve` up", served_one, 4),
        ("prepare, the seven families, temporary server", seven, 60),
    ):
        yield median_row(what, made.letters, made.runs, at_most)
    peak = max(one.peak_mb for one in (*single.runs, *seven.runs))
    yield Row("peak memory of the program, LibreOffice apart", None, peak, "MB", 400, "highest")


def asked_rows(names: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of the parts named, or of all of them.

    Raises:
        SystemExit: there is no part of that name.
    """
    parts = {"commands": rows, "matching": matching.rows}
    unknown = [name for name in names if name not in parts]
    if unknown:
        raise SystemExit(f"there is no part {unknown[0]}; parts are {', '.join(parts)}")
    for name in names or parts:
        yield from parts[name]()


def main(names: Sequence[str]) -> int:
    """Print the table; a figure that falls short is printed as falling short."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    print(f"{'what':50} {'letters':>7} {'median':>9} {'at most':>8}  spread")
    short = 0
    for row in asked_rows(names):
        mark = "" if row.holds else "  FALLS SHORT"
        short += not row.holds
        letters = str(row.letters) if row.letters else ""
        print(
            f"{row.what:50} {letters:>7} {row.value:7.2f} {row.unit:2}"
            f" {row.at_most:7.1f}  {row.spread}{mark}",
            flush=True,
        )
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
