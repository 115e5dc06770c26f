"""Closed days by calendar: public holidays from `holidays`, and what the library's files add."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import holidays

from kinward.library.holdings import Library
from schemas.files import Calendar

FEDERAL = "us-federal"


def closed_days(files: Iterable[Calendar]) -> Mapping[str, frozenset[date]]:
    """Return the closed days of every calendar, from `Library.FIRST` to `Library.LAST`.

    `us-federal` and one calendar for each state need no file.
    """
    days = {FEDERAL: frozenset(_public_holidays("US", None))}
    for subdivision in holidays.list_supported_countries()["US"]:
        days[f"us-{subdivision.lower()}"] = frozenset(_public_holidays("US", subdivision))
    for file in files:
        days[file.calendar] = _kept(file)
    return days


def _kept(file: Calendar) -> frozenset[date]:
    public = _public_holidays(file.country, file.subdivision) if file.country else {}
    left_out = tuple(holiday.name for holiday in file.not_kept)
    kept = {day for day, name in public.items() if not name.startswith(left_out)}
    closed = {day.on for day in file.closed}
    return frozenset((kept | closed) - {day.on for day in file.open})


@cache
def _public_holidays(country: str, subdivision: str | None) -> Mapping[date, str]:
    years = range(Library.FIRST.year, Library.LAST.year + 1)
    return dict(holidays.country_holidays(country, subdiv=subdivision, years=years))
