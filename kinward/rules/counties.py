"""County names as people write them: `Cook`, `Cook County` and `cook` are one county."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_BEFORE = re.compile(r"^(city and county|county|parish|borough|municipality) of (?=\S)")
_AFTER = re.compile(
    r"(?<=\S) (city and (county|borough)|county|parish|borough|census area|municipality"
    r"|municipio|planning region)$",
    re.IGNORECASE,
)
_SAINT = re.compile(r"\b(?:saint|st\.)(?= )")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_NEAR = 0.75


def same_county(one: str, other: str) -> bool:
    """Say whether two texts name the same county of a state."""
    return bare(one) == bare(other)


def among(county: str, listed: Iterable[str]) -> bool:
    """Say whether a county is one of those listed."""
    return any(same_county(county, row) for row in listed)


# Every family is asked about the same counties: a name is folded once, not for each of them.
@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """Return a county's name as one word without accents, blanks and what kind it is of.

    `De Soto` is `DeSoto`, `Saint Clair` is `St. Clair`, `Doña Ana` is `Dona Ana`. A city beside
    the county of its name (`St. Louis city`, `Fairfax city`) keeps its `city`.
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = " ".join(plain.split())
    alone = _AFTER.sub("", _BEFORE.sub("", words))
    return _NOT_A_LETTER.sub("", _SAINT.sub("st", alone))


def by_name(counties: Iterable[str]) -> Mapping[str, str]:
    """Return counties as they are called on a case, by their bare names.

    A city of no county is found without its `city` too, where no county has that name.
    """
    listed = tuple(counties)
    found = {bare(name): _AFTER.sub("", name, count=1) for name in listed}
    short = {bare(name.removesuffix(" city")): name for name in listed if name.endswith(" city")}
    return {**short, **found}


def nearest(county: str, known: Mapping[str, str]) -> str | None:
    """Return the county whose name is spelled most nearly so, or nothing."""
    near = difflib.get_close_matches(bare(county), known, n=1, cutoff=_NEAR)
    return known[near[0]] if near else None
