"""Instruments by the place where they bind, worked out once for a library.

A family is then matched against those of its own state and agency and the nationwide ones, however
many agreements of others the library holds.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas.instrument import NOTICE_NEED, Instrument

NOTIFY = "notify_consulate"
_NATION = "US"


@dataclass(frozen=True, slots=True)
class Nearby:
    """Instruments in order of id, with their positions by state and agency."""

    rows: tuple[Instrument, ...]
    nationwide: frozenset[int]
    by_state: Mapping[str, frozenset[int]]
    by_agency: Mapping[str, frozenset[int]]
    triggers: Mapping[str, frozenset[str]]
    """By id: the events that an instrument which was read names as the start of a notice."""

    def near(self, state: str, agency: str) -> Iterator[Instrument]:
        """Yield what is worth showing: of the same state or agency, or nationwide, by id.

        A nationwide one that is not about notices (a directive on detained parents) is left out.
        """
        nothing: frozenset[int] = frozenset()
        own = self.by_state.get(f"US-{state}", nothing) | self.by_agency.get(agency, nothing)
        return (self.rows[place] for place in sorted(self.nationwide | own))


def nearby(instruments: tuple[Instrument, ...]) -> Nearby:
    """Return the instruments of a library by place."""
    rows = tuple(sorted(instruments, key=lambda row: row.id))
    nationwide: set[int] = set()
    by_state: defaultdict[str, set[int]] = defaultdict(set)
    by_agency: defaultdict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(rows):
        if _NATION in row.scope.states:
            # Law of the whole country is near for what it says, never for where it is kept.
            nationwide |= {place} if NOTICE_NEED in row.needs else set()
            continue
        for state in row.scope.states:
            by_state[state].add(place)
        for agency in row.scope.agencies:
            by_agency[agency].add(place)
    return Nearby(
        rows=rows,
        nationwide=frozenset(nationwide),
        by_state={name: frozenset(places) for name, places in by_state.items()},
        by_agency={name: frozenset(places) for name, places in by_agency.items()},
        triggers={row.id: frozenset(_triggers(row)) for row in rows if row.status == "read"},
    )


def _triggers(row: Instrument) -> Iterator[str]:
    for version in row.versions:
        for clause in version.duties:
            if clause.duty == NOTIFY:
                yield from clause.start.events
