"""Which instruments bind this child for this country, by when, and why the others do not.

The treaty floor and every agreement, statute and policy are run separately; the strictest
governs and the others stay beside it (R01).
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kinward.rules import happened as events
from kinward.rules.as_of import AsOf
from kinward.rules.clocks import due, in_words
from kinward.rules.covered import Refusal, not_covered, other_country, out_of_scope, wrong_age
from kinward.rules.nationality import Family, known_on
from kinward.rules.rulebook import Rulebook
from schemas.agency import Agency
from schemas.case import Case
from schemas.duty import Binding, Considered
from schemas.instrument import RANK, DutyClause, Instrument, Start, Version
from schemas.source import TO_BE_CONFIRMED

NOTIFY = "notify_consulate"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a match raises beside the duty."""

    code: str
    ask: str


@dataclass(frozen=True, slots=True)
class Match:
    """What one child and one country come to: what binds, what was looked at, what is asked."""

    bindings: tuple[Binding, ...]
    considered: tuple[Considered, ...]
    questions: tuple[Question, ...]
    occasion: str | None
    starts_on: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a match is made: the case, the day, the agency's profile and closed days."""

    case: Case
    moment: AsOf
    book: Rulebook
    agency: Agency | None
    closed: frozenset[date]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class _Bound:
    binding: Binding
    rank: tuple[bool, date, bool, int, str]
    occasion: str
    questions: tuple[Question, ...]


def match(place: Place, family: Family, country: str) -> Match:
    """Return what binds for a child and a country, strictest first, with every reason."""
    bound: list[_Bound] = []
    considered: list[Considered] = []
    questions: list[Question] = []
    for instrument in sorted(place.book.instruments, key=lambda row: row.id):
        result = _one(place, family, country, instrument)
        if isinstance(result, _Bound):
            bound.append(result)
            questions += result.questions
        elif result is not None:
            considered.append(result)
            questions += _unread(place, family, country, instrument, result)
    bound.sort(key=lambda item: item.rank)
    questions += _several(bound)
    return Match(
        bindings=tuple(item.binding for item in bound),
        considered=tuple(considered),
        questions=tuple(dict.fromkeys(questions)),
        occasion=bound[0].occasion if bound else None,
        starts_on=bound[0].binding.starts_on if bound else None,
    )


def _several(bound: list[_Bound]) -> tuple[Question, ...]:
    # Agreements are ranked 1: two of them at once is a choice for a person (R13).
    agreements = [b.binding.instrument for b in bound if b.rank[3] == RANK["agreement"]]
    if len(agreements) < 2:
        return ()
    names = " and ".join(agreements)
    ask = f"Two agreements claim this case: {names}. Which one does the unit follow, and why?"
    return (Question("several_agreements", ask),)


def _near(place: Place, instrument: Instrument) -> bool:
    """Say whether an instrument is worth showing: nationwide, or of the same state or agency."""
    scope = instrument.scope
    same_state = f"US-{place.case.state}" in scope.states
    return "US" in scope.states or same_state or place.case.agency in scope.agencies


def _one(
    place: Place, family: Family, country: str, instrument: Instrument
) -> _Bound | Considered | None:
    if not _near(place, instrument):
        return None
    case = place.case
    nationwide = "US" in instrument.scope.states
    elsewhere = other_country(instrument, country, place.book)
    if nationwide and elsewhere:
        return None
    scope = out_of_scope(instrument, case.agency, case.state, case.county)
    refusal = scope or elsewhere
    if refusal:
        return _refused(instrument, refusal)
    if instrument.status == "known_to_exist":
        sentence = f"{instrument.title} is known to exist; its text was not read."
        return Considered(
            instrument=instrument.id, applies=None, because="clause_not_read", explanation=sentence
        )
    return _in_scope(place, family, country, instrument)


def _refused(instrument: Instrument, refusal: Refusal) -> Considered:
    return Considered(
        instrument=instrument.id,
        applies=False,
        because=refusal.because,
        explanation=refusal.explanation,
    )


def _in_scope(
    place: Place, family: Family, country: str, instrument: Instrument
) -> _Bound | Considered:
    version = version_on(instrument, _day(place, instrument, family))
    if isinstance(version, Refusal):
        return _refused(instrument, version)
    clause = next((row for row in version.duties if row.duty == NOTIFY), None)
    if clause is None or version.covered is None:
        sentence = f"{instrument.title} sets no duty to notify a consulate by itself."
        return _refused(instrument, Refusal("sets_no_notice_duty", sentence))
    refusal = not_covered(family, country, version.covered, place.book)
    if refusal:
        return _refused(instrument, refusal)
    trigger = events.first(place.case, clause.start.events, [family.child.id], place.zone)
    if trigger is None:
        awaited = " or ".join(kind.replace("_", " ") for kind in clause.start.events)
        sentence = f"Nothing has set it in motion yet: it waits for {awaited}."
        return _refused(instrument, Refusal("trigger_absent", sentence))
    start = _started(clause.start, trigger.on, family, country, version)
    too_old = wrong_age(family, version.covered, start)
    if too_old:
        return _refused(instrument, too_old)
    return _bound(place, _Found(instrument, version, clause, start, trigger.kind), family, country)


