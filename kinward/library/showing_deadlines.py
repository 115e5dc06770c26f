"""`agreement show KEY`: a statutory deadline as a page that a lawyer can read."""

from collections.abc import Iterator

from kinward.library.guiding import guidance_lines
from kinward.library.holdings import Library
from kinward.library.showing_terms import in_words, sureness
from schemas.deadline import Deadline


def deadline_of(library: Library, key: str) -> Deadline | None:
    """Return the deadline of a key, or nothing."""
    return next((row for row in library.rulebook.deadlines if row.key == key), None)


def duty_of(row: Deadline) -> str | None:
    """Return the kind of duty that a deadline makes or dates; nothing for a working target."""
    return row.key if row.statutory else row.repeats_duty


def deadline_lines(library: Library, row: Deadline) -> Iterator[str]:
    """Yield a deadline in words: where, from when, by when, whose work, its basis, its note."""
    yield row.action
    sure = f"; {row.confidence_note}" if row.confidence_note else ""
    yield f"{row.key} · deadline · {sureness(row.confidence)}{sure}"
    place = library.places.get(f"deadline:{row.key}")
    if place:
        yield f"File: {place}"
    yield ""
    yield f"Binds in: {', '.join(row.states)}, {in_words(row.about)}"
    yield f"Starts with: {row.start.says}"
    if row.start.by == "not_in_case_file":
        yield "  No case file holds that day, so it makes no duty: a lawyer watches it."
    yield f"Due: {row.clock.says}"
    if row.counted:
        yield f"  Asked before then: {row.counted.ask}"
    yield f"Whose work: {in_words(row.owner)}"
    yield f"Legal basis: {row.legal_basis}"
    yield f"Source: {row.source}"
    note = library.notes.get(duty_of(row) or row.key)
    if note:
        yield from ("", "In plain words", *(f"  {line}" for line in guidance_lines(note)))
