"""Mutation testing, run on a project of one function."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from soak.mutants import in_seeded_order, rate

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = """
[tool.mutmut]
source_paths = ["law"]
also_copy = ["tests"]
pytest_add_cli_args_test_selection = ["tests"]
pytest_add_cli_args = ["-p", "no:cacheprovider"]
use_git_change_detection = false
"""
RULE = """
def is_minor(age):
    return age < 18


def is_owed(days):
    return days > 3
"""
MINOR_AT_17 = "    assert is_minor(17)\n"
MINOR_AT_17_AND_NOT_AT_18 = "    assert is_minor(17)\n    assert not is_minor(18)\n"


def a_test(asserted: str) -> str:
    return f"from law.ages import is_minor\n\n\ndef test_age():\n{asserted}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose only test looks at one age and leaves a rule uncovered."""
    for name, text in {
        "pyproject.toml": PROJECT,
        "law/__init__.py": "",
        "law/ages.py": RULE,
        "tests/test_ages.py": a_test(MINOR_AT_17),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def soak(project: Path, options: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "soak", "mutants", *options],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_order_follows_from_the_seed_alone() -> None:
    names = [f"law.ages.x_is_minor__mutmut_{number}" for number in range(40)]
    first = in_seeded_order(names, "a")
    assert first == in_seeded_order(reversed(names), "a")
    assert first != in_seeded_order(names, "b")


def test_a_mutant_more_moves_no_other_one() -> None:
    names = [f"law.ages.x_is_minor__mutmut_{number}" for number in range(40)]
    without = [name for name in in_seeded_order(names) if name != names[7]]
    assert in_seeded_order(set(names) - {names[7]}) == without


def test_what_nobody_ran_or_covers_is_not_killed_and_a_time_out_is() -> None:
    assert rate(["killed", "timeout", "survived", "no tests", "not checked"]) == 0.4


def test_a_weak_test_leaves_a_survivor_that_is_shown_with_its_place(project: Path) -> None:
    told = soak(project)
    assert told.returncode == 1, told.stderr
    assert "law/ages.py:3 in is_minor\n-    return age < 18\n+    return age <= 18" in told.stdout
    assert "law/ages.py:7 in is_owed\n-    return days > 3" in told.stdout
    assert "sample of 4, seed 'kinward': 2 survived, 2 no tests" in told.stdout


def test_after_a_sharper_test_only_what_was_not_killed_is_run_again(project: Path) -> None:
    soak(project)
    sharper = a_test(MINOR_AT_17_AND_NOT_AT_18)
    (project / "tests/test_ages.py").write_text(sharper, encoding="utf-8")
    again = soak(project)
    assert "running 4 mutants" in again.stdout
    assert "sample of 4, seed 'kinward': 2 killed, 2 no tests" in again.stdout
    assert "running" not in soak(project).stdout


def test_an_edited_function_runs_its_own_mutants_again(project: Path) -> None:
    owed = "    assert not is_owed(3)\n    assert is_owed(4)\n"
    sharp = a_test(MINOR_AT_17_AND_NOT_AT_18 + owed)
    sharp = sharp.replace("import is_minor", "import is_minor, is_owed")
    (project / "tests/test_ages.py").write_text(sharp, encoding="utf-8")
    assert soak(project).returncode == 0
    (project / "law/ages.py").write_text(RULE.replace("days > 3", "3 < days"), encoding="utf-8")
    again = soak(project)
    assert again.returncode == 0
    assert "running 2 mutants" in again.stdout


def test_a_run_without_time_says_that_the_sample_is_not_done(project: Path) -> None:
    told = soak(project, ["--minutes", "0"])
    assert told.returncode == 1
    assert "run it again to go on" in told.stdout
    assert "4 not checked" in told.stdout
