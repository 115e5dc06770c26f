"""An entry: made, hashed, kept and read back; the hash covers the stored canonical bytes."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import rfc8785
from pydantic import JsonValue

from kinward.ledger.faults import EntryAltered, LedgerTooNew, SealedPartBroken
from kinward.ledger.keys import CaseCipher
from schemas.ledger import KINDS, Actor, Envelope, Public

SEALED, RESTRICTED = "sealed", "restricted"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who writes on a page, for which agency, by the real clock and as of which day."""

    by: Actor
    agency: str
    at: datetime
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where an entry hangs: its number in the case's chain, and the hash before it."""

    case_number: str
    seq: int
    prev: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a case as it is read back; a destroyed or unasked part reads as None."""

    case_number: str
    seq: int
    hash: str
    kind: str
    at: datetime
    as_of: str | None
    agency: str
    by: Actor
    public: Public
    sealed: JsonValue = None
    restricted: JsonValue = None


def canonical(value: JsonValue) -> bytes:
    """Return the one way to write a JSON value (RFC 8785)."""
    return bytes(rfc8785.dumps(value))


def hash_of(stored: bytes) -> str:
    """Return the SHA-256 of stored bytes."""
    return sha256(stored).hexdigest()


def digest_of(kept: object) -> str | None:
    """Return the SHA-256 of stored bytes; of anything else that was put in their place, none."""
    if kept is None:
        return None
    return hash_of(kept) if isinstance(kept, bytes) else "not bytes"


def enveloped(public: Public, link: Link, signed: Signed, digests: dict[str, str | None]) -> bytes:
    """Return the canonical bytes of an entry.

    Raises:
        ValueError: the clock handed over has no zone.
    """
    if signed.at.tzinfo is None:
        raise ValueError("an entry needs a time with its zone")
    envelope = Envelope(
        case=link.case_number,
        seq=link.seq,
        prev=link.prev,
        kind=public.kind,
        at=signed.at.astimezone(UTC),
        as_of=signed.as_of,
        agency=signed.agency,
        actor=signed.by,
        public=public.model_dump(mode="json"),
        sealed=digests.get(SEALED),
        restricted=digests.get(RESTRICTED),
        names=digests.get("names"),
    )
    return canonical(envelope.model_dump(mode="json"))


def opened(stored: bytes) -> tuple[Envelope, Public]:
    """Read the envelope and the public part of stored bytes.

    Raises:
        ValueError: the bytes are no envelope of ours.
        LedgerTooNew: the kind of entry is not known to this version.
    """
    envelope = Envelope.model_validate_json(stored)
    model = KINDS.get(envelope.kind)
    if model is None:
        raise LedgerTooNew(f"entries[{envelope.case} #{envelope.seq}]: unknown kind of entry")
    return envelope, model.model_validate_json(json.dumps(envelope.public))


def bound_to(link: Link, kind: str, part: str) -> str:
    """Return what ties an encrypted part to its place in the ledger."""
    return f"{part}/{link.case_number}/{link.seq}/{kind}"


def entry_of(
    row_hash: str, stored: bytes, parts: dict[str, tuple[bytes | None, CaseCipher | None]]
) -> Entry:
    """Return the entry of a stored row, with the parts whose key is at hand.

    Raises:
        EntryAltered: the stored bytes do not have their hash.
        SealedPartBroken: an encrypted part was changed, or belongs to another entry.
    """
    if hash_of(stored) != row_hash:
        raise EntryAltered(f"the entry with hash {row_hash[:12]} has other bytes")
    envelope, public = opened(stored)
    link = Link(envelope.case, envelope.seq, envelope.prev)
    plain = {
        part: _plain(sealed, cipher, bound_to(link, envelope.kind, part))
        for part, (sealed, cipher) in parts.items()
    }
    return Entry(
        case_number=envelope.case,
        seq=envelope.seq,
        hash=row_hash,
        kind=envelope.kind,
        at=envelope.at,
        as_of=envelope.as_of,
        agency=envelope.agency,
        by=envelope.actor,
        public=public,
        sealed=plain.get(SEALED),
        restricted=plain.get(RESTRICTED),
    )


def _plain(sealed: bytes | None, cipher: CaseCipher | None, place: str) -> JsonValue:
    if sealed is None or cipher is None:
        return None
    raw = cipher.decrypt(sealed, place)
    if raw is None:
        raise SealedPartBroken(f"entries[{place}] does not open")
    value: JsonValue = json.loads(raw)
    return value
