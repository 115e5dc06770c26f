"""Countries as people name them, in English and Spanish: a code, or candidates and a question."""

from collections.abc import Iterable, Mapping

from kinward.library.holdings import Library
from kinward.reading.country_text import Meant, folded, meant_by, near_to, without_article
from schemas.files import CountryWord

NOBODY = Meant(())
"""No country is called so, and none nearly so."""

WHICH = "Which country is meant?"
NEARLY = "No country is called so. Is one of these meant?"


def by_word(rows: Iterable[CountryWord]) -> Mapping[str, Meant]:
    """Return what each word means; a word of several rows means all their countries."""
    found: dict[str, Meant] = {}
    for row in rows:
        for word in row.words:
            exact = folded(word)
            for form in dict.fromkeys((exact, without_article(exact))):
                found[form] = _both(found.get(form), Meant(row.codes, row.ask))
    return found


def _both(earlier: Meant | None, later: Meant) -> Meant:
    if earlier is None:
        return Meant(later.codes, later.ask or (WHICH if len(later.codes) > 1 else None))
    codes = tuple(dict.fromkeys((*earlier.codes, *later.codes)))
    return Meant(codes, earlier.ask or later.ask or (WHICH if len(codes) > 1 else None))


def resolve(text: str, library: Library) -> Meant:
    """Return the country that a text names.

    `code` is set where the text can mean only one country. Otherwise `codes` are candidates and
    `ask` is the question: a name of several states, a state that is no more, a passport whose
    issuer decides nothing (R16), a word that is only spelled nearly like a country's.
    """
    code = text.strip().upper()
    if code in library.rulebook.country_names:
        return Meant((code,))
    found = meant_by(text, library.country_words)
    if found is not None:
        return found
    near = near_to(text, library.country_words)
    return Meant(near, NEARLY) if near else NOBODY
