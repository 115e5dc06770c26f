"""The files of the library that hold several rows, and the small rows that stand only there."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import CountryCode, Day, LanguageTag, Record, Text
from schemas.consulate import Contact
from schemas.country import Country, HomeStudyItem
from schemas.instrument import Instrument
from schemas.source import Source


class Law(Record):
    """`law/*.yaml`: treaties, statutes and policies of one place."""

    instruments: Annotated[tuple[Instrument, ...], Field(min_length=1)]


class Directory(Record):
    """`directory/*.yaml`: contacts with the day they were checked."""

    contacts: tuple[Contact, ...]


class Countries(Record):
    """`countries.yaml`: what is known of each country."""

    countries: tuple[Country, ...]
    home_studies: tuple[HomeStudyItem, ...] = ()
    """What was read of home studies; a country's chosen route is its own `home_study`."""


class CountryWord(Record):
    """Words by which people name a country, and the codes they may stand for."""

    codes: Annotated[tuple[CountryCode, ...], Field(min_length=1)]
    kind: Literal["name", "adjective", "former", "historic"]
    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    ask: Text | None = None
    """Why a person must say which is meant; with it, the words alone never give a code."""


class CountryWords(Record):
    """`country_*.yaml`: names of countries as people type them."""

    rows: tuple[CountryWord, ...]


class StateCounties(Record):
    """The counties of one state, and what stands for counties there."""

    state: Annotated[str, Field(pattern=r"^US-[A-Z]{2}$")]
    counties: Annotated[tuple[Text, ...], Field(min_length=1)]


class Counties(Record):
    """`counties*.yaml`: every county that a row or a case may name."""

    source: Source
    states: Annotated[tuple[StateCounties, ...], Field(min_length=1)]


class Language(Record):
    """A language: how it is spoken, written, and handed over (R62, R63)."""

    name: Text
    spoken: LanguageTag | None = None
    """The tag of speech; none for a family of languages, which its variants name."""
    written: LanguageTag | None = None
    variants: tuple[LanguageTag, ...] = ()
    scripts: tuple[Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")], ...] = ()
    direction: Literal["ltr", "rtl"] | None = None
    delivery: Literal["written", "written_and_oral", "oral_first", "oral_only", "interpreter_only"]
    dates: Literal["yes", "no", "partial", "placeholder", "wrong"]
    """Whether the locale data write its dates; anything but yes is an error, no fallback."""
    dates_note: Text | None = None
    note: Text | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag under which the language is looked up."""
        own = tuple(tag for tag in (self.spoken, self.written) if tag)
        return tuple(dict.fromkeys((*own, *self.variants)))


class Languages(Record):
    """`languages.yaml`."""

    languages: tuple[Language, ...]


class CalendarDay(Record):
    """A day on which an office is closed, or open although its calendar says closed."""

    on: Day
    name: Text
    source: Text


class HolidayNotKept(Record):
    """A public holiday on which an office works all the same, by the name the list gives it."""

    name: Text
    source: Text


class Calendar(Record):
    """`calendars/*.yaml`: what an office adds to, or takes from, the public holidays."""

    calendar: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z0-9]+)*$")]
    country: CountryCode | None = None
    """The country whose public holidays it keeps; none keeps only the days written here."""
    subdivision: Annotated[str, Field(pattern=r"^[A-Z0-9]{1,3}$")] | None = None
    closed: tuple[CalendarDay, ...] = ()
    open: tuple[CalendarDay, ...] = ()
    not_kept: tuple[HolidayNotKept, ...] = ()
