"""`schemas` and `flows` are names of packages elsewhere too: the ones imported are ours."""

from pathlib import Path

import flows
import kinward
import schemas

CHECKOUT = Path(__file__).resolve().parents[1]


def test_the_rooms_imported_are_this_checkouts_own() -> None:
    for room in (schemas, kinward, flows):
        assert room.__file__ is not None
        assert Path(room.__file__).resolve().parents[1] == CHECKOUT


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (CHECKOUT / "tests").rglob("test_*.py")}
    assert [str(f) for f in sorted(folders) if not (f / "__init__.py").is_file()] == []
