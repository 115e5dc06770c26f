"""Numbers of the library that are no deadline of a duty: an age, how long a check holds."""

from collections.abc import Iterable
from datetime import timedelta

from schemas.deadline import Limit


def limit(rows: Iterable[Limit], key: str, state: str) -> Limit | None:
    """Return a limit: the state's own row, else the one of the whole country, else None."""
    named = {place: row for row in rows if row.key == key for place in row.states}
    return named.get(f"US-{state}") or named.get("US")


def age(rows: Iterable[Limit], key: str, state: str) -> int | None:
    """Return an age in whole years, or None where no row names it."""
    row = limit(rows, key, state)
    return row.value if row and row.unit == "years" else None


def lasting(rows: Iterable[Limit], key: str, state: str) -> timedelta | None:
    """Return how long something lasts, or None where no row says it."""
    row = limit(rows, key, state)
    if row is None or row.unit == "years":
        return None
    return timedelta(hours=row.value) if row.unit == "hours" else timedelta(days=row.value)
