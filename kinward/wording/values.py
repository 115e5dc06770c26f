"""The filters a Word letter may use: `{{ child.born_on|longdate }}`."""

from collections.abc import Callable
from functools import wraps

from kinward.wording.dates import clock_time, full_date, long_date
from kinward.wording.lists import and_list, or_list
from kinward.wording.locales import WrittenLocale
from kinward.wording.names import country_name, foreign_language, language_name
from kinward.wording.phones import phone

_FILTERS: dict[str, Callable[..., str]] = {
    "longdate": long_date,
    "fulldate": full_date,
    "clocktime": clock_time,
    "country": country_name,
    "language": language_name,
    "foreign": foreign_language,
    "and_list": and_list,
    "or_list": or_list,
    "phone": phone,
}

FILTER_NAMES = tuple(_FILTERS)


def filters(locale: WrittenLocale) -> dict[str, Callable[..., str]]:
    """Return the filters of a Jinja environment that writes in `locale`."""
    return {name: _in_language(written, locale) for name, written in _FILTERS.items()}


def _in_language(written: Callable[..., str], locale: WrittenLocale) -> Callable[..., str]:
    @wraps(written)
    def in_language(value: object, *given: object, **named: object) -> str:
        return written(value, locale, *given, **named)

    return in_language
