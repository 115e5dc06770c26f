"""The log of contacts with a consulate, from the command line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kinward.library import load
from tests.kinward.cli.builders import EXAMPLES, REPOSITORY, Ran, kinward

LOG = "mou_library/contacts_log/mx-chicago.yaml"
SAMPLE = EXAMPLES / "contacts_log/mx-chicago.yaml"


def added(home: Path, *more: str, post: str = "mx-chicago") -> Ran:
    """Add a meeting of May to a post's log."""
    what = ("--on", "2026-05-11", "--how", "meeting", "--about", "renewal: #2", "--by", "liaison")
    return kinward(home, "agreement", "contact", post, *what, *more)


def test_a_contact_is_written_and_stands_in_the_coverage_r91(home: Path) -> None:
    assert added(home, "--next", "send the draft", "--next-on", "2026-07-01").code == 0
    (row,) = load(REPOSITORY, home).contact_logs["mx-chicago"].contacts
    assert (row.on, row.about) == (date(2026, 5, 11), "renewal: #2")
    assert row.next_on == date(2026, 7, 1)
    assert kinward(home, "agreement", "check").code == 0
    assert "send the draft" in kinward(home, "agreement", "coverage", "--cases", EXAMPLES).out


def test_the_log_that_is_there_is_kept_with_its_remarks_r91(home: Path) -> None:
    file = home / LOG
    file.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, file)
    assert added(home).code == 0
    before, after = SAMPLE.read_text("utf-8"), file.read_text("utf-8")
    assert after.startswith(before)
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    assert len(load(REPOSITORY, home).contact_logs["mx-chicago"].contacts) == 3


def test_the_sample_log_is_shown_in_order_with_its_next_step(home: Path) -> None:
    file = home / LOG
    file.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, file)
    said = kinward(home, "agreement", "contact", "mx-chicago").out
    assert said.index("2026-03-09, letter") < said.index("2026-05-11, meeting")
    assert "Next: send our draft of these clauses, by 2026-07-01" in said


def test_a_post_without_a_log_says_so(home: Path) -> None:
    assert "No contact is logged." in kinward(home, "agreement", "contact", "hn-dallas").out


def test_a_post_that_is_not_there_is_refused_with_the_one_that_is_meant(home: Path) -> None:
    ran = added(home, post="mx-chicagoo")
    assert ran.code == 2
    assert "did you mean mx-chicago?" in ran.err


@pytest.mark.parametrize("typed", [("--on", "2026-05-11"), ("--next", "send it")])
def test_half_a_contact_is_refused_with_what_is_missing(
    home: Path, typed: tuple[str, str]
) -> None:
    ran = kinward(home, "agreement", "contact", "mx-chicago", *typed)
    assert ran.code == 2
    assert "--by" in ran.err
    assert not (home / LOG).exists()


@pytest.mark.parametrize("text", ["post: mx-chicago\n", "post: mx-fresno\ncontacts: [{on: x}]\n"])
def test_nothing_is_added_to_a_log_with_faults(home: Path, text: str) -> None:
    file = home / LOG
    file.parent.mkdir(parents=True)
    file.write_text(text)
    ran = added(home)
    assert ran.code == 2
    assert "[contact_log_faulty]" in ran.err
    assert file.read_text() == text


def test_a_log_under_another_posts_name_is_refused(home: Path) -> None:
    file = home / "mou_library/contacts_log/hn-dallas.yaml"
    file.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, file)
    assert "the log of mx-chicago" in added(home, post="hn-dallas").err
