"""Keys: one master key outside the database, two keys per case wrapped with it.

Destroying a case's two wrapped keys makes everything encrypted with them unreadable for ever,
in the database and in the store, while hashes and chains still verify.
"""

import hmac
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kinward.ledger.faults import MasterKeyMissing, MasterKeyWrong, SealedPartBroken

KEY_BYTES = 32
_NONCE_BYTES = 12


def _derived(key: bytes, purpose: str) -> bytes:
    return hmac.digest(key, f"kinward {purpose}".encode(), "sha256")


def _encrypted(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def _decrypted(key: bytes, sealed: bytes, bound_to: str) -> bytes | None:
    if len(sealed) < _NONCE_BYTES:
        return None
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to.encode())
    except InvalidTag:
        return None


@dataclass(frozen=True, slots=True)
class CaseCipher:
    """Encrypts and decrypts with one key of one case; `bound_to` says where the bytes belong."""

    _key: bytes = field(repr=False)

    def encrypt(self, plain: bytes, bound_to: str) -> bytes:
        """Return the bytes encrypted; they open only with the same `bound_to`."""
        return _encrypted(self._key, plain, bound_to)

    def decrypt(self, sealed: bytes, bound_to: str) -> bytes | None:
        """Return the plain bytes, or nothing if they were changed or belong elsewhere."""
        return _decrypted(self._key, sealed, bound_to)

    def fingerprint(self, plain: bytes) -> str:
        """Return a hash that means nothing to anyone once the case's key is destroyed."""
        return hmac.new(_derived(self._key, "fingerprint"), plain, sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key that wraps every case's keys and hashes the names that cases are found by."""

    _key: bytes = field(repr=False)

    def new_case_key(self, case_number: str, part: str) -> tuple[CaseCipher, bytes]:
        """Make a key for one part of a case: the cipher, and the key wrapped for keeping."""
        key = AESGCM.generate_key(KEY_BYTES * 8)
        wrapped = _encrypted(_derived(self._key, "wrap"), key, f"{case_number}/{part}")
        return CaseCipher(key), wrapped

    def case_key(self, case_number: str, part: str, wrapped: bytes) -> CaseCipher:
        """Open a wrapped key.

        Raises:
            SealedPartBroken: the wrapped key was changed, or is another case's.
        """
        key = _decrypted(_derived(self._key, "wrap"), wrapped, f"{case_number}/{part}")
        if key is None:
            raise SealedPartBroken(f"case_keys[{case_number} {part}] does not open")
        return CaseCipher(key)

    def token(self, word: str) -> str:
        """Return the keyed hash under which a word of a name is kept."""
        return hmac.new(_derived(self._key, "names"), word.encode(), sha256).hexdigest()

    def check(self) -> str:
        """Return the value by which a ledger knows its own master key."""
        return _derived(self._key, "check").hex()


def master_key(home: Path, *, expected_check: str | None) -> MasterKey:
    """Read the home's master key; make it only for a home and a ledger that are both new.

    Raises:
        MasterKeyMissing: there is a ledger or stored files, but no key.
        MasterKeyWrong: the key is not this ledger's, or is not a key.
    """
    path = home / "keys" / "master.key"
    if not path.exists():
        if expected_check is not None or _has_sealed_things(home):
            raise MasterKeyMissing("keys/master.key is not in the home")
        _make(path)
    key = _read(path)
    if expected_check is not None and not hmac.compare_digest(key.check(), expected_check):
        raise MasterKeyWrong("keys/master.key is another ledger's")
    return key


def _read(path: Path) -> MasterKey:
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise MasterKeyWrong("keys/master.key does not hold a key")
    return MasterKey(key)


def _has_sealed_things(home: Path) -> bool:
    store = home / "store"
    return (home / "seals.jsonl").exists() or (store.is_dir() and any(store.iterdir()))


def _make(path: Path) -> None:
    """Write a new key whole and only once: of two programs that start at once, one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(os.urandom(KEY_BYTES).hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
