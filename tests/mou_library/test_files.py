import re
from pathlib import Path

import pytest

from kinward.library.checking import check
from kinward.library.shelves import shelf_of
from tests.mou_library.shipped import ROOT, the_shipped_library

FILES = sorted((ROOT / "mou_library").rglob("*.yaml"))


def place_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_the_shipped_library_has_no_fault_at_all() -> None:
    assert [problem.sentence() for problem in check(the_shipped_library())] == []


@pytest.mark.parametrize("file", FILES, ids=place_of)
def test_a_file_names_the_schema_that_reads_it_in_its_first_line(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    shelf = shelf_of(place_of(file))
    assert named is not None
    assert shelf is not None
    assert (file.parent / named[1]).resolve() == ROOT / "schemas" / "json" / f"{shelf.schema}.json"


@pytest.mark.parametrize("file", FILES, ids=place_of)
def test_a_file_names_no_path_of_the_machine_it_was_written_on(file: Path) -> None:
    found = re.findall(r"(?<![\w.:/])/(?:work|home|root|tmp|Users)/", file.read_text("utf-8"))
    assert found == []
