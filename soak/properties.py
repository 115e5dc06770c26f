"""The property and stateful tests at depth: file by file, each round with other random seeds."""

import json
import sys
import time
from pathlib import Path

from soak.limits import TimeLimit, run_within

DONE = Path("build/soak/properties.json")
LOGS = Path("build/soak/properties")
PYTEST = [sys.executable, "-m", "pytest", "-x", "--hypothesis-profile=deep"]


def files_with_properties(tests: Path) -> list[str]:
    """Return the test files that use hypothesis."""
    found = sorted(tests.rglob("test_*.py"))
    return [str(path) for path in found if "hypothesis" in path.read_text(encoding="utf-8")]


def soak_properties(limit: TimeLimit) -> int:
    """Run what this round has left; return 1 if a test failed.

    A file that time did not suffice for, or that failed, is left for the next run.
    """
    done: list[str] = json.loads(DONE.read_text()) if DONE.is_file() else []
    files = files_with_properties(Path("tests"))
    failed = 0
    for file in [file for file in files if file not in done]:
        outcome = _run(limit, file)
        if outcome is None:
            print(f"{file}: no time left; run it again to go on", flush=True)
            break
        failed += outcome != 0
        done += [file] if outcome == 0 else []
        DONE.parent.mkdir(parents=True, exist_ok=True)
        DONE.write_text(json.dumps(done))
    left = [file for file in files if file not in done]
    print(f"properties: {len(files) - len(left)} of {len(files)} files done, {failed} failed")
    if not left:
        DONE.unlink(missing_ok=True)
        print("the round is complete; the next run begins another one")
    return 1 if failed else 0


def _run(limit: TimeLimit, file: str) -> int | None:
    started = time.monotonic()
    log = LOGS / f"{Path(file).stem}.log"
    outcome = run_within(limit, [*PYTEST, file], log, lambda: None)
    took = f"{time.monotonic() - started:.0f} s"
    if outcome == 0:
        print(f"{file}: good ({took})", flush=True)
    elif outcome is not None:
        print(f"{file}: FAILED ({took}); {log} says how", flush=True)
    return outcome
