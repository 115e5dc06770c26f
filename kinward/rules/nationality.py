"""Whose nationality is recorded, since when, and how surely: never inferred, never a status."""

from dataclasses import dataclass
from datetime import date

from schemas.case import Case
from schemas.person import Child, Nationality

STATELESS, UNKNOWN = "XX", "ZZ"
HOME = "US"


@dataclass(frozen=True, slots=True)
class Family:
    """One child's nationality rows and its parents', as known on a day."""

    child: Child
    own: tuple[Nationality, ...]
    parents: tuple[Nationality, ...]
    parents_born_in: frozenset[str]

    @property
    def countries(self) -> tuple[str, ...]:
        """Foreign countries of child and parents, in the file's order, each once."""
        rows = (*self.own, *self.parents)
        found = tuple(dict.fromkeys(row.country for row in rows if row.country != HOME))
        return found if self.own else tuple(dict.fromkeys((*found, UNKNOWN)))

    def of_child(self, country: str) -> tuple[Nationality, ...]:
        """The child's own rows for a country."""
        return tuple(row for row in self.own if row.country == country)

    def of_family(self, country: str) -> tuple[Nationality, ...]:
        """The rows of child and parents for a country."""
        return tuple(row for row in (*self.own, *self.parents) if row.country == country)

    @property
    def us_citizen(self) -> bool:
        """Whether a United States nationality is recorded for the child."""
        return any(row.country == HOME for row in self.own)

    @property
    def unknown(self) -> bool:
        """Whether no nationality of the child is known: none is recorded, or only "unknown"."""
        return all(row.country == UNKNOWN for row in self.own)

    def disputed(self, country: str) -> bool:
        """Whether every row that names the country is disputed: the child's, else the parents'."""
        rows = self.of_child(country) or self.of_family(country)
        return bool(rows) and all(row.evidence == "disputed" for row in rows)


def family_of(case: Case, child: Child, day: date) -> Family:
    """Return a child's family with the nationality rows known by `day`."""
    parents = case.parents_of(child.id)
    return Family(
        child=child,
        own=tuple(row for row in child.nationalities if row.known_on <= day),
        parents=tuple(row for p in parents for row in p.nationalities if row.known_on <= day),
        parents_born_in=frozenset(p.born_in.country for p in parents if p.born_in),
    )


def known_on(rows: tuple[Nationality, ...]) -> date | None:
    """Return the first day on which any of these rows was known."""
    return min((row.known_on for row in rows), default=None)
