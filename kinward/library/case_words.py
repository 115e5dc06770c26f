"""The words a case file may use, drawn from the library."""

from kinward.library.holdings import Library
from kinward.reading.casewords import CaseWords
from schemas.instrument import Instrument

STATES = frozenset(
    {
        *("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID"),
        *("IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC"),
        *("ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD"),
        *("TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY", "AS", "GU", "MP", "PR", "VI"),
    }
)


def agencies_named(instrument: Instrument) -> frozenset[str]:
    """Return the agencies an instrument names: in its scope, and in front of its own id."""
    agency, parted, _rest = instrument.id.partition("_")
    return frozenset(instrument.scope.agencies) | ({agency} if parted else set())


def case_words(library: Library) -> CaseWords:
    """Return the lists that a case is checked against.

    An agency without a profile still matches: every state has one, and every agency that an
    instrument names.
    """
    named = {agency for row in library.instruments for agency in agencies_named(row)}
    vocabulary = library.rulebook.vocabulary
    return CaseWords(
        agencies=frozenset(library.agencies) | named | {f"us-{s.lower()}" for s in STATES},
        states=STATES,
        countries=frozenset(library.rulebook.country_names) | {"XX", "ZZ"},
        languages=library.language_codes,
        needs=frozenset(vocabulary.needs),
        events=frozenset(vocabulary.events),
        hearings=frozenset(kind.kind for kind in vocabulary.hearings),
        locate_methods=frozenset(vocabulary.locate_methods),
        relationships=frozenset(vocabulary.relationships),
        categories=frozenset(row.category for row in library.lists.categories),
        recipients=frozenset(row.recipient for row in library.lists.recipients),
        agency_counties={
            agency.id: agency.county for agency in library.agencies.values() if agency.county
        },
        country_words=library.country_words,
        counties=library.counties,
    )
