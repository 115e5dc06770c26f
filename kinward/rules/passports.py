"""Whose passport a national holds, where that may not name the addressee of a notice (R16).

Nothing is decided by the issuer: counsel is asked, and until then no letter is written where it
is open whose post would get it.
"""

from collections.abc import Iterator

from kinward.rules.nationality import Family
from kinward.rules.rulebook import Rulebook
from schemas.country import PassportQuestion


def passports_asked(book: Rulebook, family: Family, country: str) -> tuple[PassportQuestion, ...]:
    """Return what counsel is asked about the passports of a country's nationals in a family."""
    return tuple(dict.fromkeys(_asked(book, family, country)))


def addressee_in_doubt(book: Rulebook, family: Family, country: str) -> bool:
    """Say whether it is open whose post is told."""
    return any(row.addressee == "in_doubt" for row in _asked(book, family, country))


def _asked(book: Rulebook, family: Family, country: str) -> Iterator[PassportQuestion]:
    for row in family.of_child(country) or family.of_family(country):
        issuer = book.countries.get(row.document_issuer or country)
        question = issuer.passport if issuer else None
        # A state's own document leaves nothing open about its territories.
        own = row.document_issuer == country
        if question and not (own and question.addressee == "own_posts"):
            yield question
