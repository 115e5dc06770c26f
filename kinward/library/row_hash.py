"""The hash of a row, so that a decision can explain itself after any edit of the library."""

import hashlib
import json

from schemas.base import Record


def row_sha256(row: Record) -> str:
    """Return the SHA-256 of a row's content, whatever its layout in the file.

    Fields at their default are left out, so that a new optional field changes no hash.
    """
    content = row.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
