"""Checks of one instrument that its schema cannot make: scope, sources, words."""

from collections.abc import Iterator

from kinward.library.checking_counties import unknown_counties
from kinward.library.holdings import Library
from kinward.library.places import Places
from kinward.reading.yaml12 import Path
from kinward.rules.happened import CASE_OPENED
from schemas.instrument import DutyClause, Instrument, Version
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
    state = instrument.scope.states[0] if instrument.scope.states else ""
    for i, message, remedy in unknown_counties(library, state, instrument.scope.counties):
        yield ("scope", "counties", i), "unknown_county", message, remedy
    codes = library.rulebook.country_names.keys() | {"*"}
    for i, country in enumerate(instrument.countries):
        if country not in codes:
            message = f"there is no country {country}"
            yield ("countries", i), "unknown_country", message, "Use its ISO 3166-1 code."
    wanted = "-".join(sorted(code.lower() for code in instrument.countries))
    ends = instrument.id.endswith(f"_{wanted}") or not codes.issuperset(instrument.countries)
    if instrument.kind == "agreement" and not ends:
        message = f"the id does not end with its countries, _{wanted}"
        yield ("id",), "id_not_countries", message, "Name it AGENCY_COUNTRIES, codes in order."


def _version(library: Library, version: Version, path: Path) -> Iterator[Fault]:
    for i, clause in enumerate(version.unread):
        yield from _source(clause.source, (*path, "unread", i, "source"))
    for i, asked in enumerate(version.asks_office):
        yield from _source(asked.source, (*path, "asks_office", i, "source"))
    for i, trigger in enumerate(version.asks_on):
        yield from _source(trigger.source, (*path, "asks_on", i, "source"))
        yield from _events(library, "it", trigger.events, (*path, "asks_on", i, "events"))
    for i, duty in enumerate(version.duties):
        yield from _duty(library, duty, (*path, "duties", i))


def _duty(library: Library, duty: DutyClause, path: Path) -> Iterator[Fault]:
    yield from _source(duty.source, (*path, "source"))
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


def _source(source: Source, path: Path) -> Iterator[Fault]:
    if source.id is None and source.address is None:
        message = "the source has neither an id nor an address"
        yield path, "source_missing", message, "Say where it can be read."
