"""Stored bytes: kept by content, encrypted with the case's key, written whole or not at all."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from schemas.problem import UnitError


class StoredFileMissing(UnitError):
    """A file that the ledger relies on is not in the store."""

    code = "stored_file_missing"
    remedy = "Restore the store folder from a backup that verifies."


class StoredFileAltered(UnitError):
    """A stored file was changed, cut, or belongs elsewhere."""

    code = "stored_file_altered"
    remedy = "Keep the file for evidence; restore it from a backup that verifies."


class Cipher(Protocol):
    """Encrypts with one case's key; `bound_to` says where the bytes belong."""

    def encrypt(self, plain: bytes, bound_to: str) -> bytes:
        """Return the bytes encrypted."""

    def decrypt(self, sealed: bytes, bound_to: str) -> bytes | None:
        """Return the plain bytes, or nothing if they were changed or belong elsewhere."""


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of stored bytes; a file's name is the SHA-256 of what it holds."""

    folder: Path

    def put(self, case_number: str, plain: bytes, cipher: Cipher) -> str:
        """Keep the bytes and return their SHA-256; bytes already kept whole are left alone.

        Raises:
            StoredFileAltered: what was written does not read back; nothing is kept.
        """
        digest = sha256(plain).hexdigest()
        path = self._path(case_number, digest)
        if path.exists() and _plain(path, digest, cipher) == plain:
            return digest
        self._make_folder(path.parent)
        draft = path.with_name(f".{digest[:16]}-{os.urandom(6).hex()}.part")
        try:
            _write_through(draft, cipher.encrypt(plain, _place(digest)))
            if _plain(draft, digest, cipher) != plain:
                raise StoredFileAltered(f"store: {digest} does not read back as written")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return digest

    def read(self, case_number: str, sha256: str, cipher: Cipher) -> bytes:
        """Return the bytes with this SHA-256, checked.

        Raises:
            StoredFileMissing: there is no such file.
            StoredFileAltered: the file does not hold what its name says.
        """
        path = self._path(case_number, sha256)
        if not path.exists():
            raise StoredFileMissing(f"store: {sha256} of case {case_number} is not there")
        plain = _plain(path, sha256, cipher)
        if plain is None:
            raise StoredFileAltered(f"store: {sha256} of case {case_number} was changed")
        return plain

    def holds(self, case_number: str, sha256: str) -> bool:
        """Say whether a file of this name is there, without opening it."""
        return self._path(case_number, sha256).exists()

    def discard(self, case_number: str) -> int:
        """Remove every file of an erased case and return how many there were."""
        folder = self._folder_of(case_number)
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        for file in files:
            file.unlink()
        if folder.is_dir():
            folder.rmdir()
        return len(files)

    def _folder_of(self, case_number: str) -> Path:
        return self.folder / sha256(case_number.encode()).hexdigest()[:32]

    def _path(self, case_number: str, digest: str) -> Path:
        return self._folder_of(case_number) / digest

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync_folder(folder.parent)


def _place(digest: str) -> str:
    return f"stored/{digest}"


def _plain(path: Path, digest: str, cipher: Cipher) -> bytes | None:
    plain = cipher.decrypt(path.read_bytes(), _place(digest))
    if plain is None or sha256(plain).hexdigest() != digest:
        return None
    return plain


def _write_through(path: Path, sealed: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
