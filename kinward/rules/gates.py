"""What a jurisdiction asks for before a child is placed abroad, for each track (R35).

The rows are shown beside the step; none of them is decided here, and a jurisdiction without a row
says that none was read.
"""

from collections.abc import Iterator
from datetime import date

from kinward.rules.conditions import Scene
from kinward.rules.covered import out_of_scope
from schemas.instrument import Gate, Instrument, Track
from schemas.person import LegalGuardian, Parent
from schemas.source import TO_BE_CONFIRMED


def gate_notes(scene: Scene) -> Iterator[str]:
    """Yield the gates of the case's jurisdiction for the track that the child is on."""
    case = scene.place.case
    track: Track = "parent" if isinstance(scene.caregiver, Parent | LegalGuardian) else "other"
    found = [
        _in_words(row, gate, scene.place.moment.day)
        for row in scene.place.book.nearby.near(case.state, case.agency)
        if out_of_scope(row, case.agency, case.state, case.county) is None
        for gate in _gates(row, scene.place.moment.day)
        if gate.track == track
    ]
    who = "a parent" if track == "parent" else "a relative or other person"
    unread = (
        f"gates of US-{case.state} before a placement abroad with {who}: not read; ask counsel"
    )
    yield from found or [unread]


def _gates(row: Instrument, day: date) -> tuple[Gate, ...]:
    """Return the gates of an instrument's latest text that has not ended."""
    lasting = [v for v in row.versions if v.in_force.ends_on is None or v.in_force.ends_on >= day]
    return lasting[-1].gates if lasting else ()


def _in_words(row: Instrument, gate: Gate, day: date) -> str:
    lasting = row.versions[-1].in_force
    begun = lasting.starts_on or lasting.attested_on
    late = "" if begun <= day else "; whether it was in force by then was not read"
    mark = "; to be confirmed by counsel" if gate.confidence in TO_BE_CONFIRMED else ""
    return f"gate: {gate.says} ({row.title}{late}{mark})"
