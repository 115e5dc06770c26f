"""Checks that a county is one of its state."""

from collections.abc import Iterable, Iterator

from kinward.library.holdings import Library
from kinward.rules.counties import bare, nearest


def unknown_counties(
    library: Library, state: str, counties: Iterable[str]
) -> Iterator[tuple[int, str, str]]:
    """Yield the place, message and remedy of each county that its state (`US-IL`) has not.

    A state without a list of counties is another fault, or nothing that a row can name.
    """
    known = library.counties.get(state)
    for i, county in enumerate(counties if known else ()):
        if known and bare(county) not in known:
            near = nearest(county, known)
            hint = f"Did you mean {near}? " if near else ""
            remedy = f"{hint}Use a county of counties.yaml, or add it in counties_NAME.yaml."
            yield i, f"{state} has no county {county}", remedy
