"""Lists that a home adds to: the words a case may use, and the lists beside the matrix."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TypeVar

from kinward.rules.counties import by_name
from schemas.disclosure import Disclosure
from schemas.files import Counties
from schemas.procedure import Vocabulary

Item = TypeVar("Item")


def merged_vocabulary(files: Iterable[Vocabulary]) -> Vocabulary:
    """Return all words of these files; a hearing of the same kind is the later file's."""
    rows = tuple(files)
    return Vocabulary(
        needs=_all(row.needs for row in rows),
        events=_all(row.events for row in rows),
        hearings=_by((row.hearings for row in rows), lambda hearing: hearing.kind),
        locate_methods=_all(row.locate_methods for row in rows),
        relationships=_all(row.relationships for row in rows),
    )


def merged_counties(files: Iterable[Counties]) -> Mapping[str, Mapping[str, str]]:
    """Return the counties of all these files by state (`US-IL`) and bare name."""
    found: dict[str, list[str]] = {}
    for row in (row for file in files for row in file.states):
        found.setdefault(row.state, []).extend(row.counties)
    return {state: by_name(names) for state, names in found.items()}


def merged_lists(files: Iterable[Disclosure]) -> Disclosure:
    """Return all entries of these files; one of the same name is the later file's."""
    rows = tuple(files)
    return Disclosure(
        recipients=_by((row.recipients for row in rows), lambda item: item.recipient),
        categories=_by((row.categories for row in rows), lambda item: item.category),
        preconditions=_by((row.preconditions for row in rows), lambda item: item.precondition),
        sources=_by((row.sources for row in rows), lambda item: item.key),
    )


def _all(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _by(lists: Iterable[tuple[Item, ...]], name: Callable[[Item], str]) -> tuple[Item, ...]:
    return tuple({name(item): item for item in chain.from_iterable(lists)}.values())
