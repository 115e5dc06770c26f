"""The master key: made once, kept outside, never replaced."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.ledger import Ledger
from kinward.ledger.faults import MasterKeyMissing, MasterKeyWrong
from kinward.ledger.keys import CaseCipher
from tests.kinward.ledger.builders import CASE, NOON, record_a_case


def test_the_master_key_is_made_once_for_its_owner_alone(url: str, home: Path) -> None:
    path = home / "keys" / "master.key"
    Ledger.open(url, home).close()
    first = path.read_text()
    Ledger.open(url, home).close()

    assert path.read_text() == first
    assert len(bytes.fromhex(first)) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_a_ledger_without_its_master_key_does_not_open_and_makes_no_other(
    url: str, home: Path
) -> None:
    with Ledger.open(url, home) as ledger:
        record_a_case(ledger)
    path = home / "keys" / "master.key"
    kept = path.read_text()
    path.unlink()

    with pytest.raises(MasterKeyMissing):
        Ledger.open(url, home)
    assert not path.exists()

    path.write_text(kept)
    with Ledger.open(url, home) as ledger:
        assert ledger.history(CASE)[0].sealed is not None


@pytest.mark.parametrize("wrong", ["00" * 32, "not a key", "00" * 16, ""])
def test_another_master_key_does_not_open_the_ledger(url: str, home: Path, wrong: str) -> None:
    Ledger.open(url, home).close()
    path = home / "keys" / "master.key"
    path.write_text(wrong)

    with pytest.raises(MasterKeyWrong):
        Ledger.open(url, home)
    assert path.read_text() == wrong


@pytest.mark.parametrize("left", ["seals.jsonl", "store/0/1"])
def test_no_new_key_is_made_in_a_home_that_holds_sealed_things(tmp_path: Path, left: str) -> None:
    home = tmp_path / "home"
    (home / left).parent.mkdir(parents=True)
    (home / left).write_text("x")

    with pytest.raises(MasterKeyMissing):
        Ledger.open(None, home)
    assert not (home / "keys").exists()


def test_two_ledgers_opened_at_once_agree_on_the_key(url: str, home: Path) -> None:
    with Ledger.open(url, home) as one, Ledger.open(url, home) as two:
        record_a_case(one)
        assert two.history(CASE)[0].sealed is not None
        two.seal(NOON)
        assert one.verify() == ()


@given(plain=st.binary(max_size=200), place=st.text(max_size=20), at=st.integers(0, 10_000))
def test_what_is_encrypted_opens_only_unchanged_and_in_its_place(
    plain: bytes, place: str, at: int
) -> None:
    cipher = CaseCipher(bytes(32))
    sealed = cipher.encrypt(plain, place)
    changed = bytearray(sealed)
    changed[at % len(sealed)] ^= 1

    assert cipher.decrypt(sealed, place) == plain
    assert cipher.decrypt(sealed, place + "x") is None
    assert cipher.decrypt(bytes(changed), place) is None
    assert cipher.decrypt(sealed[:-1], place) is None
    assert CaseCipher(bytes(31) + b"x").decrypt(sealed, place) is None


def test_a_key_does_not_show_itself() -> None:
    assert repr(CaseCipher(b"k" * 32)) == "CaseCipher()"
