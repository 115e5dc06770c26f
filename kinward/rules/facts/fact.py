"""One value that a letter may print, and whose data it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Value: TypeAlias = str | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and the people it is about; the sheet of the letter says its category.

    A `coded` text is printed through a filter or chooses a paragraph (`MX`, `es`, a telephone
    number, a zone): the finished paper shows it in other letters than these.
    """

    value: Value = field(repr=False)
    about: tuple[str, ...] = ()
    coded: bool = False


Node: TypeAlias = "Fact | Mapping[str, Node] | Sequence[Node] | None"
"""A tree of facts: groups by name, rows by position; None where there is no such thing."""


def said(value: Value, *about: str) -> Fact:
    """Return a fact that is printed as it stands, or through a date filter."""
    return Fact(value, about)


def code(value: Value, *about: str) -> Fact:
    """Return a fact that a filter or a choice of paragraphs turns into words."""
    return Fact(value, about, coded=True)


def rows(values: Iterable[str], *about: str, coded: bool = False) -> list[Fact]:
    """Return a list of texts; an empty one holds one absent fact, so that its name is known."""
    found = [Fact(value, about, coded) for value in values]
    return found or [Fact(None, about, coded)]
