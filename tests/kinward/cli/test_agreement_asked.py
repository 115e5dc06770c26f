"""`agreement new` in a terminal: every question is asked, and a wrong answer is asked again."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from kinward.library.answering import Answers
from kinward.library.interview import QUESTIONS, groups_of, questions_of
from kinward.reading.yaml12 import Plain
from tests.kinward.cli.builders import REPOSITORY, kinward
from tests.kinward.test_library_admins import THE_REST, a_title, answers

WRITTEN = "mou_library/agreements/us-wy_mx/agreement.yaml"


WRONG = {
    "clock": "ten days or so",
    "states": "US-WX",
    "countries": "Mexiko",
    "events": "taken_in_custody",
}
"""What a person types first, and the library does not know."""


def typed(last: str, given: Answers, opened: str = "") -> list[str]:
    """What a person types: what cannot be meant first, and `opened` to each group of clauses."""
    lines: list[str] = []
    for group in groups_of(given.get("status")):
        lines += [] if group.ask is None else [opened]
        for question in () if group.ask and not opened else group.questions:
            lines += [WRONG[question.key]] if question.key in WRONG else []
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
    code, said = asked_in_a_terminal(home, typed("y", answers()))
    assert code == 0
    assert "write `10 working_days`" in said
    read = (home / WRITTEN).read_text(encoding="utf-8")
    assert "value: 5" in read
    assert "binding_language: not_read" in read


def test_a_name_the_library_does_not_know_is_told_at_once_with_candidates(home: Path) -> None:
    _, said = asked_in_a_terminal(home, typed("y", answers()))
    assert "write one of US-W" in said
    assert "MX (Mexico)" in said
    assert "write one of taken_into_custody" in said
    assert said.index("write one of US-W") < said.index("Counties, if not the whole state")


def test_a_group_of_clauses_that_nobody_read_is_passed_over(home: Path) -> None:
    _, said = asked_in_a_terminal(home, typed("y", answers()))
    shown = {question.key for question in QUESTIONS if question.ask in said}
    assert not shown & {"age_says", "sender_says", "consent_says", "binding_language"}
    assert {"safety_exception", "covered_says", "clause"} <= shown


def test_whoever_read_it_all_is_asked_it_all_and_the_folder_has_no_fault(home: Path) -> None:
    given: Answers = {**answers(), **THE_REST}
    code, said = asked_in_a_terminal(home, typed("y", given, opened="y"))
    assert code == 0
    assert all(question.ask in said for question in questions_of("read"))
    read = (home / WRITTEN).read_text(encoding="utf-8")
    assert "sender: the liaison" in read
    checked = kinward(home, "agreement", "check", "--json").json
    assert (checked["ok"], checked["advice"]) == (True, [])


def test_of_a_title_alone_little_is_asked_and_the_folder_has_no_fault(home: Path) -> None:
    code, said = asked_in_a_terminal(home, typed("y", a_title()))
    assert code == 0
    assert "By when" not in said
    assert "status: known_to_exist" in (home / WRITTEN).read_text(encoding="utf-8")
    assert kinward(home, "agreement", "check").code == 0


def test_an_agreement_that_is_there_is_told_before_the_rest_is_asked(home: Path) -> None:
    given: Answers = {**answers(), "agency": "us-il", "states": ["US-IL"]}
    code, said = asked_in_a_terminal(home, typed("y", given))
    assert code == 2
    assert "[agreement_exists]" in said
    assert "What is the source called?" not in said


def test_a_person_who_does_not_confirm_leaves_nothing_behind(home: Path) -> None:
    code, said = asked_in_a_terminal(home, typed("", answers()))
    assert code == 1
    assert "Nothing was written" in said
    assert not (home / WRITTEN).exists()
