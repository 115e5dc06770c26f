"""How old a person is on a day."""

from datetime import date


def years_old(born_on: date, day: date) -> int:
    """Return the whole years of a person on a day; the birthday itself counts."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
