"""Statutory deadlines as duties of their own, for cases that ask for them.

They stand under the need `statutory_deadlines`, so that a case that asks for notices alone shows
nothing else. What starts outside every case file (an answer given to a lawyer in a screening) is
in the library and makes no duty here: its very name would tell what was answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kinward.rules import happened as events
from kinward.rules.clocks import due, in_words, rungs_of, standing
from kinward.rules.entry_into_care import ENTERED_ON, entered_care, reached_on, stretches
from kinward.rules.identity import duty_id
from kinward.rules.location import hearing_time
from kinward.rules.place import Place
from schemas.deadline import Counted, Deadline
from schemas.duty import Binding, OwedDuty, Question
from schemas.person import Detained
from schemas.source import TO_BE_CONFIRMED, Confidence

STATUTORY = "statutory_deadlines"
"""The need of a case that shows them."""
ENTRY = "entry_into_care"
UNENDED = "an end that is not known: the clock stands still"


@dataclass(frozen=True, slots=True)
class Dated:
    """A statutory duty and the questions beside it."""

    duty: OwedDuty
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class _Begun:
    """One deadline in motion: about whom, since when, by what, knowable from when."""

    row: Deadline
    about: str
    on: date
    occasion: str
    knowable: date
    round: str = ""
    """What tells its rounds apart: the hearing held, or to come; never the day of its start, so
    that a corrected day, or a finding that moves the entry into care, revises the same duty."""
    ended: events.Happened | None = None


@dataclass(frozen=True, slots=True)
class _Terms:
    due_on: date | None
    earliest_on: date | None
    notes: tuple[str, ...] = ()


def deadlines(place: Place) -> Iterator[Dated]:
    """Yield the statutory deadlines that a case's events have set in motion."""
    if STATUTORY not in place.case.needs:
        return
    for row in place.book.deadlines:
        here = {"US", f"US-{place.case.state}"} & set(row.states)
        if here and (row.statutory or _dates_a_duty(place, row)):
            for begun in _begun(place, row):
                yield _dated(place, begun)


def _dates_a_duty(place: Place, row: Deadline) -> bool:
    """Say whether a row dates a duty that none of the case's procedures makes."""
    wanted = (place.book.procedures.get(need) for need in place.case.needs)
    made = {step.duty for procedure in wanted if procedure for step in procedure.steps}
    return row.repeats_duty is not None and row.repeats_duty not in made


def _kind(row: Deadline) -> str:
    return row.key if row.statutory else row.repeats_duty or row.key


def _begun(place: Place, row: Deadline) -> Iterator[_Begun]:
    if row.start.by == "hearing":
        yield from _before_hearings(place, row)
        return
    for child in place.case.children:
        start = _start(place, row, child.id)
        if start is not None:
            since = min(start.on, place.moment.day)
            kind = ENTRY if row.start.by == ENTRY else start.kind
            occasion = f"{kind} {start.on.isoformat()}"
            begun = _Begun(row, child.id, start.on, occasion, place.case.opened_on)
            yield _again(place, replace(begun, ended=_ended(place, row, child.id, since)))


def _start(place: Place, row: Deadline, child: str) -> events.Happened | None:
    if row.start.by == ENTRY:
        return entered_care(place, child)
    if row.start.by != "event":
        return None
    found = events.happened(place.case, row.start.events, {child}, place.zone)
    return events.earliest(e for e in found if e.custody != "youth_justice")


def _ended(place: Place, row: Deadline, child: str, since: date) -> events.Happened | None:
    found = events.happened(place.case, row.ended_by, {child}, place.zone)
    return events.earliest(event for event in found if event.on >= since)


def _again(place: Place, begun: _Begun) -> _Begun:
    """Return the next round of a deadline that comes again after a hearing was held."""
    repeats = begun.row.repeats
    held = [
        event.on
        for event in events.happened(place.case, {"hearing_held"}, {begun.about}, place.zone)
        if repeats and event.on >= begun.on and event.on in _days_of(place, repeats.hearings)
    ]
    if repeats is None or not held:
        return begun
    clock = begun.row.clock.model_copy(update={"value": repeats.months, "unit": "months"})
    row = begun.row.model_copy(update={"clock": clock})
    occasion = f"hearing_held {max(held).isoformat()}"
    return replace(begun, row=row, on=max(held), occasion=occasion, round=occasion)


