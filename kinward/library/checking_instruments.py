"""Checks of one instrument that its schema cannot make: dates, sources, words, scope."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kinward.library.holdings import Library
from kinward.library.places import Places
from kinward.reading.yaml12 import Path
from kinward.rules.happened import CASE_OPENED
from schemas.instrument import Clock, DutyClause, InForce, Instrument, Version
from schemas.problem import Problem
from schemas.source import Source

Fault = tuple[Path, str, str, str]
"""Where in the row, code, message, remedy."""


def instrument_problems(
    library: Library, instrument: Instrument, places: Places
) -> Iterator[Problem]:
    """Yield the faults of one instrument, each with its file and line."""
    for path, code, message, remedy in _faults(library, instrument):
        where = places.where("instrument", instrument.id, path)
        yield Problem(code, message, remedy, where)


def _faults(library: Library, instrument: Instrument) -> Iterator[Fault]:
    yield from _scope(library, instrument)
    yield from _overlaps(instrument)
    for i, source in enumerate(instrument.sources):
        yield from _source(source, ("sources", i))
    for i, version in enumerate(instrument.versions):
        yield from _version(library, version, ("versions", i))


def _scope(library: Library, instrument: Instrument) -> Iterator[Fault]:
    known = {f"US-{name[3:].upper()}" for name in library.rulebook.closed_days} | {"US"}
    for i, state in enumerate(instrument.scope.states):
        if state not in known:
            remedy = "Write US, or US- and the state's two letters."
            yield ("scope", "states", i), "unknown_state", f"there is no state {state}", remedy
    if instrument.scope.counties and len(instrument.scope.states) != 1:
        message = "counties of more than one state cannot be told apart"
        yield ("scope", "counties"), "counties_of_states", message, "Write one row for each state."
    codes = library.rulebook.country_names
    for i, country in enumerate(instrument.countries):
        if country != "*" and country not in codes:
            message = f"there is no country {country}"
            yield ("countries", i), "unknown_country", message, "Use its ISO 3166-1 code."
    wanted = "-".join(sorted(code.lower() for code in instrument.countries))
    if instrument.kind == "agreement" and not instrument.id.endswith(f"_{wanted}"):
        message = f"the id does not end with its countries, _{wanted}"
        yield ("id",), "id_not_countries", message, "Name it AGENCY_COUNTRIES, codes in order."


def _overlaps(instrument: Instrument) -> Iterator[Fault]:
    numbered = sorted(enumerate(instrument.versions), key=lambda item: _from(item[1].in_force))
    names = [version.version for _, version in numbered]
    for (_, earlier), (i, later) in pairwise(numbered):
        ends = earlier.in_force.ends_on or date.max
        replaced = later.replaces == earlier.version
        if names.count(later.version) > 1:
            message = f"two versions are called {later.version}"
            yield ("versions", i, "version"), "duplicate_version", message, "Rename one."
        if ends >= _from(later.in_force) and not replaced:
            message = f"it overlaps with version {earlier.version}"
            remedy = "Give the earlier one its `ends_on`, or say that the later one `replaces` it."
            yield ("versions", i, "in_force"), "versions_overlap", message, remedy


def _from(in_force: InForce) -> date:
    return in_force.starts_on or in_force.attested_on


def _version(library: Library, version: Version, path: Path) -> Iterator[Fault]:
    yield from _dates(version.in_force, (*path, "in_force"))
    for i, clause in enumerate(version.unread):
        yield from _source(clause.source, (*path, "unread", i, "source"))
    for i, asked in enumerate(version.asks_office):
        yield from _source(asked.source, (*path, "asks_office", i, "source"))
    for i, trigger in enumerate(version.asks_on):
        yield from _source(trigger.source, (*path, "asks_on", i, "source"))
        yield from _events(library, "it", trigger.events, (*path, "asks_on", i, "events"))
    for i, duty in enumerate(version.duties):
        yield from _duty(library, duty, (*path, "duties", i))
    if version.duties and version.covered is None:
        message = "duties without `covered`: nobody can say for whom"
        yield (*path, "covered"), "covered_missing", message, "Say which child is covered."


def _dates(in_force: InForce, path: Path) -> Iterator[Fault]:
    if in_force.ends_on and in_force.ends_on < _from(in_force):
        message = "it ends before it starts"
        yield (*path, "ends_on"), "dates_out_of_order", message, "Mend one of the two days."
    if (in_force.end == "known") is not bool(in_force.ends_on):
        message = f"`end` says {in_force.end}, and `ends_on` says otherwise"
        remedy = "An end that is known has its day; open and not_read have none."
        yield (*path, "end"), "end_unclear", message, remedy


def _duty(library: Library, duty: DutyClause, path: Path) -> Iterator[Fault]:
    yield from _source(duty.source, (*path, "source"))
    yield from _clock(duty.clock, (*path, "clock"))
    starts = [("start", duty.start)]
    starts += [(f"other reading {i + 1}", r.start) for i, r in enumerate(duty.other_readings)]
    for name, start in starts:
        yield from _events(library, name, start.events, (*path, "start"))


def _events(library: Library, name: str, events: tuple[str, ...], path: Path) -> Iterator[Fault]:
    known = {*library.vocabulary.events, CASE_OPENED}
    for event in events:
        if event not in known:
            message = f"{name} names the event {event}, which no case may use"
            yield path, "unknown_event", message, "Use an event of vocabulary.yaml, or add it."


def _clock(clock: Clock, path: Path) -> Iterator[Fault]:
    number = clock.value is not None
    if number is not (clock.unit is not None):
        message = "a number needs its unit, and a unit its number"
        yield path, "clock_unclear", message, "Write both, or neither."
    if [number, clock.word is not None, clock.not_stated].count(True) != 1:
        message = "a clock is a number with its unit, or a word, or `not_stated: true`"
        yield path, "clock_unclear", message, "Keep exactly one; never turn a word into a number."


def _source(source: Source, path: Path) -> Iterator[Fault]:
    if source.id is None and source.address is None:
        message = "the source has neither an id nor an address"
        yield path, "source_missing", message, "Say where it can be read."
