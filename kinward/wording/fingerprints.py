"""Fingerprints of a letter's English and of its translation: any edit changes them."""

import hashlib
import json
from collections.abc import Iterable

from kinward.wording.catalog import Catalog
from kinward.wording.messages import Message


def source_sha256(messages: Iterable[Message]) -> str:
    """Return the SHA-256 of the sorted English texts."""
    return _sha256([m.context or "", m.msgid, m.plural or ""] for m in messages)


def po_sha256(messages: Iterable[Message], catalog: Catalog) -> str:
    """Return the SHA-256 of the sorted translations that the letter uses."""
    rows = []
    for message in messages:
        entry = catalog.entry(message.key)
        rows.append([message.context or "", message.msgid, *(entry.strings if entry else ())])
    return _sha256(rows)


def _sha256(rows: Iterable[list[str]]) -> str:
    # The same message may stand in a letter twice: it is one text.
    unique = sorted({tuple(row) for row in rows})
    canonical = json.dumps(unique, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
