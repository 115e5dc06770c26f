"""Statutory deadlines as duties of their own, for cases that ask for them.

They stand under the need `statutory_deadlines`, so that a case that asks for notices alone shows
nothing else. What starts outside every case file (an answer given to a lawyer in a screening) is
in the library and makes no duty here: its very name would tell what was answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kinward.rules.clocks import Due, due, in_words, rungs_of, standing
from kinward.rules.deadline_starts import ENTRY, Begun, set_in_motion
from kinward.rules.entry_into_care import ENTERED_ON, reached_on, stretches
from kinward.rules.identity import duty_id
from kinward.rules.location import hearing_time
from kinward.rules.place import Place
from schemas.clock import Clock
from schemas.deadline import Counted, Deadline
from schemas.duty import Binding, OwedDuty, Question
from schemas.source import TO_BE_CONFIRMED, Confidence

STATUTORY = "statutory_deadlines"
"""The need of a case that shows them."""
UNENDED = "an end that is not known: the clock stands still"


@dataclass(frozen=True, slots=True)
class Dated:
    """A statutory duty and the questions beside it."""

    duty: OwedDuty
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class _Terms:
    clock: Clock
    due_on: date | None
    earliest_on: date | None
    notes: tuple[str, ...] = ()
    due_at: datetime | None = None


def deadlines(place: Place) -> Iterator[Dated]:
    """Yield the statutory deadlines that a case's events have set in motion."""
    if STATUTORY not in place.case.needs:
        return
    for row in place.book.deadlines:
        here = {"US", f"US-{place.case.state}"} & set(row.states)
        if here and (row.statutory or _dates_a_duty(place, row)):
            for begun in set_in_motion(place, row):
                yield _dated(place, begun)


def _dates_a_duty(place: Place, row: Deadline) -> bool:
    """Say whether a row dates a duty that none of the case's procedures makes."""
    wanted = (place.book.procedures.get(need) for need in place.case.needs)
    made = {step.duty for procedure in wanted if procedure for step in procedure.steps}
    return row.repeats_duty is not None and row.repeats_duty not in made


def _kind(row: Deadline) -> str:
    return row.key if row.statutory else row.repeats_duty or row.key


def _dated(place: Place, begun: Begun) -> Dated:
    row, case, day = begun.row, place.case, place.moment.day
    terms, *others = _by_day(place, begun)
    starts_on = _starts_on(begun, row.clock)
    rungs = rungs_of(starts_on, row.clock.ladder)
    duty = OwedDuty(
        id=duty_id(case.agency, case.case_number, _kind(row), begun.about, f"|{begun.round}"),
        duty=_kind(row),
        about=begun.about,
        country=None,
        occasion=begun.occasion,
        state="not_owed" if begun.ended else "owed",
        standing=None if begun.ended else standing(terms.due_on, rungs, day),
        owner=row.owner,
        starts_on=starts_on,
        earliest_on=terms.earliest_on,
        due_on=terms.due_on,
        due_at=terms.due_at,
        due_from=rungs.due_from if rungs else None,
        overdue_from=rungs.overdue_from if rungs else None,
        governed_by=_binding(place, begun, terms),
        also=tuple(_binding(place, begun, other) for other in others),
        notes=(*terms.notes, *_days_to_look_again(place, begun)),
    )
    return Dated(duty, () if begun.ended else tuple(_asked(place, begun, terms.due_on)))


def _by_day(place: Place, begun: Begun) -> list[_Terms]:
    """Return the terms of each clock of a row, the earliest first: that one governs."""
    found = [_terms(begun, begun.row.clock, _when(place, begun))]
    second = begun.row.before_hearing
    hearing = _next_of(place, begun.on, second.hearings) if second else None
    if second and hearing:
        closed = place.closed_for(second.clock)
        found.append(_terms(begun, second.clock, due(hearing, second.clock, closed, place.agency)))
    return sorted(found, key=lambda terms: terms.due_on or date.max)


def _next_of(place: Place, since: date, kinds: tuple[str, ...]) -> datetime | None:
    """Return the first hearing of these kinds after a day."""
    times = (hearing_time(place.case, row) for row in place.case.hearings if row.kind in kinds)
    return min((at for at in times if at.date() > since), default=None)