def _days_of(place: Place, kinds: tuple[str, ...]) -> frozenset[date]:
    return frozenset(row.at.date() for row in place.case.hearings if row.kind in kinds)


def _before_hearings(place: Place, row: Deadline) -> Iterator[_Begun]:
    """Yield each hearing ahead for each parent whom a custodian of the row holds."""
    for parent in place.case.parents:
        where = parent.whereabouts
        if not isinstance(where, Detained) or where.custodian not in row.start.custodians:
            continue
        held = events.first(place.case, {"parent_detained"}, {parent.id}, place.zone)
        knowable = max(place.case.opened_on, held.on if held else date.min)
        for hearing in place.case.hearings:
            ahead = hearing_time(place.case, hearing) > place.moment.moment
            if ahead and hearing.kind in row.start.hearings:
                on = hearing.at.date()
                occasion = f"{hearing.kind} {on.isoformat()}"
                yield _Begun(row, parent.id, on, occasion, knowable, round=hearing.id)


def _dated(place: Place, begun: _Begun) -> Dated:
    row, case, day = begun.row, place.case, place.moment.day
    terms = _terms(place, begun)
    back = row.clock.direction == "before"
    starts_on = None if back else begun.on
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
        due_from=rungs.due_from if rungs else None,
        overdue_from=rungs.overdue_from if rungs else None,
        governed_by=_binding(place, begun, starts_on, terms.due_on),
        notes=terms.notes,
    )
    return Dated(duty, () if begun.ended else tuple(_asked(place, begun, terms.due_on)))


def _terms(place: Place, begun: _Begun) -> _Terms:
    row, knowable = begun.row, begun.knowable
    if row.counted is not None:
        due_on, notes = _counted(place, begun, row.counted)
        earliest_on = None
    else:
        when = due(begun.on, row.clock, place.closed_for(row.clock), place.agency)
        due_on, earliest_on, notes = when.on, when.earliest, ()
    if begun.ended is not None:
        said = begun.ended.kind.replace("_", " ")
        notes = (*notes, f"no longer owed since {begun.ended.on.isoformat()} ({said})")
    if due_on is not None and due_on < knowable:
        # It ran out before anyone here could know: it is due that day, and says so.
        notes = (*notes, f"it had run out on {due_on.isoformat()}, before it could be known")
    earliest_on = max(earliest_on, knowable) if earliest_on else None
    return _Terms(max(due_on, knowable) if due_on else None, earliest_on, notes)


def _counted(place: Place, begun: _Begun, counted: Counted) -> tuple[date | None, tuple[str, ...]]:
    left_out = stretches(place, begun.about, counted)
    due_on = reached_on(begun.on, begun.row.clock.value or 0, counted.of_most_recent, left_out)
    after = [one for one in left_out if one.ends is None or one.ends > begun.on]
    notes = tuple(
        f"not counted: {max(one.begins, begun.on).isoformat()} to "
        f"{one.ends.isoformat() if one.ends else UNENDED}"
        for one in after
    )
    return due_on, notes


def _asked(place: Place, begun: _Begun, due_on: date | None) -> Iterator[Question]:
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


def _binding(place: Place, begun: _Begun, starts_on: date | None, due_on: date | None) -> Binding:
    row = begun.row
    confidence = _sureness(place, begun)
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
        due_on=due_on,
        notes=tuple(_confidence(row)),
        row_sha256=place.book.row_sha256.get(f"deadline:{row.key}", "not_hashed"),
    )


def _sureness(place: Place, begun: _Begun) -> Confidence:
    """Return how sure a date is: no surer than the computed entry into care that it rests on."""
    if not begun.occasion.startswith(ENTRY):
        return begun.row.confidence
    entry = place.book.deadline(ENTERED_ON)
    unsure = entry is None or entry.confidence in TO_BE_CONFIRMED
    return "to_confirm" if unsure else begun.row.confidence


def _confidence(row: Deadline) -> Iterator[str]:
    if row.confidence_note:
        yield row.confidence_note
    if row.start.by == ENTRY:
        yield "entry into care is computed: the first of a finding, or removal and 60 days"
