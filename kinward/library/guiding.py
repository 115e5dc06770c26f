"""The plain words beside a duty, and what a state asks of relatives who are no citizens."""

from collections.abc import Iterator

from kinward.library.holdings import Library
from kinward.library.showing_terms import in_words, sureness
from schemas.guidance import CaregiverRule, Note
from schemas.instrument import Instrument
from schemas.source import Source

NOT_CONFIRMED = "not confirmed: nobody has read this state's rule. Ask the licensing unit."


def guidance_lines(note: Note) -> Iterator[str]:
    """Yield one note: what, why, what to say, what never, whom to ask, and its source (R90)."""
    yield f"{in_words(note.duty).capitalize()}"
    yield f"  What: {note.what}"
    yield f"  Why: {note.why}"
    yield f"  Say to the family: {note.say}"
    yield from (f"  {text}" for text in note.never_say)
    yield f"  A question about this step goes to: {in_words(note.ask_whom)}"
    yield f"  Source: {_source(note.source)}; {sureness(note.confidence)}"


def notes_of(library: Library, instrument: Instrument) -> Iterator[Note]:
    """Yield the notes of the duties that an instrument sets or its needs bring with them."""
    kinds = [duty.duty for version in instrument.versions for duty in version.duties]
    for need in instrument.needs:
        procedure = library.procedures.get(need)
        kinds += [step.duty for step in procedure.steps] if procedure else []
    found = (library.notes.get(kind) for kind in dict.fromkeys(kinds))
    return (note for note in found if note is not None)


def caregiver_lines(library: Library, state: str) -> Iterator[str]:
    """Yield what a state asks of a relative who is no citizen, or that nobody read it (R92)."""
    yield f"Relatives who are no citizens, {state}"
    row = library.caregivers.get(state)
    if row is None:
        yield f"  {NOT_CONFIRMED}"
        return
    yield from _rule(row)


def _rule(row: CaregiverRule) -> Iterator[str]:
    yield f"  Licensing: {row.licensing}"
    yield f"  Identification accepted: {row.identification}"
    yield f"  Background check: {row.background_check}"
    yield f"  {row.status}"
    yield f"  Source: {_source(row.source)}; {sureness(row.confidence)}"


def _source(source: Source) -> str:
    return f"{source.line} {source.address}" if source.address else source.line
