"""Rows that speak of what does not exist decide nothing: they are taken out of service, aloud."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from kinward.library.checking_agencies import agency_problems
from kinward.library.checking_deadlines import court_notice_problems, deadline_problems
from kinward.library.checking_districts import district_problems
from kinward.library.checking_instruments import instrument_problems
from kinward.library.checking_procedures import procedure_problems
from kinward.library.checking_terms import term_problems
from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.instrument import Instrument
from schemas.problem import Problem

Row = TypeVar("Row")

UNDECIDABLE = frozenset(
    {
        "unknown_calendar",
        "unknown_condition",
        "unknown_country",
        "unknown_county",
        "unknown_deadline",
        "unknown_event",
        "unknown_hearing",
        "unknown_need",
        "unknown_state",
        "unknown_zone",
    }
)
"""Faults by which a row would decide wrongly or never. A post or source that is missing leaves
it in service: a broken file of posts must not take every agreement with it."""


def in_service(library: Library) -> Library:
    """Return the library without its undecidable rows, and with every fault of those."""
    sieve = _Sieve(library)
    book = library.rulebook
    sound = replace(
        book,
        instruments=sieve.sound(book.instruments, _of_instrument),
        districts=sieve.sound(book.districts, district_problems),
        agencies={row.id: row for row in sieve.sound(book.agencies.values(), agency_problems)},
        procedures={
            row.need: row for row in sieve.sound(book.procedures.values(), procedure_problems)
        },
        deadlines=sieve.sound(book.deadlines, deadline_problems),
        court_notices=sieve.sound(book.court_notices, court_notice_problems),
    )
    if not sieve.faults:
        return library
    problems = (*library.problems, *sieve.faults)
    out_of_service = tuple(dict.fromkeys(problem.where for problem in problems))
    return replace(
        library, rulebook=replace(sound, out_of_service=out_of_service), problems=problems
    )


class _Sieve:
    """Parts sound rows from undecidable ones, and keeps the faults of those."""

    def __init__(self, library: Library) -> None:
        self._library, self._places = library, Places(library)
        self.faults: list[Problem] = []

    def sound(
        self, rows: Iterable[Row], problems_of: Callable[[Library, Row, Places], Iterator[Problem]]
    ) -> tuple[Row, ...]:
        kept: list[Row] = []
        for row in rows:
            found = tuple(problems_of(self._library, row, self._places))
            if UNDECIDABLE.isdisjoint(problem.code for problem in found):
                kept.append(row)
            else:
                self.faults.extend(found)
        return tuple(kept)


def _of_instrument(library: Library, row: Instrument, places: Places) -> Iterator[Problem]:
    yield from instrument_problems(library, row, places)
    yield from term_problems(library, row, places)
