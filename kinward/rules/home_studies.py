"""What was read of home studies in a country: routes, the package, how long one takes (R36).

What was read chooses no route: it stands beside the request, or beside the question which route.
"""

from collections.abc import Iterator

from kinward.rules.rulebook import Rulebook
from schemas.country import HomeStudyItem
from schemas.source import TO_BE_CONFIRMED
from schemas.terms import NOT_READ

ANYWHERE = "*"


def routes_read(book: Rulebook, country: str) -> tuple[HomeStudyItem, ...]:
    """Return the routes read of a country, then those read of any country."""
    return tuple(_told(book, country, "route"))


def options(book: Rulebook, country: str) -> str:
    """Return the routes read, as words beside the question which route is taken."""
    read = "; ".join(f"{row.body}: {row.route}{_mark(row)}" for row in routes_read(book, country))
    return f" Read of it, for whoever chooses: {read}." if read else ""


def request_notes(book: Rulebook, country: str) -> Iterator[str]:
    """Yield what stands beside a request: what belongs to the package, and how long it takes."""
    for row in _told(book, country, "package"):
        yield f"for the package, as read of {row.body}: {row.item}{_mark(row)}"
    own = [row for row in book.home_studies if row.place == country and row.tells == "route"]
    lasts = [f"{row.body}: {row.duration}" for row in own if row.duration != NOT_READ]
    name = book.country_name(country)
    said = "; ".join(lasts) or "not read"
    yield f"how long a home study in {name} takes: {said}"


def _told(book: Rulebook, country: str, what: str) -> Iterator[HomeStudyItem]:
    for place in (country, ANYWHERE):
        yield from (r for r in book.home_studies if r.place == place and r.tells == what)


def _mark(row: HomeStudyItem) -> str:
    return " (to be confirmed by counsel)" if row.confidence in TO_BE_CONFIRMED else ""
