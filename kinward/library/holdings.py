"""What the library holds once it is read: one frozen record of everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from kinward.reading.country_text import Meant
from kinward.rules.rulebook import Rulebook
from schemas.agency import Agency
from schemas.consulate import Contact, District, Post
from schemas.contact_log import ContactLog
from schemas.country import Country, HomeStudyItem
from schemas.disclosure import Cell, Disclosure
from schemas.document import DocumentKind
from schemas.files import Language
from schemas.guidance import CaregiverRule, Note
from schemas.instrument import Instrument
from schemas.problem import Problem, UnitError
from schemas.procedure import Procedure, Vocabulary


class UnknownCalendar(UnitError):
    """A calendar that neither the public holidays nor a file of the library know."""

    code = "unknown_calendar"
    remedy = "Use a name like us-federal or us-il, or write mou_library/calendars/NAME.yaml."


class CalendarTooShort(UnitError):
    """A day outside the years for which closed days are known."""

    code = "calendar_too_short"
    remedy = "Check the year; calendars are worked out from 2010 to 2040."


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of document as it stands on disk: its folder and the bytes of its letter."""

    kind: DocumentKind
    folder: str
    """The folder's path, in the home or in the shipped templates."""
    letter_sha256: str | None
    """None where the folder has no `letter.docx` yet."""
    home: bool


@dataclass(frozen=True, slots=True)
class Library:
    """The validated library, with the faults that took rows out of service."""

    FIRST: ClassVar[date] = date(2010, 1, 1)
    LAST: ClassVar[date] = date(2040, 12, 31)

    rulebook: Rulebook
    lists: Disclosure
    languages: tuple[Language, ...]
    templates: Mapping[str, Template]
    language_codes: frozenset[str]
    """ISO 639 codes of two and three letters."""
    places: Mapping[str, str]
    """Where a row stands: the file by row id, `mou_library/agreements/us-il_mx/agreement.yaml`."""
    roots: tuple[str, ...]
    """The folders that were read: the shipped one, then the home."""
    problems: tuple[Problem, ...] = ()
    overrides: tuple[str, ...] = ()
    """Rows of the home that replace shipped ones: `instrument us-il_mx`."""
    by_tag: Mapping[str, Language] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    """Plain words by kind of duty (R90)."""
    caregivers: Mapping[str, CaregiverRule] = field(default_factory=dict)
    """What a state asks of relatives who are no citizens, by `US-CA` (R92)."""
    contact_logs: Mapping[str, ContactLog] = field(default_factory=dict)
    """Contacts with a post about working together, by post (R91)."""
    counties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The counties of each state (`US-IL`), by their bare names (`kinward.rules.counties`)."""
    country_words: Mapping[str, Meant] = field(default_factory=dict)
    """What each word for a country means, by the word without accents and capitals."""

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        return self.rulebook.instruments

    @property
    def agencies(self) -> Mapping[str, Agency]:
        return self.rulebook.agencies

    @property
    def posts(self) -> Mapping[str, Post]:
        return self.rulebook.posts

    @property
    def districts(self) -> tuple[District, ...]:
        return self.rulebook.districts

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return self.rulebook.contacts

    @property
    def countries(self) -> Mapping[str, Country]:
        return self.rulebook.countries

    @property
    def home_studies(self) -> tuple[HomeStudyItem, ...]:
        return self.rulebook.home_studies

    @property
    def vocabulary(self) -> Vocabulary:
        return self.rulebook.vocabulary

    @property
    def procedures(self) -> Mapping[str, Procedure]:
        return self.rulebook.procedures

    @property
    def matrix(self) -> Mapping[tuple[str, str, str], Cell]:
        return self.rulebook.cells

    @property
    def kinds(self) -> Mapping[str, DocumentKind]:
        return self.rulebook.kinds

    def instrument(self, id_: str) -> Instrument | None:
        """Return an instrument by its id."""
        return next((row for row in self.instruments if row.id == id_), None)

    def language(self, tag: str) -> Language | None:
        """Return a language by its tag, else by the tag's first part (`es-MX` is Spanish)."""
        exact = self.by_tag.get(tag)
        if exact:
            return exact
        base = tag.partition("-")[0]
        near = (row for row in self.languages if base in {t.partition("-")[0] for t in row.tags})
        return self.by_tag.get(base) or next(near, None)

    def closed_days(self, calendars: Iterable[str], first: date, last: date) -> frozenset[date]:
        """Return the days between two days on which any of these calendars is closed.

        Raises:
            UnknownCalendar: A calendar has no name that is known.
            CalendarTooShort: A day lies outside the years of the calendars.
        """
        if first < self.FIRST or last > self.LAST:
            raise CalendarTooShort(f"{first.year} to {last.year} is outside the calendars' years")
        days: set[date] = set()
        for name in calendars:
            if name not in self.rulebook.closed_days:
                raise UnknownCalendar(f"there is no calendar {name}")
            days |= self.rulebook.closed_days[name]
        return frozenset(day for day in days if first <= day <= last)
