"""Checks of deadlines and court notice rules against the words of the library."""

from collections.abc import Iterator

from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.deadline import CourtNoticeRule, Deadline
from schemas.problem import Problem

Fault = tuple[str, str, str]
"""Code, message, remedy."""


def deadline_problems(library: Library, row: Deadline, places: Places) -> Iterator[Problem]:
    """Yield the words of a deadline that no case may use, each with its file and line."""
    for fault in _events(library, row):
        yield Problem(*fault, places.where("deadline", row.key))


def court_notice_problems(
    library: Library, rule: CourtNoticeRule, places: Places
) -> Iterator[Problem]:
    """Yield the hearings of a court notice rule that no case may have."""
    for fault in _hearings(library, rule.hearings):
        yield Problem(*fault, places.where("court_notice", rule.id))


def _events(library: Library, row: Deadline) -> Iterator[Fault]:
    gaps = row.counted.leaving_out if row.counted else ()
    ends = [kind for gap in gaps for kind in (gap.begins, gap.ends)]
    for kind in (*row.start.events, *row.ended_by, *ends):
        if kind not in library.vocabulary.events:
            remedy = "Use an event of vocabulary.yaml, or add it there."
            yield "unknown_event", f"{row.key} speaks of the unknown event {kind}", remedy
    repeated = row.repeats.hearings if row.repeats else ()
    ahead = row.before_hearing.hearings if row.before_hearing else ()
    yield from _hearings(library, (*row.start.hearings, *repeated, *ahead))


def _hearings(library: Library, kinds: tuple[str, ...]) -> Iterator[Fault]:
    known = {row.kind for row in library.vocabulary.hearings}
    for kind in kinds:
        if kind not in known:
            remedy = "Use a hearing of vocabulary.yaml, or add it there."
            yield "unknown_hearing", f"there is no kind of hearing {kind}", remedy
