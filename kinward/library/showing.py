"""`agreement show`: an instrument as one page that a lawyer can read."""

from collections.abc import Iterator, Mapping

from kinward.library.guiding import caregiver_lines, guidance_lines, notes_of
from kinward.library.holdings import Library
from kinward.library.showing_terms import in_words, known_lines, sureness, terms_lines
from schemas.clock import Clock
from schemas.in_force import InForce
from schemas.instrument import (
    CoveredChild,
    Dual,
    DutyClause,
    Example,
    Instrument,
    Version,
)
from schemas.problem import UnitError
from schemas.source import Source


class UnknownInstrument(UnitError):
    """No agreement, statute, policy or treaty of this id is in the library."""

    code = "unknown_instrument"
    remedy = (
        "Ids are the folder names of mou_library/agreements and the `id:` lines of law/*.yaml."
    )


def show(library: Library, id_: str) -> str:
    """Return one instrument in words: parties, scope, versions, child, duties, sources, examples.

    Raises:
        UnknownInstrument: The library has no instrument of this id.
    """
    instrument = library.instrument(id_)
    if instrument is None:
        raise UnknownInstrument(f"the library has no {id_}")
    place = library.places.get(f"instrument:{id_}", "")
    return "\n".join(_page(library, instrument, place)) + "\n"


def _page(library: Library, instrument: Instrument, place: str) -> Iterator[str]:
    yield instrument.title
    yield f"{instrument.id} · {instrument.kind} · {sureness(instrument.confidence)}"
    if place:
        yield f"File: {place}"
    if instrument.status == "known_to_exist":
        yield "Known to exist; its text was not read, so it decides nothing."
    yield ""
    yield from _list("Parties", instrument.parties)
    yield f"Binds in: {scope_words(instrument)}"
    yield f"Countries: {_countries(library, instrument)}"
    yield from known_lines(instrument)
    for version in instrument.versions:
        yield from _version(version)
    yield from ("", "Sources")
    yield from (f"  - {_source(source)}" for source in instrument.sources)
    yield from ("", f"Worked examples ({len(instrument.examples)})")
    for example in instrument.examples:
        yield f"  - {example_words(example)}"
    yield from _guidance(library, instrument)


def _guidance(library: Library, instrument: Instrument) -> Iterator[str]:
    notes = list(notes_of(library, instrument))
    if notes:
        yield from ("", "In plain words")
    for note in notes:
        yield from (f"  {line}" for line in guidance_lines(note))
    for state in instrument.scope.states:
        if state != "US":
            yield from ("", *caregiver_lines(library, state))


def scope_words(instrument: Instrument) -> str:
    """Return where an instrument binds, in words."""
    scope = instrument.scope
    states = "the whole United States" if "US" in scope.states else ", ".join(scope.states)
    counties = f", {', '.join(scope.counties)} County" if scope.counties else ""
    agencies = f", for {', '.join(scope.agencies)}" if scope.agencies else ""
    return f"{states}{counties}{agencies}"


def _countries(library: Library, instrument: Instrument) -> str:
    names = (
        "every country" if code == "*" else library.rulebook.country_name(code)
        for code in instrument.countries
    )
    return ", ".join(names)


def _list(title: str, items: tuple[str, ...]) -> Iterator[str]:
    if items:
        yield f"{title}: {'; '.join(items)}"


def _version(version: Version) -> Iterator[str]:
    replaced = f", replaces {version.replaces}" if version.replaces else ""
    yield from ("", f"Version {version.version}{replaced}")
    yield f"  In force: {in_force_words(version.in_force)}"
    if version.in_force.note:
        yield f"  Note: {version.in_force.note}"
    if version.erratum:
        yield f"  Erratum: {version.erratum}"
    if version.covered:
        yield from covered_lines(version.covered)
    for duty in version.duties:
        yield from _duty(duty)
    if not version.duties and not version.unread:
        yield "  Duties: it sets none."
    for clause in version.unread:
        yield f"  NOT READ: {clause.clause}. Asked: {clause.ask}"
    yield from _asked(version)
    yield f"  Safety exception: {version.safety_exception.replace('_', ' ')}"
    yield from terms_lines(version)


