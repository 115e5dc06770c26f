"""What an instrument that does not bind leaves open: something of it was not read (R12)."""

from collections.abc import Iterator
from datetime import date

from kinward.rules import doubts
from kinward.rules import happened as events
from kinward.rules.nationality import Family
from kinward.rules.nearby import NOTIFY
from kinward.rules.place import Place
from kinward.rules.triggers import custody_unread
from kinward.rules.versions import version_on
from schemas.duty import Considered
from schemas.instrument import Instrument, Version

_SETTLED = frozenset(
    {"other_jurisdiction", "other_country", "no_nationality", "expired", "not_in_force"}
)
"""Reasons beside which a clause nobody read changes nothing."""


def day_of_version(place: Place, instrument: Instrument, family: Family) -> date:
    """Return the day by which a version is chosen: the trigger's, else the as-of day (R11)."""
    kinds = {
        kind
        for version in instrument.versions
        for clause in version.duties
        if clause.duty == NOTIFY
        for kind in clause.start.events
    }
    trigger = events.first(place.case, kinds, [family.child.id], place.zone)
    return trigger.on if trigger else place.moment.day


def asked_of_refused(
    place: Place, family: Family, country: str, instrument: Instrument, refused: Considered
) -> Iterator[doubts.Question]:
    """Yield the questions that stand beside an instrument which does not bind."""
    if instrument.status == "known_to_exist" and refused.because == "clause_not_read":
        yield from doubts.of_title(instrument)
    elif refused.applies is None or refused.because not in _SETTLED:
        version = version_on(instrument, day_of_version(place, instrument, family))
        if isinstance(version, Version):
            yield from doubts.of_unread(version, family, country)
            yield from _of_own_triggers(place, family, version)
            if refused.because == "clause_not_read" and _notifies(version):
                yield from doubts.of_custody(instrument)


def _of_own_triggers(place: Place, family: Family, version: Version) -> Iterator[doubts.Question]:
    child = family.child.id
    people = {child, *(parent.id for parent in place.case.parents_of(child))}
    for row in version.asks_on:
        if events.first(place.case, row.events, people, place.zone) is not None:
            yield doubts.Question("clause_not_read", row.ask)


def _notifies(version: Version) -> bool:
    """Say whether a version sets a notice: then only the kind of custody can be what is unread."""
    has_clause = any(clause.duty == NOTIFY for clause in version.duties)
    return has_clause and custody_unread(version.covered)
