"""County names as people write them: `Cook`, `Cook County` and `cook` are one county."""

from collections.abc import Iterable

_KINDS = ("county", "parish", "borough")


def same_county(one: str, other: str) -> bool:
    """Say whether two texts name the same county of a state."""
    return _bare(one) == _bare(other)


def among(county: str, listed: Iterable[str]) -> bool:
    """Say whether a county is one of those listed."""
    return any(same_county(county, row) for row in listed)


def _bare(name: str) -> str:
    words = name.casefold().replace(".", "").split()
    if len(words) > 2 and words[:2] == ["county", "of"]:
        return " ".join(words[2:])
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _KINDS else words)
