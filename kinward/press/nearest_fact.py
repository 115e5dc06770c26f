"""Which of the offered facts a wrong name in a template probably meant."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

LONGEST = 60
"""Characters: longer names are a stranger's, and comparing them takes time."""
NEAR_ENOUGH = 0.55
_ALIKE_WORDS = 0.75
_PLURALS = {"children": "child", "people": "person"}


def nearest_fact(path: str, facts: Iterable[str]) -> str | None:
    """Return the most similar fact by its last part and by the record it lies in, or None."""
    wanted = path[:LONGEST]
    ranked = sorted((-_likeness(wanted, fact), fact) for fact in facts)
    return ranked[0][1] if ranked and -ranked[0][0] >= NEAR_ENOUGH else None


def _likeness(path: str, fact: str) -> float:
    """Return 0 to 1: the last part counts more, and `child` is as good as `children[]`."""
    inside, _, last = _singular(path).rpartition(".")
    other_inside, _, other_last = _singular(fact).rpartition(".")
    by_words = _shared_words(last, other_last)
    same_end = 0.4 * _ratio(last, other_last) + 0.6 * by_words
    return 0.4 * _ratio(inside, other_inside) + 0.6 * same_end


def _singular(path: str) -> str:
    parts = re.sub(r"\[\d*\]", "", path.casefold()).split(".")
    # The last part stands as it is: `address_lines` is a name, not several.
    groups = [_PLURALS.get(part, part.removesuffix("s")) for part in parts[:-1]]
    return ".".join([*groups, parts[-1]])


def _shared_words(one: str, other: str) -> float:
    """Return how many of the words of two names are alike, a slip of the finger allowed."""
    left, right = one.split("_")[:8], other.split("_")[:8]
    alike = [word for word in left if any(_is_alike(word, w) for w in right)]
    return len(alike) / max(1, len(left) + len(right) - len(alike))


def _is_alike(one: str, other: str) -> bool:
    longer = max(len(one), len(other))
    return abs(len(one) - len(other)) * 2 <= longer and _ratio(one, other) >= _ALIKE_WORDS


@lru_cache(maxsize=8192)
def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other).ratio()
