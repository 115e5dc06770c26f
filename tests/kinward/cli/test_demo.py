"""The demo replaces only what a demo made, and knows every sample family."""

from datetime import datetime
from pathlib import Path

import pytest

from kinward.cli.demo import FAMILIES, MARKER, NotADemo, fresh
from kinward.library import load
from kinward.library.case_words import case_words
from kinward.reading.casefile import read_case
from kinward.rules.as_of import as_of
from tests.kinward.cli.builders import EXAMPLES, REPOSITORY, kinward


def test_every_sample_family_is_in_the_demo_as_of_a_day_it_was_open(home: Path) -> None:
    library = load(REPOSITORY, home)
    words, book = case_words(library), library.rulebook
    files = {path.name for path in EXAMPLES.glob("*.yaml")} - {"agencies.yaml", "directory.yaml"}
    assert {name for name, _ in FAMILIES} == files
    for name, instant in FAMILIES:
        case = read_case((EXAMPLES / name).read_bytes(), name, words).case
        assert case is not None
        assert as_of(instant, datetime.now().astimezone(), case, book).day >= case.opened_on


def test_an_earlier_demo_is_replaced(bare_home: Path) -> None:
    fresh(bare_home)
    (bare_home / "old").write_text("of the demo before")
    fresh(bare_home)
    assert {path.name for path in bare_home.iterdir()} == {MARKER}


def test_a_folder_that_no_demo_made_is_left_alone(prepared: Path) -> None:
    with pytest.raises(NotADemo):
        fresh(prepared)
    ran = kinward(prepared, "demo")
    assert ran.code == 2
    assert "not_a_demo" in ran.err
    assert (prepared / "ledger.sqlite3").is_file()
