"""One value that a letter may print, whose data it is, and of which kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Value: TypeAlias = str | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its data category and the people it is about.

    A `coded` text is printed through a filter or chooses a paragraph (`MX`, `es`, a telephone
    number, a zone): the finished paper shows it in other letters than these.
    """

    value: Value = field(repr=False)
    category: str
    about: tuple[str, ...] = ()
    coded: bool = False


Node: TypeAlias = "Fact | Mapping[str, Node] | Sequence[Node] | None"
"""A tree of facts: groups by name, rows by position; None where there is no such thing."""


def said(value: Value, category: str, *about: str) -> Fact:
    """Return a fact that is printed as it stands, or through a date filter."""
    return Fact(value, category, about)


def code(value: Value, category: str, *about: str) -> Fact:
    """Return a fact that a filter or a choice of paragraphs turns into words."""
    return Fact(value, category, about, coded=True)


def rows(values: Iterable[str], category: str, *about: str, coded: bool = False) -> list[Fact]:
    """Return a list of texts; an empty one holds one absent fact, so that its name is known."""
    found = [Fact(value, category, about, coded) for value in values]
    return found or [Fact(None, category, about, coded)]
