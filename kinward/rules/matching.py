"""Which instruments bind this child for this country, by when, and why the others do not.

The treaty floor and every agreement, statute and policy are run separately; the strictest
governs and the others stay beside it (R01).
"""

from dataclasses import dataclass
from datetime import date

from kinward.rules import doubts, nearby
from kinward.rules import happened as events
from kinward.rules.clocks import due, in_words
from kinward.rules.covered import (
    Refusal,
    married,
    no_country,
    not_covered,
    other_country,
    out_of_scope,
    wrong_age,
)
from kinward.rules.nationality import Family
from kinward.rules.place import Place
from kinward.rules.starts import known_under, started
from kinward.rules.triggers import not_triggered, trigger_of
from kinward.rules.unread import asked_of_refused, day_of_version
from kinward.rules.versions import attested, texts, version_on
from schemas.duty import Binding, Considered
from schemas.instrument import (
    NOTICE_NEED,
    RANK,
    DutyClause,
    Instrument,
    UnreadClause,
    Version,
)
from schemas.source import TO_BE_CONFIRMED

NOTIFY = nearby.NOTIFY


@dataclass(frozen=True, slots=True)
class Match:
    """What one child and one country come to: what binds, what was looked at, what is asked."""

    bindings: tuple[Binding, ...]
    considered: tuple[Considered, ...]
    questions: tuple[doubts.Question, ...]
    occasion: str | None
    starts_on: date | None
    by_ancestry: bool
    """Whether an instrument that binds goes by a finding of ancestry, not by a nationality."""


@dataclass(frozen=True, slots=True)
class _Bound:
    binding: Binding
    rank: tuple[bool, date, bool, int, str]
    occasion: str
    questions: tuple[doubts.Question, ...]
    by_ancestry: bool


def match(place: Place, family: Family, country: str) -> Match:
    """Return what binds for a child and a country, strictest first, with every reason."""
    bound: list[_Bound] = []
    considered: list[Considered] = []
    questions: list[doubts.Question] = []
    for instrument in place.book.nearby.near(place.case.state, place.case.agency):
        result = _one(place, family, country, instrument)
        if isinstance(result, _Bound):
            bound.append(result)
            questions += result.questions
        elif result is not None:
            considered.append(result)
            questions += asked_of_refused(place, family, country, instrument, result)
    bound.sort(key=lambda item: item.rank)
    # Agreements are ranked 1: two of them at once is a choice for a person (R13).
    agreements = [b.binding.instrument for b in bound if b.rank[3] == RANK["agreement"]]
    questions += doubts.of_several(agreements)
    return Match(
        bindings=tuple(item.binding for item in bound),
        considered=tuple(considered),
        questions=tuple(dict.fromkeys(questions)),
        occasion=bound[0].occasion if bound else None,
        starts_on=bound[0].binding.starts_on if bound else None,
        by_ancestry=any(item.by_ancestry for item in bound),
    )


def _one(
    place: Place, family: Family, country: str, instrument: Instrument
) -> _Bound | Considered | None:
    case = place.case
    nationwide = "US" in instrument.scope.states
    nowhere = no_country(family, country)
    elsewhere = other_country(instrument, country, place.book)
    if nationwide and elsewhere:
        return None
    elsewhere = nowhere or elsewhere
    scope = out_of_scope(instrument, case.agency, case.state, case.county)
    refusal = scope or elsewhere
    if refusal:
        return _refused(instrument, refusal)
    if instrument.status == "known_to_exist":
        sentence = f"{instrument.title} is known to exist; its text was not read."
        return Considered(
            instrument=instrument.id, applies=None, because="clause_not_read", explanation=sentence
        )
    if NOTICE_NEED not in instrument.needs:
        return _without_duty(instrument, ())
    return _in_scope(place, family, country, instrument)


def _refused(instrument: Instrument, refusal: Refusal) -> Considered:
    return Considered(
        instrument=instrument.id,
        applies=refusal.applies,
        because=refusal.because,
        explanation=refusal.explanation,
    )