def _asked(version: Version) -> Iterator[str]:
    for gate in version.gates:
        who = "a parent" if gate.track == "parent" else "a relative or another"
        yield f"  Before a placement abroad with {who}: {gate.says} [{sureness(gate.confidence)}]"
    for question in version.asks_office:
        yield f"  Asked of the {in_words(question.office)}: {question.ask}"
    for trigger in version.asks_on:
        yield f"  Asked on {' or '.join(map(in_words, trigger.events))}: {trigger.ask}"


def in_force_words(row: InForce) -> str:
    """Return from when to when a version is in force, and what is not known of it."""
    start = (
        f"from {row.starts_on.isoformat()}"
        if row.starts_on
        else f"start not known; attested on {row.attested_on.isoformat()}"
    )
    ends = {
        "open": "no end set",
        "not_read": "its end or renewal was not read",
        "known": f"until {row.ends_on.isoformat() if row.ends_on else 'a day that is missing'}",
    }
    renewal = f"; {row.renewal}" if row.renewal else ""
    return f"{start}; {ends[row.end]}{renewal}"


def _age(child: CoveredChild) -> str:
    return f"under {child.age_under}" if child.age_under else "of an age not read: minors"


_DUAL: Mapping[Dual, str] = {
    "included": "included, whatever they are",
    "included_unless_us": "included unless one is of the United States",
}


def covered_lines(child: CoveredChild) -> Iterator[str]:
    """Yield whom a version covers."""
    yield f"  Covered child: {child.says}"
    whose = child.nationality_of.replace("_", " ")
    ancestry = ", by a finding of ancestry" if child.ancestry else ""
    married = ", unmarried" if child.unmarried else ""
    yield f"    Nationality of: {whose}{ancestry}; {_age(child)}{married}"
    age, marriage = child.age_says.replace("_", " "), child.marriage_says.replace("_", " ")
    dual = _DUAL.get(child.dual_nationals, child.dual_nationals.replace("_", " "))
    yield f"    Its words on age: {age}; on marriage: {marriage}; on several nationalities: {dual}"
    us_citizen = child.us_citizen.replace("_", " ")
    yield f"    United States citizens: {us_citizen} - {child.us_citizen_says}"


def _duty(row: DutyClause) -> Iterator[str]:
    yield f"  Duty: {row.duty.replace('_', ' ')} ({row.clause})"
    yield f"    Clock: {clock_words(row.clock)}"
    events = " or ".join(event.replace("_", " ") for event in row.start.events)
    later = {
        "none": "knowledge learned later does not move it",
        "nationality_known": "or when the nationality is known, if later",
        "ancestry_found": "or when the ancestry is found, if later",
    }
    yield f"    Starts: {events}; {later[row.start.or_later]}"
    for reading in row.other_readings:
        yield f"    Can also be read: {reading.says} (never the due date)"
    if row.notice:
        notice = row.notice
        yield f"    Legal basis printed: {notice.legal_basis}"
        facts = (
            ("Form", notice.form),
            ("Sender", notice.sender),
            ("Addressee", notice.addressee),
            ("Channel", None if notice.channel == "not_read" else notice.channel),
            ("Contents", "; ".join(notice.contents)),
            ("Confidentiality", notice.confidentiality),
        )
        yield from (f"    {name}: {text}" for name, text in facts if text)
    yield f"    Source: {_source(row.source)} - {sureness(row.confidence)}"


def clock_words(clock: Clock) -> str:
    """Return a clock with the words of its text."""
    if clock.value is not None and clock.unit is not None:
        cap = "at most " if clock.cap else ""
        return f"{cap}{clock.value} {clock.unit.replace('_', ' ')} (“{clock.says}”)"
    if clock.word is not None:
        return f"the words “{clock.says}”; no number (an agency's own target may stand beside it)"
    return f"not stated (“{clock.says}”)"


def _source(source: Source) -> str:
    mark = f"[{source.id}] " if source.id else ""
    address = f" {source.address}" if source.address else ""
    return f"{mark}{source.line}{address}"


def example_words(example: Example) -> str:
    """Return a worked example with what must follow from it."""
    if example.applies is None:
        outcome = "neither yes nor no"
    elif example.applies:
        outcome = "applies"
    else:
        outcome = "does not apply"
    because = f" ({example.because.replace('_', ' ')})" if example.because else ""
    starts = f", starts {example.starts_on.isoformat()}" if example.starts_on else ""
    due = f", due {example.due_on.isoformat()}" if example.due_on else ""
    undated = ", no date" if example.applies and not example.due_on else ""
    return f"{example.name}: {outcome}{because}{starts}{due}{undated}"
