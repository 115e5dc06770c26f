"""Statutory deadlines as duties of their own, for cases that ask for them.

They stand under the need `statutory_deadlines`, so that a case that asks for notices alone shows
nothing else. What starts outside every case file (an answer given to a lawyer in a screening) is
in the library and makes no duty here: its very name would tell what was answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kinward.rules.clocks import Due, due, in_words, standing_of, standing_on_ladder
from kinward.rules.deadline_starts import ENTRY, Begun, begun
from kinward.rules.entry_into_care import reached_on, stretches
from kinward.rules.identity import duty_id
from kinward.rules.place import Place
from schemas.deadline import Counted, Deadline
from schemas.duty import Binding, OwedDuty, Question, Standing
from schemas.source import TO_BE_CONFIRMED, Confidence

STATUTORY = "statutory_deadlines"
"""The need of a case that shows them."""
ENTERED_ON = "entered_care_date"
"""The row by which the entry into care is computed."""
UNENDED = "an end that is not known: the clock stands still"


@dataclass(frozen=True, slots=True)
class Dated:
    """A statutory duty and the questions beside it."""

    duty: OwedDuty
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class _Terms:
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
            for start in begun(place, row):
                yield _dated(place, start)


def _dates_a_duty(place: Place, row: Deadline) -> bool:
    """Say whether a row dates a duty that none of the case's procedures makes."""
    wanted = (place.book.procedures.get(need) for need in place.case.needs)
    made = {step.duty for procedure in wanted if procedure for step in procedure.steps}
    return row.repeats_duty is not None and row.repeats_duty not in made


def _kind(row: Deadline) -> str:
    return row.key if row.statutory else row.repeats_duty or row.key


def _dated(place: Place, start: Begun) -> Dated:
    row, case, day = start.row, place.case, place.moment.day
    terms = _terms(place, start)
    back = row.clock.direction == "before"
    starts_on = None if back else start.on
    duty = OwedDuty(
        id=duty_id(case.agency, case.case_number, _kind(row), start.about, f"|{start.round}"),
        duty=_kind(row),
        about=start.about,
        country=None,
        occasion=start.occasion,
        state="not_owed" if start.ended else "owed",
        standing=None if start.ended else _standing(start, terms.due_on, day),
        owner=row.owner,
        starts_on=starts_on,
        earliest_on=terms.earliest_on,
        due_on=terms.due_on,
        due_at=terms.due_at,
        governed_by=_binding(place, start, starts_on, terms),
        notes=terms.notes,
    )
    return Dated(duty, () if start.ended else tuple(_asked(place, start, terms.due_on)))


def _standing(start: Begun, due_on: date | None, day: date) -> Standing:
    ladder = start.row.clock.ladder
    return standing_on_ladder(start.on, ladder, day) if ladder else standing_of(due_on, day)


def _terms(place: Place, start: Begun) -> _Terms:
    row, knowable = start.row, start.knowable
    if row.counted is not None:
        when = _counted(place, start, row.counted)
    else:
        since = start.at or start.on
        when = due(since, row.clock, place.closed_for(row.clock), place.agency)
    due_on, notes = when.on, when.notes
    if start.ended is not None:
        said = start.ended.kind.replace("_", " ")
        notes = (*notes, f"no longer owed since {start.ended.on.isoformat()} ({said})")
    if due_on is not None and due_on < knowable:
        # It ran out before anyone here could know: it is due that day, and says so.
        notes = (*notes, f"it had run out on {due_on.isoformat()}, before it could be known")
    earliest_on = max(when.earliest, knowable) if when.earliest else None
    due_on = max(due_on, knowable) if due_on else None
    return _Terms(due_on, earliest_on, notes, when.at if due_on == when.on else None)


def _counted(place: Place, start: Begun, counted: Counted) -> Due:
    left_out = stretches(place, start.about, counted)
    due_on = reached_on(start.on, start.row.clock.value or 0, counted.of_most_recent, left_out)
    after = [one for one in left_out if one.ends is None or one.ends > start.on]
    notes = tuple(
        f"not counted: {max(one.begins, start.on).isoformat()} to "
        f"{one.ends.isoformat() if one.ends else UNENDED}"
        for one in after
    )
    return Due(due_on, notes=notes)


def _asked(place: Place, start: Begun, due_on: date | None) -> Iterator[Question]:
    counted = start.row.counted
    if counted is None:
        return
    left_out = stretches(place, start.about, counted)
    first, last = (
        reached_on(start.on, months, counted.of_most_recent, left_out)
        for months in (counted.asks_from, counted.asks_until)
    )
    day = place.moment.day
    if first is not None and first <= day and (due_on is None or day < due_on):
        yield Question(
            code=counted.asks,
            duty=_kind(start.row),
            about=start.about,
            country=None,
            ask=counted.ask,
            due_on=last,
            owner=start.row.owner,
        )


def _binding(place: Place, start: Begun, starts_on: date | None, terms: _Terms) -> Binding:
    row = start.row
    confidence = _sureness(place, start)
    return Binding(
        instrument=row.key,
        version="deadline",
        clause=row.legal_basis,
        clock=in_words(row.clock),
        says=row.clock.says,
        confidence=confidence,
        to_be_confirmed=confidence in TO_BE_CONFIRMED,
        source=row.source,
        starts_on=starts_on,
        due_on=terms.due_on,
        due_at=terms.due_at,
        notes=tuple(_confidence(row)),
        row_sha256=place.book.row_sha256.get(f"deadline:{row.key}", "not_hashed"),
    )


def _sureness(place: Place, start: Begun) -> Confidence:
    """Return how sure a date is: no surer than the computed entry into care that it rests on."""
    if not start.occasion.startswith(ENTRY):
        return start.row.confidence
    entry = next((row for row in place.book.deadlines if row.key == ENTERED_ON), None)
    unsure = entry is None or entry.confidence in TO_BE_CONFIRMED
    return "to_confirm" if unsure else start.row.confidence


def _confidence(row: Deadline) -> Iterator[str]:
    if row.confidence_note:
        yield row.confidence_note
    if row.start.by == ENTRY:
        yield "entry into care is computed: the first of a finding, or removal and 60 days"
