"""Whom a step of a procedure may be about: parents, children, homes abroad, hearings ahead."""

from collections.abc import Iterator

from kinward.rules.as_of import day_of
from kinward.rules.conditions import Scene
from kinward.rules.location import hearing_time
from kinward.rules.place import Place
from schemas.person import Caregiver, LegalGuardian, Parent, Relative
from schemas.procedure import Step


def scenes(place: Place, step: Step) -> Iterator[Scene]:
    """Yield whom a step may be about."""
    if step.about == "each_parent":
        for parent in place.case.parents:
            yield Scene(place, parent=parent)
    elif step.about == "each_parent_and_hearing":
        yield from _hearings(place)
    elif step.about == "each_child":
        for child in place.case.children:
            yield Scene(place, child=child)
    else:
        yield from _placements(place)


def people_of(scene: Scene) -> frozenset[str]:
    """Return the people whose events set a step in motion."""
    parent = {scene.parent.id, *scene.parent.of} if scene.parent else set()
    return frozenset(parent | ({scene.child.id} if scene.child else set()))


def _hearings(place: Place) -> Iterator[Scene]:
    """Yield each parent with each hearing ahead: the later one may need the earlier notice."""
    for parent in place.case.parents:
        for hearing in place.case.hearings:
            if hearing_time(place.case, hearing) > place.moment.moment:
                yield Scene(place, parent=parent, of_hearing=hearing)


def _placements(place: Place) -> Iterator[Scene]:
    """Yield each child with the one who would take it in, as the latest proposal names."""
    for child in place.case.children:
        proposed = [
            event
            for event in place.case.events
            if event.kind == "placement_abroad_proposed" and child.id in event.of and event.with_
        ]
        if proposed:
            latest = max(
                proposed, key=lambda event: (day_of(event, place.zone), event.with_ or "")
            )
            person = place.case.person(latest.with_ or "")
            if isinstance(person, Parent | LegalGuardian | Relative | Caregiver):
                yield Scene(place, child=child, caregiver=person)
