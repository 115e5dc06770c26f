"""The words a case file may use, as the library lists them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinward.reading.country_text import Meant


@dataclass(frozen=True, slots=True)
class CaseWords:
    """Lists of a library that a case is checked against."""

    agencies: frozenset[str]
    states: frozenset[str]
    """`CA`, without the country."""
    countries: frozenset[str]
    """ISO 3166-1 codes, with `XX` (stateless) and `ZZ` (unknown)."""
    languages: frozenset[str]
    """The first part of a BCP-47 tag: ISO 639 codes of two or three letters."""
    needs: frozenset[str]
    events: frozenset[str]
    hearings: frozenset[str]
    locate_methods: frozenset[str]
    relationships: frozenset[str]
    categories: frozenset[str]
    recipients: frozenset[str]
    agency_counties: Mapping[str, str] = field(default_factory=dict)
    """The county of each agency whose profile names one."""
    country_words: Mapping[str, Meant] = field(default_factory=dict)
    """Countries by name, so that a name typed for a code is answered with the code."""
    counties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The counties of each state (`US-IL`), by their bare names (`kinward.rules.counties`)."""
