"""Homes in which a family was prepared once; each test works in a copy of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kinward.casework.offices import an_office
from tests.kinward.casework.preparing import prepared

Home = Callable[[str], Path]


@pytest.fixture(scope="session")
def prepared_once(tmp_path_factory: pytest.TempPathFactory) -> Home:
    homes: dict[str, Path] = {}

    def home_of(family: str) -> Path:
        if family not in homes:
            homes[family] = tmp_path_factory.mktemp(family) / "home"
            with an_office(homes[family]) as office:
                prepared(office, family)
        return homes[family]

    return home_of


@pytest.fixture
def home_with(prepared_once: Home, tmp_path: Path) -> Home:
    """Return a copy of a home in which the named family was prepared."""

    def copied(family: str) -> Path:
        return Path(shutil.copytree(prepared_once(family), tmp_path / "home"))

    return copied
