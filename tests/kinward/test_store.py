"""The store: by content, encrypted, whole or not at all."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.ledger.keys import CaseCipher
from kinward.store import Store, StoredFileAltered, StoredFileMissing

CASE, OTHER = "IL-2026-0001", "IL-2026-0002"
CIPHER, OTHER_CIPHER = CaseCipher(b"k" * 32), CaseCipher(b"o" * 32)
LETTER = b"Dear Consul, about the child A. B."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "store")


def _files(store: Store) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def test_bytes_are_read_back_by_their_hash(store: Store) -> None:
    digest = store.put(CASE, LETTER, CIPHER)

    assert store.read(CASE, digest, CIPHER) == LETTER
    assert store.holds(CASE, digest)
    assert not store.holds(OTHER, digest)


def test_neither_a_name_nor_a_file_shows_case_or_content(store: Store) -> None:
    store.put(CASE, LETTER, CIPHER)

    (path,) = _files(store)
    assert LETTER not in path.read_bytes()
    assert b"Consul" not in path.read_bytes()
    assert CASE not in str(path.relative_to(store.folder))


def test_only_the_owner_may_read(store: Store) -> None:
    store.put(CASE, LETTER, CIPHER)

    (path,) = _files(store)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    first = store.put(CASE, LETTER, CIPHER)
    kept = _files(store)[0].read_bytes()
    second = store.put(CASE, LETTER, CIPHER)

    assert first == second
    assert [path.read_bytes() for path in _files(store)] == [kept]


def test_two_cases_keep_the_same_bytes_apart(store: Store) -> None:
    digest = store.put(CASE, LETTER, CIPHER)
    store.put(OTHER, LETTER, OTHER_CIPHER)

    assert len(_files(store)) == 2
    with pytest.raises(StoredFileAltered):
        store.read(OTHER, digest, CIPHER)


def test_a_file_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(StoredFileMissing) as caught:
        store.read(CASE, "ab" * 32, CIPHER)
    assert CASE in str(caught.value)


@given(at=st.integers(0, 200), to=st.integers(1, 255))
def test_any_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, at: int, to: int
) -> None:
    store = Store(tmp_path_factory.mktemp("s") / "store")
    digest = store.put(CASE, LETTER, CIPHER)
    (path,) = _files(store)
    changed = bytearray(path.read_bytes())
    changed[at % len(changed)] ^= to
    path.write_bytes(bytes(changed))

    with pytest.raises(StoredFileAltered):
        store.read(CASE, digest, CIPHER)


def test_swapped_files_are_noticed(store: Store) -> None:
    digests = [store.put(CASE, text, CIPHER) for text in (b"one", b"two")]
    one, two = _files(store)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)

    for digest in digests:
        with pytest.raises(StoredFileAltered):
            store.read(CASE, digest, CIPHER)


def test_a_cipher_that_checks_nothing_does_not_fool_the_store(store: Store) -> None:
    class Blind:
        def encrypt(self, plain: bytes, bound_to: str) -> bytes:  # noqa: ARG002
            return plain

        def decrypt(self, sealed: bytes, bound_to: str) -> bytes:  # noqa: ARG002
            return sealed

    digest = store.put(CASE, LETTER, Blind())
    _files(store)[0].write_bytes(LETTER + b"!")

    with pytest.raises(StoredFileAltered):
        store.read(CASE, digest, Blind())


def test_a_damaged_file_is_mended_when_the_same_bytes_come_again(store: Store) -> None:
    digest = store.put(CASE, LETTER, CIPHER)
    _files(store)[0].write_bytes(b"")
    store.put(CASE, LETTER, CIPHER)

    assert store.read(CASE, digest, CIPHER) == LETTER


def test_a_full_disk_leaves_no_half_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    store.folder.mkdir()
    with pytest.raises(OSError, match="No space"):
        store.put(CASE, LETTER, CIPHER)
    assert _files(store) == []


def test_what_does_not_read_back_is_not_kept(store: Store) -> None:
    class Forgetful(CaseCipher):
        def encrypt(self, plain: bytes, bound_to: str) -> bytes:
            return super().encrypt(plain[:-1], bound_to)

    with pytest.raises(StoredFileAltered):
        store.put(CASE, LETTER, Forgetful(b"k" * 32))
    assert _files(store) == []


def test_the_files_of_an_erased_case_are_discarded(store: Store) -> None:
    digest = store.put(CASE, LETTER, CIPHER)
    kept = store.put(OTHER, LETTER, OTHER_CIPHER)

    assert store.discard(CASE) == 1
    assert store.discard(CASE) == 0
    assert not store.holds(CASE, digest)
    assert store.read(OTHER, kept, OTHER_CIPHER) == LETTER
