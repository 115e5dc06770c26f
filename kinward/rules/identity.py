"""Keys that survive recomputation: same inputs, same duty, same document (decision 7)."""

import hashlib
import json


def key(*parts: object) -> str:
    """Return a stable hash of parts in which no person can be read."""
    text = json.dumps(
        parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()


def duty_id(agency: str, case_number: str, kind: str, about: str | None, rest: str) -> str:
    """Return a duty's id: agency, case, kind, about, and country or recipient with occasion."""
    return f"duty-{key(agency, case_number, kind, about, rest)[:20]}"


def document_id(case_number: str, kind: str, duties: tuple[str, ...], rest: str) -> str:
    """Return a document's id: the duties it serves, its kind, recipient and languages."""
    return f"doc-{key(case_number, kind, sorted(duties), rest)[:20]}"
