"""When a clock starts: at the trigger, or when the nationality was known (R20)."""

from datetime import date

from kinward.rules.nationality import Family, known_on
from schemas.instrument import Start, Version


def started(start: Start, trigger: date, family: Family, country: str, version: Version) -> date:
    """Return the start day: the trigger, or the day of knowledge where the row says so (R20)."""
    known = known_under(family, country, version)
    if start.or_later == "none" or known is None:
        return trigger
    return max(trigger, known)


def known_under(family: Family, country: str, version: Version) -> date | None:
    """Return the first day on which a nationality that the instrument goes by was known."""
    whole = version.covered is not None and version.covered.nationality_of == "child_or_parent"
    return known_on(family.of_family(country) if whole else family.of_child(country))
