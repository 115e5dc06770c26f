"""What decisions rest on: the library's rows, as plain arguments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kinward.rules.nearby import Nearby, nearby
from schemas.agency import Agency
from schemas.consulate import Contact, District, Post
from schemas.country import Country, HomeStudyItem
from schemas.deadline import CourtNoticeRule, Deadline, Limit
from schemas.disclosure import Cell, NeverWords, RecipientClass
from schemas.document import DocumentKind
from schemas.instrument import Instrument
from schemas.procedure import Procedure, Vocabulary


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The validated library as decisions see it; no file, no clock."""

    instruments: tuple[Instrument, ...]
    agencies: Mapping[str, Agency]
    posts: Mapping[str, Post]
    districts: tuple[District, ...]
    contacts: tuple[Contact, ...]
    countries: Mapping[str, Country]
    country_names: Mapping[str, str]
    """English names by code, for sentences on screen."""
    language_names: Mapping[str, str]
    oral_languages: frozenset[str]
    """Languages that are heard, not read: `quc`, `mam` (R62)."""
    vocabulary: Vocabulary
    procedures: Mapping[str, Procedure]
    kinds: Mapping[str, DocumentKind]
    cells: Mapping[tuple[str, str, str], Cell]
    """By (category, subject, recipient); a missing one is deny (R39)."""
    classes: Mapping[str, RecipientClass]
    closed_days: Mapping[str, frozenset[date]]
    """Closed days by calendar name: `us-federal`, `us-il`."""
    row_sha256: Mapping[str, str] = field(default_factory=dict)
    """Hash of each row by id (`us-il_mx@2020-10-02`), so that an old decision explains itself."""
    deadlines: tuple[Deadline, ...] = ()
    court_notices: tuple[CourtNoticeRule, ...] = ()
    limits: tuple[Limit, ...] = ()
    home_studies: tuple[HomeStudyItem, ...] = ()
    never_words: tuple[NeverWords, ...] = ()
    """Words of status and relief that no finished paper may hold."""
    out_of_service: tuple[str, ...] = ()
    """Rows that have faults and were left out, by file and line."""
    nearby: Nearby = field(init=False, repr=False, compare=False)
    """The instruments by place, worked out from the rows."""

    def __post_init__(self) -> None:
        """Sort the instruments by place once, not for every family."""
        object.__setattr__(self, "nearby", nearby(self.instruments))

    def deadline(self, key: str) -> Deadline | None:
        """Return a deadline by its key."""
        return next((row for row in self.deadlines if row.key == key), None)

    @property
    def law_out_of_service(self) -> tuple[str, ...]:
        """The places of agreements and law that have faults and decide nothing."""
        rooms = ("mou_library/agreements/", "mou_library/law/")
        return tuple(place for place in self.out_of_service if any(r in place for r in rooms))

    def country_name(self, code: str) -> str:
        """Return a country's English name, or words for `ZZ` and `XX`."""
        special = {"ZZ": "an unknown country", "XX": "no country (stateless)"}
        return special.get(code) or self.country_names.get(code, code)

    def adjective(self, code: str) -> str:
        """Return `Mexican` where the library has the word, else `of Honduras`-like words."""
        country = self.countries.get(code)
        return (country.adjective if country else None) or self.country_name(code)