def _in_scope(
    place: Place, family: Family, country: str, instrument: Instrument
) -> _Bound | Considered:
    version = version_on(instrument, day_of_version(place, instrument, family))
    if isinstance(version, Refusal):
        return _refused(instrument, version)
    clause = next((row for row in version.duties if row.duty == NOTIFY), None)
    if clause is None or version.covered is None:
        return _without_duty(instrument, doubts.clauses_asked(version, family, country))
    refusal = not_covered(family, country, version.covered, place.book)
    if refusal:
        return _refused(instrument, refusal)
    trigger = trigger_of(place, clause.start, family, version.covered)
    if trigger is None:
        absent = not_triggered(place, clause.start, family, version.covered)
        return _refused(instrument, absent)
    start = started(clause.start, trigger.on, family, country, version)
    of_age = wrong_age(family, version.covered, start, place.adult_from)
    personal = of_age or married(family, version.covered, start)
    if personal:
        return _refused(instrument, personal)
    return _bound(place, _Found(instrument, version, clause, start, trigger), family, country)


def _without_duty(instrument: Instrument, unread: tuple[UnreadClause, ...]) -> Considered:
    """Return no where the text sets no duty, and neither yes nor no where that was not read."""
    if not unread:
        sentence = f"{instrument.title} sets no duty to notify a consulate by itself."
        return _refused(instrument, Refusal("sets_no_notice_duty", sentence))
    clauses = "; ".join(row.clause for row in unread)
    sentence = f"{instrument.title} is in force; not read: {clauses}."
    return Considered(
        instrument=instrument.id, applies=None, because="clause_not_read", explanation=sentence
    )


@dataclass(frozen=True, slots=True)
class _Found:
    instrument: Instrument
    version: Version
    clause: DutyClause
    start: date
    trigger: events.Happened


def _bound(place: Place, found: _Found, family: Family, country: str) -> _Bound:
    clause, instrument = found.clause, found.instrument
    at = found.trigger.at if found.trigger.on == found.start else None
    closed = place.closed_for(clause.clock)
    when = due(at or found.start, clause.clock, closed, place.agency)
    # A cap that does not move may have run out before anyone could know: it is due that day.
    known = known_under(family, country, found.version) or found.start
    due_on = max(when.on, known) if when.on else None
    written = texts(found.version) if instrument.kind == "agreement" else ()
    notes = (*attested(found.version), *when.notes, *written, *_readings(place, found, family))
    row = f"{instrument.id}@{found.version.version}"
    binding = Binding(
        instrument=instrument.id,
        version=found.version.version,
        clause=clause.clause,
        clock=in_words(clause.clock),
        says=clause.clock.says,
        confidence=clause.confidence,
        to_be_confirmed=clause.confidence in TO_BE_CONFIRMED,
        source=clause.source.line,
        starts_on=found.start,
        due_on=due_on,
        due_at=when.at if due_on == when.on else None,
        target=when.target,
        notes=notes,
        row_sha256=place.book.row_sha256.get(row, "not_hashed"),
    )
    undated = due_on is None
    without_delay = clause.clock.word == "without_delay"
    rank = (
        undated and not without_delay,
        due_on or date.min,
        not without_delay,
        RANK[instrument.kind],
        instrument.id,
    )
    return _Bound(
        binding=binding,
        rank=rank,
        occasion=found.trigger.kind,
        questions=tuple(doubts.of_binding(instrument, found.version, clause, when.on)),
        by_ancestry=found.version.covered is not None and found.version.covered.ancestry,
    )


def _readings(place: Place, found: _Found, family: Family) -> list[str]:
    notes: list[str] = []
    for reading in found.clause.other_readings:
        trigger = trigger_of(place, reading.start, family, found.version.covered)
        if trigger is not None:
            closed = place.closed_for(found.clause.clock)
            when = due(trigger.on, found.clause.clock, closed, place.agency)
            day = f": {when.on.isoformat()}" if when.on else ""
            notes.append(f"{reading.says}{day} (another reading, not the due date)")
    return notes
