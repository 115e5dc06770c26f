"""What sets a row in motion, and why nothing has."""

from kinward.rules import happened as events
from kinward.rules.covered import Refusal
from kinward.rules.nationality import Family
from kinward.rules.place import Place
from schemas.instrument import CoveredChild, Start


def trigger_of(
    place: Place, start: Start, family: Family, covered: CoveredChild | None
) -> events.Happened | None:
    """Return the first event that sets a row in motion.

    Custody of youth justice does so only where the row says that it covers it.
    """
    both = covered is not None and "youth_justice" in covered.proceedings
    found = events.happened(place.case, start.events, [family.child.id], place.zone)
    return events.earliest(e for e in found if both or e.custody != "youth_justice")


def not_triggered(place: Place, start: Start, family: Family) -> Refusal:
    """Return why nothing has set a row in motion."""
    if events.first(place.case, start.events, [family.child.id], place.zone) is not None:
        sentence = (
            "The custody recorded is of youth justice, and the row does not say that it covers it."
        )
        return Refusal("trigger_absent", sentence)
    awaited = " or ".join(kind.replace("_", " ") for kind in start.events)
    sentence = f"Nothing has set it in motion yet: it waits for {awaited}."
    return Refusal("trigger_absent", sentence)
