import stat
from pathlib import Path

import pytest

from kinward.press.workroom import workroom


def test_a_room_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with workroom(tmp_path / "office") as room:
        (room / "letter.docx").write_bytes(b"in clear")
        assert stat.S_IMODE(room.stat().st_mode) == 0o700
    assert not room.exists()


def test_a_room_is_gone_after_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), workroom(tmp_path) as room:
        raise RuntimeError("in the middle")
    assert not room.exists()


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "work-left"
    left.mkdir()
    (left / "letter.docx").write_bytes(b"in clear")
    with workroom(tmp_path):
        assert not left.exists()


def test_a_room_in_use_is_left_alone(tmp_path: Path) -> None:
    with workroom(tmp_path) as first, workroom(tmp_path) as second:
        assert first.exists()
        assert first != second
