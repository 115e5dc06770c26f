"""Finding a case by a name without keeping the name: words, normalised, then hashed with a key."""

import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not decompose, as an American keyboard writes them.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name, without accents, case, apostrophes or hyphens."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    plain = unicodedata.normalize("NFKC", kept).casefold().translate(_PLAIN)
    joined = "".join(letter for letter in plain if letter not in "'’ʼʻ`´")
    spaced = "".join(letter if _is_kept(letter) else " " for letter in joined)
    return frozenset(spaced.split())


def words_of_all(names: Iterable[str]) -> frozenset[str]:
    """Return the words of several names together."""
    return frozenset(word for name in names for word in words_of(name))


def _is_kept(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"
