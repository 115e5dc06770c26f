"""Homes for commands: empty, and one in which a family is prepared."""

import shutil
from pathlib import Path

import pytest

from kinward.casework import (
    add_case,
    bind_packets,
    decide_duties,
    make_pdfs,
    write_letters,
)
from kinward.cli.match import opened_library
from kinward.library.case_words import case_words
from kinward.office import open_office
from kinward.reading.casefile import read_case
from tests.kinward.cli.builders import ILLINOIS

AS_OF = "2026-06-16"
NUMBER = "IL-2026-5521"


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's own home and database stay out of the tests."""
    for name in ("KINWARD_HOME", "DATABASE_URL", "KINWARD_PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def _library_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library is compiled, once for all tests."""
    home = tmp_path_factory.mktemp("library") / "home"
    opened_library(home)
    return home


@pytest.fixture
def home(_library_home: Path, tmp_path: Path) -> Path:
    """A home that holds nothing but the compiled library."""
    return Path(shutil.copytree(_library_home, tmp_path / "home"))


@pytest.fixture
def bare_home(tmp_path: Path) -> Path:
    """A home that is not there yet."""
    return tmp_path / "bare"


@pytest.fixture(scope="session")
def _prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Illinois family, prepared by the unit's verbs without Prefect."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    with open_office(home) as office:
        read = read_case(ILLINOIS.read_bytes(), ILLINOIS.name, case_words(office.library))
        assert read.case is not None
        add_case(office, read.case)
        decide_duties(office, NUMBER, AS_OF)
        write_letters(office, NUMBER, AS_OF)
        make_pdfs(office, NUMBER)
        assert bind_packets(office, NUMBER) > 0
    return home


@pytest.fixture
def prepared(_prepared_home: Path, tmp_path: Path) -> Path:
    """A copy of the prepared home, for one test to work in."""
    return Path(shutil.copytree(_prepared_home, tmp_path / "home"))
