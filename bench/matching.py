"""Deciding the consular duties of many families against the whole library, in one process.

A family is a validated object, made one at a time and dropped; making it is not counted.
"""

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.measuring import Row
from kinward.library import load
from kinward.rules.as_of import AsOf, agency_zone, known_by
from kinward.rules.clocks import closed_days
from kinward.rules.notices import notices
from kinward.rules.place import Place
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.instrument import Instrument

SHIPPED = Path(__file__).resolve().parents[1]
FEW, MANY, OTHERS = 1_000, 100_000, 1_000
WARM = 200
PLACES = (
    ("us-il", "IL", "Cook"),
    ("us-tx", "TX", "Bexar"),
    ("us-wa", "WA", "King"),
    ("us-ca-san-diego", "CA", "San Diego"),
    ("us-ca-kern", "CA", "Kern"),
    ("us-co", "CO", "Denver"),
    ("us-az", "AZ", "Maricopa"),
    ("us-ny", "NY", "Kings"),
    ("us-fl", "FL", "Miami-Dade"),
    ("us-wy", "WY", "Teton"),
)
COUNTRIES = ("MX", "GT", "HN", "SV", "UA", "HT", "PH", "ZZ")
FIRST_DAY = date(2019, 1, 7)
SPAN = 2500


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of families took."""

    families: int
    ms_each: float
    """Processor time of the decisions alone."""
    peak_mb: float
    duties: int


def a_family(number: int) -> Case:
    """Return one of countless families: one to three children, each parent of some country."""
    agency, state, county = PLACES[number % len(PLACES)]
    opened = FIRST_DAY + timedelta(days=number * 37 % SPAN)
    countries = (COUNTRIES[number % 7], COUNTRIES[number // 7 % 8])
    children = tuple(f"child_{place}" for place in range(1 + number % 3))
    people = [_person(name, "child", countries[0], opened, number) for name in children]
    for name, country in zip(("mother", "father"), countries, strict=True):
        parent = _person(name, "parent", country, opened, number)
        people.append(
            {
                **parent,
                "relationship": name,
                "of": list(children),
                "whereabouts": {"kind": "community"},
            }
        )
    return Case.model_validate(
        {
            "case_number": f"B-{number}",
            "agency": agency,
            "state": state,
            "county": county,
            "opened_on": opened,
            "needs": ("consular_notification",),
            "court": _COURT,
            "worker": {"name": {"given": "D", "family": "E"}},
            "people": people,
            "events": [
                {"id": "custody", "kind": "taken_into_custody", "on": opened, "of": list(children)}
            ],
        },
        strict=False,
    )


_COURT = {
    "name": "Court",
    "docket_number": "1",
    "timezone": "America/Chicago",
    "address": {"lines": ("1 Example Street",), "city": "Example", "country": "US"},
}


def _person(name: str, role: str, country: str, opened: date, number: int) -> dict[str, object]:
    known = {
        "country": country,
        "basis": "birth",
        "evidence": ("confirmed", "claimed", "presumed", "disputed")[number % 4],
        "known_on": opened + timedelta(days=number % 9),
    }
    years = number % 17 if role == "child" else 30
    born = {"born_on": opened - timedelta(days=365 * years)} if role == "child" else {}
    row: dict[str, object] = {"id": name, "role": role, "name": {"given": "A", "family": "B"}}
    return {**row, **born, "nationalities": [known]}


def decided(case: Case, book: Rulebook) -> int:
    """Decide the consular duties of a family ten days after it came, and return how many."""
    zone = agency_zone(case, book)
    day = case.opened_on + timedelta(days=10)
    moment = AsOf(datetime(day.year, day.month, day.day, 18, tzinfo=UTC).astimezone(zone))
    known, _ = known_by(case, moment)
    agency = book.agencies.get(case.agency)
    closed = closed_days(agency, case.state, book)
    return sum(1 for _ in notices(Place(known, moment, book, agency, closed, zone)))


def load_of(families: int, book: Rulebook) -> Load:
    """Return what so many families take; each is dropped before the next is made."""
    spent, duties = 0.0, 0
    for number in range(families):
        case = a_family(number)
        start = time.process_time_ns()
        duties += decided(case, book)
        spent += time.process_time_ns() - start
    return Load(families, spent / families / 1e6, _peak_mb(), duties)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def with_others(book: Rulebook, count: int) -> Rulebook:
    """Return the library with agreements of other agencies, in states of no family here."""
    model = next(row for row in book.instruments if row.kind == "agreement" and row.examples)
    return replace(book, instruments=(*book.instruments, *_others(model, count)))


def _others(model: Instrument, count: int) -> Iterator[Instrument]:
    scope = model.scope.model_copy(update={"states": ("US-VT",), "counties": ()})
    for number in range(count):
        yield model.model_copy(update={"id": f"us-vt-{number}_mx", "scope": scope})


def rows(few: int = FEW, many: int = MANY, others: int = OTHERS) -> Iterator[Row]:
    """Yield the bench's rows: time and memory of many, and how both grow."""
    book = load(SHIPPED, None).rulebook
    load_of(min(WARM, few), book)
    small = load_of(few, book)
    crowd = load_of(few, with_others(book, others))
    start_mb = _peak_mb()
    large = load_of(many, book)
    what = f"consular duties of {many} families"
    duties = f"{large.duties} duties; time of the processor"
    yield Row(f"{what}, each", None, large.ms_each, "ms", 1.0, duties)
    yield Row(f"{what}, peak memory", None, large.peak_mb, "MB", 500, "highest")
    grown = large.ms_each / small.ms_each
    spread = f"{small.ms_each:.3f} to {large.ms_each:.3f} ms"
    yield Row(f"time each, {few} to {many} families", None, grown, "x", 1.2, spread)
    memory = f"{start_mb:.0f} to {large.peak_mb:.0f} MB"
    yield Row(
        f"memory, {few} to {many} families", None, large.peak_mb / start_mb, "x", 1.2, memory
    )
    more = f"{small.ms_each:.3f} to {crowd.ms_each:.3f} ms"
    grown = crowd.ms_each / small.ms_each
    yield Row(f"time each, {others} agreements of others", None, grown, "x", 2.0, more)
