"""What sets a row in motion, and why nothing has."""

from collections.abc import Iterator

from kinward.rules import happened as events
from kinward.rules.covered import Refusal, out_of_scope
from kinward.rules.nationality import Family
from kinward.rules.place import Place
from schemas.case import Case
from schemas.instrument import CoveredChild, Instrument, Start
from schemas.terms import NOT_READ


def trigger_of(
    place: Place, start: Start, family: Family, covered: CoveredChild | None
) -> events.Happened | None:
    """Return the first event that sets a row in motion.

    Custody of youth justice does so only where the row says that it covers it.
    """
    both = covered is not None and "youth_justice" in covered.proceedings
    found = events.happened(place.case, start.events, [family.child.id], place.zone)
    return events.earliest(e for e in found if both or e.custody != "youth_justice")


def not_triggered(
    place: Place, start: Start, family: Family, covered: CoveredChild | None
) -> Refusal:
    """Return why nothing has set a row in motion; of a custody nobody read about, neither."""
    if events.first(place.case, start.events, [family.child.id], place.zone) is not None:
        if custody_unread(covered):
            sentence = (
                "The custody recorded is of youth justice. Whether the text speaks of it was not "
                "read."
            )
            return Refusal("clause_not_read", sentence, applies=None)
        sentence = (
            "The custody recorded is of youth justice, and the row does not say that it covers it."
        )
        return Refusal("trigger_absent", sentence)
    awaited = " or ".join(kind.replace("_", " ") for kind in start.events)
    sentence = f"Nothing has set it in motion yet: it waits for {awaited}."
    return Refusal("trigger_absent", sentence)


def custody_unread(covered: CoveredChild | None) -> bool:
    """Say whether nobody read if a row speaks of custody of youth justice."""
    said = covered.proceedings if covered else ()
    return NOT_READ in said and "youth_justice" not in said


def occasion_of(place: Place, child: str, country: str) -> str:
    """Return what set a notice in motion: the first event that a row in scope names.

    A duty's key rests on it. Rows of other agencies, counties and countries do not count, and
    whether a row covers the child does not matter: an unrelated agreement, or a nationality
    corrected later, leaves the key as it was (R21).
    """
    kinds = frozenset(_kinds_in_scope(place, country)) - {events.CASE_OPENED}
    trigger = events.first(place.case, kinds, [child], place.zone)
    return f"{trigger.kind} {trigger.on.isoformat()}" if trigger else events.CASE_OPENED


def _kinds_in_scope(place: Place, country: str) -> Iterator[str]:
    case, nearby = place.case, place.book.nearby
    for row in nearby.near(case.state, case.agency):
        kinds = nearby.triggers.get(row.id)
        with_country = not {"*", country}.isdisjoint(row.countries)
        if kinds and with_country and not _elsewhere(row, case):
            yield from kinds


def _elsewhere(row: Instrument, case: Case) -> bool:
    return out_of_scope(row, case.agency, case.state, case.county) is not None
