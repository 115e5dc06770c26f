"""By when a parent is told of a hearing: the window of the state's court notice rules (R22).

The rule with the earliest last day governs and the others stay beside it, as with agreements.
Where no rule of the state gives a number for the hearing, the answer stays in words and is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kinward.rules import happened as events
from kinward.rules.clocks import court_closed_days
from kinward.rules.conditions import Scene
from kinward.rules.hearing_windows import Window, rules_for, window
from kinward.rules.location import hearing_time
from kinward.rules.step_terms import Terms
from schemas.case import Hearing
from schemas.deadline import CourtNoticeRule
from schemas.duty import Binding
from schemas.person import Detained
from schemas.source import TO_BE_CONFIRMED

LEARNED = frozenset({"parent_detained", "parent_located", "parent_removed"})
"""What tells the agency that the parent is one of the procedure's."""
HOME_AGAIN = frozenset({"returned"})
HELD_BY = {
    "incarcerated": frozenset({"state_prison", "county_jail"}),
    "federal_prison": frozenset({"bop", "marshals"}),
}
"""Whose custody a rule about a prisoner speaks of; that of ICE and CBP is in neither (R51)."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A rule that applies, with its window and the day on which its notice is due."""

    rule: CourtNoticeRule
    window: Window
    due_on: date


def by_window(scene: Scene, hearing: Hearing, in_words: Binding) -> Terms:
    """Return the terms of a notice of a hearing; `in_words` stands where nothing is counted."""
    place = scene.place
    rules = tuple(
        row
        for row in rules_for(place.book.court_notices, place.case.state, hearing.kind)
        if row.limits == "notice"
    )
    applying = [row for row in rules if _applies(row, scene)]
    counted = sorted(_counted(scene, hearing, applying), key=_strictest_first)
    wordless = [row for row in applying if all(row is not one.rule for one in counted)]
    also = [
        *(_binding(one.rule, scene, one.due_on) for one in counted[1:]),
        *(_binding(row, scene, None) for row in wordless),
    ]
    notes = [_other(row) for row in rules if row not in applying]
    if not counted:
        governed, *others = [*also, in_words]
        return Terms(governed, tuple(others), notes=tuple(notes), asks=(_ask(scene, hearing),))
    first, knowable = counted[0], _knowable(scene)
    if first.due_on > first.window.latest_on:
        was = first.window.latest_on.isoformat()
        notes.append(f"the window had closed on {was}, before it could be known")
    earliest = first.window.earliest_on
    return Terms(
        _binding(first.rule, scene, first.due_on),
        tuple(also),
        earliest_on=max(earliest, knowable) if earliest else None,
        due_at=first.window.latest_at if first.due_on == first.window.latest_on else None,
        notes=tuple(notes),
    )


def _counted(scene: Scene, hearing: Hearing, rules: list[CourtNoticeRule]) -> Iterator[_Counted]:
    place = scene.place
    closed = court_closed_days(place.case.state, place.book)
    at = hearing_time(place.case, hearing)
    for rule in rules:
        found = window(rule, at, closed) if rule.anchor == "hearing" else None
        if found is not None:
            yield _Counted(rule, found, max(found.latest_on, _knowable(scene)))


def _strictest_first(one: _Counted) -> tuple[date, date, str]:
    return one.window.latest_on, one.window.earliest_on or date.min, one.rule.id


def _applies(rule: CourtNoticeRule, scene: Scene) -> bool:
    """Say whether a rule is of this family; no case file tells of publication or of wards."""
    if rule.applies_to is None:
        return True
    if rule.applies_to in {"child_detained", "child_not_detained"}:
        return (rule.applies_to == "child_detained") in _children_held(scene)
    parent = scene.parent
    if rule.applies_to == "father":
        return parent is not None and parent.relationship == "father"
    where = parent.whereabouts if parent else None
    custodians = HELD_BY.get(rule.applies_to, frozenset())
    return isinstance(where, Detained) and where.custodian in custodians


def _children_held(scene: Scene) -> frozenset[bool]:
    """Say of each of the parent's children whether it is in custody on the as-of day."""
    place = scene.place
    kinds = {"taken_into_custody", *HOME_AGAIN}
    latest = [
        events.latest(place.case, kinds, {child}, place.zone)
        for child in (scene.parent.of if scene.parent else ())
    ]
    return frozenset(one is not None and one.kind not in HOME_AGAIN for one in latest)


def _knowable(scene: Scene) -> date:
    """Return the first day on which the duty could be known: the case open, the parent found."""
    place, parent = scene.place, scene.parent
    told = events.first(place.case, LEARNED, {parent.id} if parent else (), place.zone)
    return max(place.case.opened_on, told.on if told else date.min)


def _binding(rule: CourtNoticeRule, scene: Scene, due_on: date | None) -> Binding:
    says = rule.unit_says or "no number of days was read"
    number = f"{rule.latest} {rule.unit.replace('_', ' ')}" if rule.latest and rule.unit else None
    return Binding(
        instrument=rule.id,
        version="court_notice",
        clause=rule.method or rule.hearing,
        clock=f"{number} {rule.direction} the {rule.anchor}" if number else "not stated",
        says=says,
        confidence=rule.confidence,
        to_be_confirmed=rule.confidence in TO_BE_CONFIRMED,
        source=rule.source,
        due_on=due_on,
        notes=(rule.participation_rule,) if rule.participation_rule else (),
        row_sha256=scene.place.book.row_sha256.get(f"court_notice:{rule.id}", "not_hashed"),
    )


def _other(rule: CourtNoticeRule) -> str:
    number = f"{rule.latest} " if rule.latest is not None else ""
    said = f"{number}{rule.unit_says or 'in words'}"
    return f"not of this case as it stands: {rule.hearing}: {said} ({rule.id})"


def _ask(scene: Scene, hearing: Hearing) -> str:
    state, kind = scene.place.case.state, hearing.kind.replace("_", " ")
    return (
        f"No number of days of US-{state} was read by which a parent is told of a hearing of the "
        f"kind {kind}. By when, and by which way, is this parent told?"
    )
