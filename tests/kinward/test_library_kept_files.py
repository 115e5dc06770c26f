import shutil
from pathlib import Path

import pytest

from kinward.library import load
from kinward.library.kept_files import files_kept, keep_files
from kinward.library.loading import FILES
from kinward.library.shelves import files_under
from kinward.library.volumes import volumes_of
from tests.kinward.test_library_check import ILLINOIS, SHIPPED

SNAPSHOT = "cache/library.snapshot"


def an_own_illinois(home: Path) -> Path:
    """The Illinois agreement in a home."""
    file = home / ILLINOIS
    file.parent.mkdir(parents=True)
    shutil.copy(SHIPPED / ILLINOIS, file)
    return file


def test_an_edit_is_seen_and_all_else_is_as_it_was(tmp_path: Path) -> None:
    first = load(SHIPPED, tmp_path)
    file = an_own_illinois(tmp_path)
    file.write_text(file.read_text("utf-8").replace("kind: agreement", "kind: policy"), "utf-8")
    second = load(SHIPPED, tmp_path)
    kinds = {row.id: row.kind for row in second.instruments}
    assert kinds["us-il_mx"] == "policy"
    before = {row.id: row for row in first.instruments if row.id != "us-il_mx"}
    assert {row.id: row for row in second.instruments if row.id != "us-il_mx"} == before


def test_a_sound_file_is_kept_and_one_with_faults_is_read_again(tmp_path: Path) -> None:
    an_own_illinois(tmp_path)
    broken = tmp_path / "mou_library/languages.yaml"
    broken.write_text("languages: [}\n", encoding="utf-8")
    load(SHIPPED, tmp_path)
    kept = {seen.place for root, seen in files_kept(tmp_path / FILES) if root == str(tmp_path)}
    assert kept == {ILLINOIS}


def test_a_kept_file_is_not_opened_again(tmp_path: Path) -> None:
    file = an_own_illinois(tmp_path)
    seen = files_under(tmp_path)
    first = volumes_of(tmp_path, seen, home=True)
    keep_files(tmp_path / "kept", first.files)
    file.unlink()
    again = volumes_of(tmp_path, seen, home=True, earlier=files_kept(tmp_path / "kept"))
    assert again.volumes == first.volumes


@pytest.mark.parametrize("damage", [b"", b"kinward files 1\n", b"x" * 400])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, damage: bytes) -> None:
    whole = load(SHIPPED, tmp_path)
    data = (tmp_path / FILES).read_bytes()
    (tmp_path / FILES).write_bytes(damage or data[:-1])
    assert files_kept(tmp_path / FILES) == {}
    (tmp_path / SNAPSHOT).unlink()
    assert load(SHIPPED, tmp_path).instruments == whole.instruments
