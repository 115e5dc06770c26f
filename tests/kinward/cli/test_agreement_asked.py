"""`agreement new` in a terminal: every question is asked, and a wrong answer is asked again."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from kinward.library.questions import QUESTIONS
from kinward.reading.yaml12 import Plain
from tests.kinward.cli.builders import REPOSITORY
from tests.kinward.test_library_admins import answers

WRITTEN = "mou_library/agreements/us-wy_mx/agreement.yaml"


def typed(last: str) -> list[str]:
    """What a person types: a clock that cannot be meant first, then a sound one."""
    given = answers()
    lines: list[str] = []
    for question in QUESTIONS:
        lines += ["ten days or so"] if question.key == "clock" else []
        lines.append(_as_typed(given.get(question.key)))
    return [*lines, last]


def _as_typed(answer: Plain) -> str:
    return "; ".join(map(str, answer)) if isinstance(answer, list) else str(answer or "")


def asked_in_a_terminal(home: Path, lines: list[str]) -> tuple[int, str]:
    """Run `agreement new` before a terminal of its own; return its ending and what it said."""
    ours, theirs = os.openpty()
    program = [sys.executable, "-m", "kinward", "--home", str(home), "agreement", "new"]
    with subprocess.Popen(
        program,
        cwd=REPOSITORY,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        os.close(theirs)
        text = "".join(f"{line}\n" for line in lines).encode()
        typing = threading.Thread(target=os.write, args=(ours, text))
        typing.start()
        said, _ = process.communicate(timeout=60)
        typing.join()
    os.close(ours)
    return process.returncode, said


def test_a_person_answers_and_confirms(home: Path) -> None:
    code, said = asked_in_a_terminal(home, typed("y"))
    assert code == 0
    assert "write `10 working_days`" in said
    assert all(question.ask in said for question in QUESTIONS)
    assert "value: 5" in (home / WRITTEN).read_text(encoding="utf-8")


def test_a_person_who_does_not_confirm_leaves_nothing_behind(home: Path) -> None:
    code, said = asked_in_a_terminal(home, typed(""))
    assert code == 1
    assert "Nothing was written" in said
    assert not (home / WRITTEN).exists()
