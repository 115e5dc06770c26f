"""Runs the command line as a person would, and makes the case files that a test needs."""

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinward.cli.main import main
from kinward.reading.yaml12 import read

REPOSITORY = Path(__file__).parents[3]
EXAMPLES = REPOSITORY / "examples"
ILLINOIS = EXAMPLES / "illinois-us-child-of-mexican-parent.yaml"
COLORADO = EXAMPLES / "colorado-honduran-siblings.yaml"
SAN_DIEGO = EXAMPLES / "san-diego-mexico-detained-mother.yaml"
TEXAS = EXAMPLES / "texas-dual-national.yaml"
FLORIDA = EXAMPLES / "florida-haiti-detained-mother.yaml"
ARIZONA = EXAMPLES / "arizona-guatemala-father-abroad.yaml"


@dataclass(frozen=True)
class Ran:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        answer: dict[str, Any] = json.loads(self.out)
        return answer


def kinward(home: Path, *typed: object) -> Ran:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--home", str(home), *map(str, typed)])
    return Ran(code, out.getvalue(), err.getvalue())


def kinward_process(home: Path, *typed: object) -> Ran:
    """Run a command as a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "kinward", "--home", str(home), *map(str, typed)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def facts_of(example: Path) -> dict[str, Any]:
    """Return a sample family as plain data, to be changed."""
    facts = read(example.read_bytes(), example.name).data
    assert isinstance(facts, dict)
    return facts


def a_case_file(folder: Path, example: Path = ILLINOIS, **changes: object) -> Path:
    """Write a sample family with some fields changed, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {**facts_of(example), **changes}
    path = folder / f"{facts['case_number']}.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def values_of_people(example: Path) -> set[str]:
    """Return every name, day of birth, line of address and A-number of a sample family."""
    found: set[str] = set()
    for person in facts_of(example)["people"]:
        found |= {str(part) for part in person["name"].values() if isinstance(part, str)}
        found |= {str(person[key]) for key in ("born_on", "phone", "email") if key in person}
        found |= set(person.get("address", {}).get("lines", []))
        found |= {str(v) for k, v in person.get("whereabouts", {}).items() if k == "a_number"}
    return {value for value in found if len(value) > 3}
