"""Dates and times in a language: Gregorian, Latin digits, with ISO beside the words."""

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_datetime

from kinward.wording.bidi import left_to_right, plainly_spaced
from kinward.wording.locales import WrittenLocale
from schemas.problem import UnitError

DateStyle = Literal["short", "medium", "long", "full"]


class NotADate(UnitError):
    """A value that stands where a letter writes a date or a time."""

    code = "value_not_a_date"
    remedy = "Give the letter a date written YYYY-MM-DD, or a time written YYYY-MM-DDTHH:MM."


class ZoneUnknown(UnitError):
    """A time zone that the tz database does not hold."""

    code = "zone_unknown"
    remedy = "Use a name of the tz database, for example America/Los_Angeles."


def day_of(value: object) -> date:
    """Return the day that a date, a moment or an ISO string names."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return moment_of(value).date()


def moment_of(value: object) -> datetime:
    """Return the moment that a datetime or an ISO string names."""
    if isinstance(value, datetime):
        return value
    text = str(value)  # an undefined value of a template says here that it is undefined
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise NotADate(f"a {type(value).__name__} of {len(text)} characters, no date") from None


def date_in_words(value: object, locale: WrittenLocale, style: DateStyle = "long") -> str:
    """Return the day in the language's words, without ISO: "5 de marzo de 2026"."""
    day = day_of(value)
    if locale.own_words and style in ("long", "full"):
        words = locale.own_words
        pattern = words.long_date if style == "long" else words.full_date
        return pattern.format(
            weekday=words.weekdays[day.weekday()],
            day=day.day,
            month=words.months[day.month - 1],
            year=day.year,
        )
    return plainly_spaced(format_date(day, style, locale=locale.babel_id))


def long_date(value: object, locale: WrittenLocale) -> str:
    """Return words and ISO: "March 5, 2026 (2026-03-05)"."""
    return _with_iso(date_in_words(value, locale), day_of(value), locale)


def full_date(value: object, locale: WrittenLocale) -> str:
    """Return weekday, words and ISO: "Thursday, March 5, 2026 (2026-03-05)"."""
    return _with_iso(date_in_words(value, locale, "full"), day_of(value), locale)


def _with_iso(words: str, day: date, locale: WrittenLocale) -> str:
    return f"{words} ({left_to_right(day.isoformat(), locale)})"


def clock_time(
    value: object, locale: WrittenLocale, zone: str | None = None, *, weekday: bool = False
) -> str:
    """Return the hour: "9:00 a.m.", or with `zone` "9:00 a.m., America/Los_Angeles, UTC-08:00".

    A moment with an offset is told in `zone`; one without is a wall-clock time of that zone.
    `weekday` puts the day of the week, in that zone, before the hour.
    """
    moment = _in_zone(moment_of(value), zone)
    parts = [_weekday(moment, locale)] if weekday else []
    parts.append(_hour(moment, locale))
    if zone:
        parts += [left_to_right(zone, locale), left_to_right(_offset(moment), locale)]
    return ", ".join(parts)


def _in_zone(moment: datetime, zone: str | None) -> datetime:
    if zone is None:
        return moment
    try:
        there = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise ZoneUnknown(f"a zone name of {len(zone)} characters is not known") from None
    return moment.astimezone(there) if moment.tzinfo else moment.replace(tzinfo=there)


def _hour(moment: datetime, locale: WrittenLocale) -> str:
    wall = moment.replace(tzinfo=None)
    text = plainly_spaced(format_datetime(wall, locale.clock, locale=locale.babel_id))
    # US legal style, and the form most Spanish readers here know, is a.m. and p.m.
    for written in ("AM", "a. m."):
        text = text.replace(written, "a.m.")
    for written in ("PM", "p. m."):
        text = text.replace(written, "p.m.")
    return text


def _weekday(moment: datetime, locale: WrittenLocale) -> str:
    if locale.own_words:
        return locale.own_words.weekdays[moment.weekday()]
    return format_date(moment.date(), "EEEE", locale=locale.babel_id)


def _offset(moment: datetime) -> str:
    text = moment.strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"
