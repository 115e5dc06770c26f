"""Export: anyone can check it with Python alone, and nothing readable of a person is in it."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kinward.ledger import Ledger
from kinward.ledger.faults import PathTaken
from kinward.store import Store
from tests.kinward.ledger.builders import CASE, NOON, a_full_case, record_a_case

SCRIPT = Path(__file__).parents[3] / "kinward" / "ledger" / "verify_export.py"


@pytest.fixture
def exported(ledger: Ledger, store: Store, tmp_path: Path) -> Path:
    """An export of two cases and two seals."""
    for case_number, tag in ((CASE, "a"), ("IL-2026-0002", "b")):
        a_full_case(ledger, store, case_number, tag)
        ledger.seal(NOON)
    path = tmp_path / "export.jsonl"
    ledger.export(path)
    return path


def _check(path: Path, *seals: Path) -> tuple[int, str]:
    run = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, path, *seals],
        capture_output=True,
        text=True,
        check=False,
        cwd=path.parent,
    )
    return run.returncode, run.stdout + run.stderr


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def _with_a_fitting_end(lines: list[bytes]) -> bytes:
    body = b"".join(lines)
    return body + json.dumps({"end": sha256(body).hexdigest()}).encode() + b"\n"


def test_the_script_is_short_and_needs_nothing_else() -> None:
    text = SCRIPT.read_text()
    assert len(text.splitlines()) <= 60
    assert "kinward" not in [
        word for line in text.splitlines() if "import" in line for word in line.split()
    ]


def test_a_whole_export_is_found_whole(exported: Path, home: Path) -> None:
    assert _check(exported, home / "seals.jsonl")[0] == 0
    assert _check(exported)[0] == 0


def test_an_export_shows_no_sealed_part_not_even_encrypted(exported: Path, ledger: Ledger) -> None:
    text = exported.read_text()
    assert "quibblethorn" not in text.casefold()
    assert not [line for line in text.splitlines() if len(line) > 1500 and "entry" in line]
    with ledger.reading() as screens:
        kept = screens.connection.exec_driver_sql(
            "SELECT sealed FROM entries WHERE sealed IS NOT NULL"
        ).scalars()
        assert not any(sealed.hex() in text for sealed in kept)


def test_every_changed_line_is_noticed(exported: Path) -> None:
    lines = _lines(exported)
    for number, line in enumerate(lines):
        changed = [*lines]
        changed[number] = line.replace(b"2026", b"2027", 1).replace(b"end", b"ene", 1)
        if changed[number] != line:
            exported.write_bytes(b"".join(changed))
            code, said = _check(exported)
            assert code == 1, f"line {number + 1}"
            assert "line" in said
    exported.write_bytes(b"".join(lines))
    assert _check(exported)[0] == 0


@pytest.mark.parametrize("forgery", ["without", "twice", "swapped"])
def test_a_forger_who_also_mends_the_end_is_noticed(exported: Path, forgery: str) -> None:
    body = _lines(exported)[:-1]
    entries = [number for number, line in enumerate(body) if b'"entry"' in line[:10]]
    assert len(entries) == 18
    # Changing places with the next is harmless only where the next belongs to another case.
    for number in entries[: 8 if forgery == "swapped" else 9]:
        forged = [*body]
        if forgery == "without":
            del forged[number]
        elif forgery == "twice":
            forged.insert(number, forged[number])
        else:
            forged[number], forged[number + 1] = forged[number + 1], forged[number]
        exported.write_bytes(_with_a_fitting_end(forged))
        assert _check(exported)[0] == 1


def test_a_cut_tail_with_its_seal_is_noticed_with_the_seals_kept_elsewhere(
    exported: Path, home: Path
) -> None:
    second = [line for line in _lines(exported)[:-1] if b"IL-2026-0002" not in line]
    exported.write_bytes(_with_a_fitting_end(second))

    assert _check(exported)[0] == 0  # by itself a shorter story is a good story
    assert _check(exported, home / "seals.jsonl")[0] == 1


def test_an_export_cut_anywhere_is_noticed(exported: Path) -> None:
    whole = exported.read_bytes()
    for at in (0, 10, len(whole) // 2, len(whole) - 2):
        exported.write_bytes(whole[:at])
        assert _check(exported)[0] == 1


def test_an_export_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    record_a_case(ledger)
    path = tmp_path / "there"
    path.write_text("mine")
    with pytest.raises(PathTaken):
        ledger.export(path)
    assert path.read_text() == "mine"
