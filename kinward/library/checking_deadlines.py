"""Checks of deadlines and court notice rules against the words of the library."""

from collections.abc import Iterator

from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.deadline import CourtNoticeRule, Deadline
from schemas.problem import Problem

Fault = tuple[str, str, str]
"""Code, message, remedy."""


def deadline_problems(library: Library, places: Places) -> Iterator[Problem]:
    """Yield every deadline and court notice rule that cannot be counted as it is written."""
    for row in library.rulebook.deadlines:
        faults = (*_events(library, row), *_start(row), *_windows_of(row), *_ahead(row))
        for fault in faults:
            yield Problem(*fault, places.where("deadline", row.key))
    for rule in library.rulebook.court_notices:
        for fault in (*_hearings(library, rule.hearings), *_window(rule)):
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


def _start(row: Deadline) -> Iterator[Fault]:
    named = {"event": row.start.events, "hearing": row.start.hearings}.get(row.start.by, ("-",))
    if not named:
        remedy = "Name the events or hearings that set it in motion."
        yield "clock_without_start", f"{row.key} is counted from nothing", remedy


def _ahead(row: Deadline) -> Iterator[Fault]:
    second = row.before_hearing
    if second and (second.clock.value is None or second.clock.direction != "before"):
        message = f"the second clock of {row.key} is not counted back from its hearing"
        yield "clock_without_start", message, "Give it a number, and write `direction: before`."


def _windows_of(row: Deadline) -> Iterator[Fault]:
    second = (row.before_hearing.clock,) if row.before_hearing else ()
    for clock in (row.clock, *second, *row.also):
        if clock.earliest is not None and clock.value is not None:
            yield from _order(clock.earliest, clock.value, back=clock.direction == "before")


def _window(rule: CourtNoticeRule) -> Iterator[Fault]:
    counted = rule.latest is not None or rule.earliest is not None
    if counted and rule.unit is None:
        yield "number_without_unit", f"{rule.id} has a number and no unit", "Write its unit."
    if counted and (rule.direction is None or rule.anchor is None):
        remedy = "Write `direction` and `anchor`."
        yield "clock_without_start", f"{rule.id} is counted from nothing", remedy
    if rule.earliest is not None and rule.latest is not None:
        yield from _order(rule.earliest, rule.latest, back=rule.direction == "before")


def _order(earliest: int, latest: int, *, back: bool) -> Iterator[Fault]:
    if (earliest < latest) if back else (earliest > latest):
        message = f"the window from {earliest} to {latest} ends before it begins"
        yield "dates_out_of_order", message, "Exchange the two numbers, or mend the direction."
