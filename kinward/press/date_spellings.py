"""The ways in which one day is written in a letter, for a search of folded text."""

import re
from datetime import date

from kinward.press.folding import folded

# Months as folded text holds them; other languages come in as spellings of the secret itself.
_MONTHS = (
    "january jan enero ene janvier janv janeiro janvye",
    "february feb febrero fevrier fevr fev fevereiro fevriye",
    "march mar marzo mars marco mas",
    "april apr abril abr avril avr",
    "may mayo mai maio me",
    "june jun junio juin junho jen",
    "july jul julio juillet juil julho jiye",
    "august aug agosto ago aout out",
    "september sept sep septiembre set setiembre septembre setembro septanm",
    "october oct octubre octobre outubro oktob out",
    "november nov noviembre novembre novembro novanm",
    "december dec diciembre dic decembre dezembro dez desanm",
)
_ORDINAL = "(?:st|nd|rd|th|er|re|o|a)?"
_SMALL = r"[^\w\x1e]{0,4}(?:(?:de|del|of|the|d|di|day|dia)[^\w\x1e]{1,4}){0,3}"
_GAP = r"[^\w\x1e]{1,3}"


def date_pattern(day: date) -> str:
    """Return a pattern for `day` in ISO, US, European, Chinese and long spellings."""
    year, short = f"{day.year:04}", f"{day.year % 100:02}"
    month, number = f"0?{day.month}", f"0?{day.day}"
    named = _month_names(day.month)
    written = f"{number}{_ORDINAL}"
    full = [
        *(_GAP.join(order) for order in _orders(year, month, number)),
        *("".join(order) for order in _orders(year, f"{day.month:02}", f"{day.day:02}")),
        f"{year} ?[年년] ?{month} ?[月월] ?{number}",
        f"{written}{_SMALL}{named}{_SMALL}{year}",
        f"{named}{_SMALL}{written}{_SMALL}{year}",
        f"{year}{_SMALL}{named}{_SMALL}{written}",
        f"{month}[/.-]{number}[/.-]{short}",
        f"{number}[/.-]{month}[/.-]{short}",
        f"{number}[ .-]{named}[ .-]{short}",
    ]
    return rf"(?<!\d)(?P<value>{'|'.join(full)})(?!\d)"


def _orders(year: str, month: str, number: str) -> list[tuple[str, str, str]]:
    return [(year, month, number), (number, month, year), (month, number, year)]


def _month_names(month: int) -> str:
    names = {folded(name) for name in _MONTHS[month - 1].split()}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?<![^\\W\\d])(?:{'|'.join(map(re.escape, longest_first))})(?![^\\W\\d])\\.?"
