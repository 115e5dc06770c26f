"""The worked examples of an instrument, run through the very rules that decide cases."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from kinward.rules.as_of import AsOf, known_by
from kinward.rules.clocks import closed_days
from kinward.rules.covered import other_country
from kinward.rules.happened import CASE_OPENED
from kinward.rules.matching import Match, match
from kinward.rules.nationality import family_of
from kinward.rules.place import Place
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.instrument import Because, Example, Instrument

ZONE = ZoneInfo("America/Chicago")
"""An example knows days, no hours: any zone of the country gives the same."""

_NATIONALITY = re.compile(
    r"(?P<country>[A-Z]{2})"
    r"( (?P<evidence>confirmed|presumed|claimed|disputed))?"
    r"( (?P<known_on>\d{4}-\d{2}-\d{2}))?"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from an instrument for an example."""

    applies: bool | None
    because: Because | None = None
    starts_on: date | None = None
    due_on: date | None = None


def state_of(instrument: Instrument) -> str:
    """Return the state in which an instrument's examples play: `US-CA` for one of all states."""
    first = next(iter(instrument.scope.states), "US")
    return "US-CA" if first == "US" else first


def faults_of_form(example: Example) -> Iterator[str]:
    """Yield what keeps an example from being run, as sentences."""
    for text in (*example.child, *example.parents):
        if not _NATIONALITY.fullmatch(text):
            yield f"`{text}` is no nationality; write `MX`, `MX 2026-03-03` or `MX claimed`"
    if example.as_of < example.opened_on:
        yield "its `as_of` lies before `opened_on`"
    if example.born_on and example.born_on > example.opened_on:
        yield "the child is born after `opened_on`"


def example_outcome(instrument: Instrument, example: Example, book: Rulebook) -> Outcome:
    """Return what follows for an example, as `kinward match` would decide it.

    No agency profile stands behind an example, so a word has no target and no date.
    """
    refused = other_country(instrument, example.country, book)
    if refused:
        return Outcome(applies=False, because=refused.because)
    alone = replace(book, instruments=(instrument,))
    found = _match(_case(instrument, example), example, alone)
    if not found.bindings and not found.considered:
        # A nationwide row about something else is not even looked at for a notice.
        return Outcome(applies=False, because="sets_no_notice_duty")
    return _outcome(found)


def difference(example: Example, outcome: Outcome) -> str | None:
    """Say where an example and what follows part, or nothing."""
    wanted = Outcome(example.applies, example.because, example.starts_on, example.due_on)
    pairs = [
        (name, getattr(wanted, name), getattr(outcome, name))
        for name in ("applies", "because", "starts_on", "due_on")
    ]
    parts = [
        f"{name}: {_as_written(want)}, but {_as_written(found)} follows"
        for name, want, found in pairs
        if want != found and not (name == "starts_on" and want is None)
    ]
    return f"the example says {'; '.join(parts)}" if parts else None


def _as_written(value: object) -> str:
    """Return a value as YAML has it: `true`, `null`, `2026-06-30`."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _outcome(found: Match) -> Outcome:
    if found.bindings:
        binding = found.bindings[0]
        return Outcome(applies=True, starts_on=binding.starts_on, due_on=binding.due_on)
    considered = found.considered[0]
    return Outcome(considered.applies, considered.because)


def _match(case: Case, example: Example, book: Rulebook) -> Match:
    moment = AsOf(datetime.combine(example.as_of, time(12), ZONE))
    known, _left_out = known_by(case, moment)
    place = Place(
        case=known,
        moment=moment,
        book=book,
        agency=None,
        closed=closed_days(None, case.state, book),
        zone=ZONE,
    )
    family = family_of(known, known.children[0], moment.day)
    return match(place, family, example.country)


def _case(instrument: Instrument, example: Example) -> Case:
    scope = instrument.scope
    counties = scope.counties or ("Example",)
    address = {"lines": ["1 Example Street"], "city": "Example", "country": "US"}
    facts = {
        "case_number": "EXAMPLE",
        "agency": scope.agencies[0] if scope.agencies else "example",
        "state": state_of(instrument).removeprefix("US-"),
        "county": example.county or counties[0],
        "opened_on": example.opened_on.isoformat(),
        "needs": ["consular_notification"],
        "court": {
            "name": "Example Court",
            "docket_number": "EXAMPLE",
            "timezone": ZONE.key,
            "address": address,
        },
        "worker": {"name": {"given": "A", "family": "B"}},
        "people": [_child(example), *_parents(example)],
        "events": [
            {"kind": kind, "on": on.isoformat(), "of": ["child"]}
            for kind, on in example.events
            if kind != CASE_OPENED
        ],
    }
    return Case.model_validate_json(json.dumps(facts))


def _child(example: Example) -> dict[str, object]:
    opened = example.opened_on
    born_on = example.born_on or date(opened.year - 8, opened.month, min(opened.day, 28))
    return {
        "id": "child",
        "role": "child",
        "name": {"given": "A", "family": "B"},
        "born_on": born_on.isoformat(),
        "nationalities": [_nationality(text, example) for text in example.child],
    }


def _parents(example: Example) -> Iterator[dict[str, object]]:
    for place, text in enumerate(example.parents):
        yield {
            "id": f"parent_{place}",
            "role": "parent",
            "relationship": "parent",
            "of": ["child"],
            "name": {"given": "C", "family": "B"},
            "nationalities": [_nationality(text, example)],
            "whereabouts": {"kind": "community"},
        }


def _nationality(text: str, example: Example) -> dict[str, object]:
    found = _NATIONALITY.fullmatch(text)
    parts = found.groupdict() if found else {}
    return {
        "country": parts.get("country") or "ZZ",
        "basis": "birth",
        "evidence": parts.get("evidence") or "confirmed",
        "known_on": parts.get("known_on") or example.opened_on.isoformat(),
    }
