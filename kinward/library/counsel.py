"""What counsel should fill in: fields not read or to be confirmed, by the cases they touch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kinward.library.gaps import Why, gaps_of, instrument_gaps
from kinward.library.holdings import Library
from kinward.rules.covered import Refusal, other_country, out_of_scope
from kinward.rules.rulebook import Rulebook
from kinward.rules.versions import version_on
from schemas.case import Case
from schemas.instrument import Instrument, Version

Key = tuple[str, str]
"""An instrument's id and a version's name; the version is empty for the row as a whole."""


@dataclass(frozen=True, slots=True)
class CounselRow:
    """One thing that counsel should fill in or confirm."""

    instrument: str
    version: str
    """Empty where the row as a whole is meant."""
    field: str
    """The place in the row: `terms.clock`, `duties[0].clock`."""
    why: Why
    touches: int
    """How many of the cases asked about fall under this version; 0 where none were given."""
    ask: str


def for_counsel(library: Library, cases: Iterable[Case] = ()) -> tuple[CounselRow, ...]:
    """Return what counsel should fill in: what touches most cases first, then what binds today.

    A case is touched where the instrument binds in its county and is with a foreign country of its
    family, in the version of the day on which the case was opened.
    """
    touched = _touched(library.rulebook, cases)
    rows = [row for instrument in library.instruments for row in _rows(instrument, touched)]
    latest = {(row.id, row.versions[-1].version) for row in library.instruments}
    return tuple(sorted(rows, key=lambda row: _rank(row, latest)))


def _rank(row: CounselRow, latest: set[Key]) -> tuple[int, bool, int, str, str]:
    older = bool(row.version) and (row.instrument, row.version) not in latest
    return (-row.touches, older, _GRAVITY[row.why], row.instrument, row.version)


_GRAVITY: Mapping[Why, int] = {
    "text_not_read": 0,
    "clause_not_read": 1,
    "to_confirm": 2,
    "not_read": 3,
    "left_out": 4,
}
"""A whole text before a clause, a date that rests on a doubt before a topic nobody read."""


def _rows(instrument: Instrument, touched: Counter[Key]) -> Iterator[CounselRow]:
    for gap in instrument_gaps(instrument):
        touches = touched[instrument.id, ""]
        yield CounselRow(instrument.id, "", gap.field, gap.why, touches, gap.ask)
    for version in instrument.versions:
        for gap in gaps_of(instrument, version):
            touches = touched[instrument.id, version.version]
            yield CounselRow(instrument.id, version.version, gap.field, gap.why, touches, gap.ask)


def _touched(book: Rulebook, cases: Iterable[Case]) -> Counter[Key]:
    counted: Counter[Key] = Counter()
    for case in cases:
        for instrument in book.instruments:
            if _falls_under(case, instrument, book):
                counted[instrument.id, ""] += 1
                counted.update(_versions_of(instrument, case))
    return counted


def _versions_of(instrument: Instrument, case: Case) -> Iterator[Key]:
    """Yield the version of the case's day; for a title alone, and for no day, the latest."""
    version = version_on(instrument, case.opened_on)
    found: Version = instrument.versions[-1] if isinstance(version, Refusal) else version
    yield (instrument.id, found.version)


def _falls_under(case: Case, instrument: Instrument, book: Rulebook) -> bool:
    if not set(case.needs) & set(instrument.needs):
        return False
    if out_of_scope(instrument, case.agency, case.state, case.county):
        return False
    people = (*case.children, *case.parents)
    foreign = {row.country for person in people for row in person.nationalities} - {"US"}
    return any(other_country(instrument, country, book) is None for country in foreign)
