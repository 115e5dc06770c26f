"""Every letter of the sample families reads as it read before, unless someone meant otherwise."""

from pathlib import Path

import pytest

from tests.goldens.texts import LETTERS, goldens


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return goldens(tmp_path_factory.mktemp("home"))


def test_the_same_letters_are_written(written: dict[str, str]) -> None:
    assert sorted(written) == sorted(path.name for path in LETTERS.glob("*.txt"))


@pytest.mark.parametrize("golden", sorted(LETTERS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_letter_reads_as_it_did(golden: Path, written: dict[str, str]) -> None:
    assert written[golden.name] == golden.read_text(encoding="utf-8")
