"""The record of every step: verified, exported, backed up and brought back."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from kinward.cli.ledger import CHECKER
from tests.kinward.cli.builders import kinward


def test_a_sound_ledger_verifies_with_counts(prepared: Path) -> None:
    ran = kinward(prepared, "ledger", "verify", "--json")
    assert ran.code == 0
    assert ran.json["ok"] is True
    assert ran.json["counts"]["cases"] == 1
    assert "The ledger verifies: cases 1," in kinward(prepared, "ledger", "verify").out


def test_a_changed_row_is_named_and_the_program_has_failed(prepared: Path) -> None:
    with sqlite3.connect(prepared / "ledger.sqlite3") as database:
        database.execute("UPDATE duties SET due_on = '2026-07-30'")
    ran = kinward(prepared, "ledger", "verify")
    assert ran.code == 3
    assert "[row_changed]" in ran.out
    assert "does NOT verify: 1 place." in ran.out


def test_a_home_without_a_ledger_gets_none_by_verifying(bare_home: Path) -> None:
    ran = kinward(bare_home, "ledger", "verify")
    assert ran.code == 2
    assert "no_ledger" in ran.err
    assert not bare_home.exists()


def test_a_ledger_that_is_gone_is_a_failure(prepared: Path) -> None:
    for path in prepared.glob("ledger.sqlite3*"):
        path.unlink()
    ran = kinward(prepared, "ledger", "verify")
    assert ran.code == 3
    assert "ledger_missing" in ran.err


def test_an_export_is_checked_by_python_alone(prepared: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ran = kinward(prepared, "ledger", "export", path)
    assert f"python {CHECKER} {path}" in ran.out
    checked = subprocess.run(
        [sys.executable, "-I", CHECKER, path], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    assert kinward(prepared, "ledger", "export", path).code == 2
    assert kinward(prepared, "ledger", "export", tmp_path / "nowhere" / "x").code == 2


def test_a_backup_comes_back_and_verifies(prepared: Path, tmp_path: Path) -> None:
    path, new = tmp_path / "backup", tmp_path / "new"
    assert kinward(prepared, "ledger", "backup", path).code == 0
    without_key = kinward(new, "ledger", "restore", path)
    assert without_key.code == 2
    assert "master_key_missing" in without_key.err
    assert "Nothing was restored." in without_key.err
    shutil.copytree(prepared / "keys", new / "keys", dirs_exist_ok=True)
    assert "and it verifies: cases 1," in kinward(new, "ledger", "restore", path).out
    assert kinward(new, "case", "show", "IL-2026-5521").code == 0


def test_a_backup_is_not_restored_with_the_key_of_another_ledger(
    prepared: Path, tmp_path: Path
) -> None:
    path, new = tmp_path / "backup", tmp_path / "new"
    kinward(prepared, "ledger", "backup", path)
    (new / "keys").mkdir(parents=True)
    (new / "keys" / "master.key").write_text("ab" * 32)
    ran = kinward(new, "ledger", "restore", path)
    assert ran.code == 2
    assert "master_key_wrong" in ran.err


def test_a_backup_is_not_restored_over_a_ledger(prepared: Path, tmp_path: Path) -> None:
    path = tmp_path / "backup"
    kinward(prepared, "ledger", "backup", path, "--with-master-key")
    ran = kinward(prepared, "ledger", "restore", path)
    assert ran.code == 2
    assert "path_taken" in ran.err


def test_a_backup_that_is_not_there_is_refused(bare_home: Path, tmp_path: Path) -> None:
    assert kinward(bare_home, "ledger", "restore", tmp_path / "nothing").code == 2