def _day(place: Place, instrument: Instrument, family: Family) -> date:
    """Return the day by which a version is chosen: the trigger's, else the as-of day (R11)."""
    kinds = {
        kind
        for version in instrument.versions
        for clause in version.duties
        if clause.duty == NOTIFY
        for kind in clause.start.events
    }
    trigger = events.first(place.case, kinds, [family.child.id], place.zone)
    return trigger.on if trigger else place.moment.day


def version_on(instrument: Instrument, day: date) -> Version | Refusal:
    """Return the version in force on a day, or why there is none (R11, R12)."""
    versions = sorted(instrument.versions, key=_in_force_from)
    begun = [version for version in versions if _in_force_from(version) <= day]
    if not begun:
        first_day = _in_force_from(versions[0]).isoformat()
        sentence = f"{instrument.title} is in force from {first_day}; it started before that."
        return Refusal("not_in_force", sentence)
    version = begun[-1]
    ended = version.in_force.ends_on
    if ended is not None and ended < day:
        sentence = f"{instrument.title} ended on {ended.isoformat()}; the treaty floor remains."
        return Refusal("expired", sentence)
    return version


def _in_force_from(version: Version) -> date:
    return version.in_force.starts_on or version.in_force.attested_on


def _started(start: Start, trigger: date, family: Family, country: str, version: Version) -> date:
    """Return the start day: the trigger, or the day of knowledge where the row says so (R20)."""
    known = _known(family, country, version)
    if start.or_later == "none" or known is None:
        return trigger
    return max(trigger, known)


def _known(family: Family, country: str, version: Version) -> date | None:
    """Return the first day on which a nationality that the instrument goes by was known."""
    whole = version.covered is not None and version.covered.nationality_of == "child_or_parent"
    return known_on(family.of_family(country) if whole else family.of_child(country))


@dataclass(frozen=True, slots=True)
class _Found:
    instrument: Instrument
    version: Version
    clause: DutyClause
    start: date
    trigger: str


def _bound(place: Place, found: _Found, family: Family, country: str) -> _Bound:
    clause, instrument = found.clause, found.instrument
    when = due(found.start, clause.clock, place.closed, place.agency)
    # A cap that does not move may have run out before anyone could know: it is due that day.
    known = _known(family, country, found.version) or found.start
    due_on = max(when.on, known) if when.on else None
    notes = (*_attested(found.version), *_readings(place, found, family))
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
    return _Bound(binding, rank, found.trigger, tuple(_doubts(found, when.on)))


def _attested(version: Version) -> tuple[str, ...]:
    """Say that the day an instrument took effect is not known, only its earliest dated source."""
    if version.in_force.starts_on is not None:
        return ()
    day = version.in_force.attested_on.isoformat()
    return (f"its start is not known; in force from {day}, the earliest dated source of it",)


def _readings(place: Place, found: _Found, family: Family) -> list[str]:
    notes: list[str] = []
    for reading in found.clause.other_readings:
        trigger = events.first(place.case, reading.start.events, [family.child.id], place.zone)
        if trigger is not None:
            when = due(trigger.on, found.clause.clock, place.closed, place.agency)
            day = f": {when.on.isoformat()}" if when.on else ""
            notes.append(f"{reading.says}{day} (another reading, not the due date)")
    return notes


def _doubts(found: _Found, due_on: date | None) -> list[Question]:
    title, clock = found.instrument.title, found.clause.clock
    questions: list[Question] = []
    if clock.not_stated:
        ask = f"{title} states no time for its notice that was read. Which time does it set?"
        questions.append(Question("clock_not_stated", ask))
    elif due_on is None:
        said = in_words(clock)
        ask = f"{title} says “{said}”, and the agency has no target for it. Set one?"
        questions.append(Question("clock_not_stated", ask))
    if found.version.in_force.end == "not_read":
        ask = f"The end or renewal of {title} was not read. Is it still in force?"
        questions.append(Question("agreement_end_unknown", ask))
    questions += [Question("office_question", row.ask) for row in found.version.asks_office]
    return questions


def _unread(
    place: Place, family: Family, country: str, instrument: Instrument, refused: Considered
) -> tuple[Question, ...]:
    if refused.applies is None:
        ask = f"Read {instrument.title}: does it ask for notice in this case, and by when?"
        return (Question("clause_not_read", ask),)
    if refused.because in {"other_jurisdiction", "other_country", "expired", "not_in_force"}:
        return ()
    version = version_on(instrument, _day(place, instrument, family))
    unread = version.unread if isinstance(version, Version) else ()
    parental = country in family.parents_born_in or any(
        row.country == country for row in family.parents
    )
    return tuple(
        Question("clause_not_read", clause.ask)
        for clause in unread
        if clause.matters_when == "always" or parental
    )