def _when(place: Place, begun: Begun) -> Due:
    row = begun.row
    if row.counted is not None:
        return _counted(place, begun, row.counted)
    return due(begun.at or begun.on, row.clock, place.closed_for(row.clock), place.agency)


def _terms(begun: Begun, clock: Clock, when: Due) -> _Terms:
    due_on, notes, knowable = when.on, when.notes, begun.knowable
    if begun.ended is not None:
        said = begun.ended.kind.replace("_", " ")
        notes = (*notes, f"no longer owed since {begun.ended.on.isoformat()} ({said})")
    if due_on is not None and due_on < knowable:
        # It ran out before anyone here could know: it is due that day, and says so.
        notes = (*notes, f"it had run out on {due_on.isoformat()}, before it could be known")
    earliest_on = max(when.earliest, knowable) if when.earliest else None
    due_on = max(due_on, knowable) if due_on else None
    return _Terms(clock, due_on, earliest_on, notes, when.at if due_on == when.on else None)


def _starts_on(begun: Begun, clock: Clock) -> date | None:
    return None if clock.direction == "before" else begun.on


def _days_to_look_again(place: Place, begun: Begun) -> Iterator[str]:
    """Yield the other figures of a row as days; none of them is its due day."""
    for clock in begun.row.also:
        when = due(begun.on, clock, place.closed_for(clock), None)
        first = f"{when.earliest.isoformat()} to " if when.earliest else ""
        yield f"{clock.says}: {first}{when.on.isoformat()}" if when.on else clock.says


def _counted(place: Place, begun: Begun, counted: Counted) -> Due:
    left_out = stretches(place, begun.about, counted)
    due_on = reached_on(begun.on, begun.row.clock.value or 0, counted.of_most_recent, left_out)
    after = [one for one in left_out if one.ends is None or one.ends > begun.on]
    notes = tuple(
        f"not counted: {max(one.begins, begun.on).isoformat()} to "
        f"{one.ends.isoformat() if one.ends else UNENDED}"
        for one in after
    )
    return Due(due_on, notes=notes)


def _asked(place: Place, begun: Begun, due_on: date | None) -> Iterator[Question]:
    counted = begun.row.counted
    if counted is None:
        return
    left_out = stretches(place, begun.about, counted)
    first, last = (
        reached_on(begun.on, months, counted.of_most_recent, left_out)
        for months in (counted.asks_from, counted.asks_until)
    )
    day = place.moment.day
    if first is not None and first <= day and (due_on is None or day < due_on):
        yield Question(
            code=counted.asks,
            duty=_kind(begun.row),
            about=begun.about,
            country=None,
            ask=counted.ask,
            due_on=last,
            owner=begun.row.owner,
        )


def _binding(place: Place, begun: Begun, terms: _Terms) -> Binding:
    row, clock = begun.row, terms.clock
    confidence = _sureness(place, begun)
    return Binding(
        instrument=row.key,
        version="deadline",
        clause=row.legal_basis,
        clock=in_words(clock),
        says=clock.says,
        confidence=confidence,
        to_be_confirmed=confidence in TO_BE_CONFIRMED,
        source=row.source,
        starts_on=_starts_on(begun, clock),
        due_on=terms.due_on,
        due_at=terms.due_at,
        notes=tuple(_confidence(place, row)),
        row_sha256=place.book.row_sha256.get(f"deadline:{row.key}", "not_hashed"),
    )


def _sureness(place: Place, begun: Begun) -> Confidence:
    """Return how sure a date is: no surer than the computed entry into care that it rests on."""
    if not begun.occasion.startswith(ENTRY):
        return begun.row.confidence
    entry = place.book.deadline(ENTERED_ON)
    unsure = entry is None or entry.confidence in TO_BE_CONFIRMED
    return "to_confirm" if unsure else begun.row.confidence


def _confidence(place: Place, row: Deadline) -> Iterator[str]:
    if row.confidence_note:
        yield row.confidence_note
    entry = place.book.deadline(ENTERED_ON)
    if row.start.by == ENTRY and entry is not None:
        after = in_words(entry.clock)
        yield f"entry into care is computed: the first of a finding, or removal and {after}"
