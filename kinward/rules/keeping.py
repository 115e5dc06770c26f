"""What a reader is not told of what the case holds: by category and rule, never a value (R39).

The restricted part and notes are no categories of a letter, and are not named here either; nor
is the reason where someone is protected, or where counsel must decide first (R74, R76).
"""

from collections.abc import Iterable

from kinward.rules.case_values import EVENT_NOTE, CaseValue
from kinward.rules.disclosure import Reader
from kinward.rules.view import Withheld

UNSPOKEN = frozenset({EVENT_NOTE, "protection_hold"})
NEUTRAL = "matrix: condition not met"
TELLING = frozenset(
    {"matrix: not_protected_from_recipient not met", "matrix: no_protection_hold not met"}
)
"""Rules whose name alone would disclose that someone is protected."""


def kept_from(reader: Reader, case_values: Iterable[CaseValue]) -> tuple[Withheld, ...]:
    """Return each category that the case holds and this reader may not see of everyone in it.

    Sorted, each category once; with several rules the first by name stands for all.
    """
    held = {(v.category, v.about) for v in case_values if v.category not in UNSPOKEN}
    verdicts = ((category, reader.may_see(category, about)) for category, about in held)
    return merged(Withheld(category, v.rule) for category, v in verdicts if not v.allowed)


def merged(rows: Iterable[Withheld]) -> tuple[Withheld, ...]:
    """Return withheld rows sorted, each category once, telling nothing of a protection."""
    spoken = (
        Withheld(row.category, NEUTRAL) if row.rule in TELLING else row
        for row in rows
        if row.category not in UNSPOKEN
    )
    by_category: dict[str, Withheld] = {}
    for row in sorted(spoken, key=lambda row: (row.category, row.rule)):
        by_category.setdefault(row.category, row)
    return tuple(by_category.values())
