from pathlib import Path

import pytest

from soak.limits import TimeLimit
from soak.properties import DONE, files_with_properties, soak_properties

GOOD = "import hypothesis\n\n\ndef test_holds():\n    pass\n"
BROKEN = "import hypothesis\n\n\ndef test_holds():\n    raise AssertionError\n"
CONFTEST = 'from hypothesis import settings\n\nsettings.register_profile("deep")\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two files of properties, of which the second fails."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "conftest.py": CONFTEST,
        "test_a.py": GOOD,
        "test_b.py": BROKEN,
        "test_c.py": "def test_plain():\n    pass\n",
    }.items():
        path = tmp_path / "tests" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "tests"


def test_files_without_properties_are_left_to_make_test(folder: Path) -> None:
    found = [Path(file).name for file in files_with_properties(folder)]
    assert found == ["test_a.py", "test_b.py"]


def test_what_failed_is_run_again_and_what_was_good_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert soak_properties(TimeLimit.of_minutes(5)) == 1
    assert "test_b.py: FAILED" in capsys.readouterr().out
    (folder / "test_b.py").write_text(GOOD, encoding="utf-8")
    assert soak_properties(TimeLimit.of_minutes(5)) == 0
    said = capsys.readouterr().out
    assert "test_a.py" not in said
    assert "the round is complete" in said
    assert not DONE.exists()


@pytest.mark.usefixtures("folder")
def test_without_time_the_next_run_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert soak_properties(TimeLimit.of_minutes(0)) == 0
    assert "run it again to go on" in capsys.readouterr().out
