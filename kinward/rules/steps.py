"""Duties of the procedures: each step of a need, about whom, by when, what holds its paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kinward.rules import conditions
from kinward.rules.as_of import day_of
from kinward.rules.asking import ASK, OWNER, asked
from kinward.rules.clocks import due, in_words, standing_of, standing_on_ladder, working_days_after
from kinward.rules.conditions import FOREIGN_AUTHORITY, Scene, caregiver_country
from kinward.rules.happened import Happened
from kinward.rules.identity import duty_id
from kinward.rules.matching import NOTIFY
from kinward.rules.nationality import known_on
from kinward.rules.place import Place
from kinward.rules.rounds import dated, latest_round
from kinward.rules.rulebook import Rulebook
from kinward.rules.safety import NEEDS_COUNSEL, due_at_once, on_hold, protected_from, unchecked
from schemas.duty import Binding, OwedDuty, Question, Standing
from schemas.person import Caregiver, LegalGuardian, Parent, Relative
from schemas.procedure import Procedure, Step
from schemas.source import TO_BE_CONFIRMED

FOREIGN_DUTIES = frozenset({"request_home_study", "ask_consulate_to_locate", "obtain_documents"})
"""Duties that go to an organ of a foreign state, whether or not their paper has a sheet yet."""


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step that stands in this case: its duty, what holds its paper, what it asks."""

    duty: OwedDuty
    step: Step
    scene: Scene
    held_by: tuple[str, ...]
    questions: tuple[Question, ...]


def steps(place: Place) -> Iterator[Stepped]:
    """Yield the steps of every procedure the case needs, where their conditions hold."""
    for need in place.case.needs:
        procedure = place.book.procedures.get(need)
        for step in procedure.steps if procedure else ():
            if step.duty != NOTIFY:  # the notices of `notices.py` are its duties
                yield from _of_step(place, procedure, step)


def _of_step(place: Place, procedure: Procedure | None, written: Step) -> Iterator[Stepped]:
    step = dated(written, place.book)
    for scene in scenes(place, step):
        if all(conditions.holds(name, scene) for name in step.when):
            started = latest_round(place, step, _people(scene))
            if started is not None and procedure is not None:
                yield _stepped(scene, step, procedure, started)


def scenes(place: Place, step: Step) -> Iterator[Scene]:
    """Yield whom a step may be about."""
    if step.about == "each_parent":
        for parent in place.case.parents:
            yield Scene(place, parent=parent)
    elif step.about == "each_child":
        for child in place.case.children:
            yield Scene(place, child=child)
    else:
        yield from _placements(place)


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


def _people(scene: Scene) -> frozenset[str]:
    parent = {scene.parent.id, *scene.parent.of} if scene.parent else set()
    return frozenset(parent | ({scene.child.id} if scene.child else set()))


def _stepped(scene: Scene, step: Step, procedure: Procedure, started: Happened) -> Stepped:
    place = scene.place
    held = _protected(scene) or (
        _to_foreign_state(step, place.book)
        and on_hold(place.case, place.moment.day, FOREIGN_AUTHORITY)
    )
    duty = _duty(scene, step, procedure, started, held=held)
    held_by = () if held else tuple(n for n in step.holds if _holds(n, scene))
    questions = () if held else tuple(_questions(scene, step, duty, held_by))
    if held:
        day = working_days_after(place.moment.day, 1, place.closed)
        questions = (_question(duty, "counsel_decision_due", ASK["counsel_decision_due"], day),)
    return Stepped(duty, step, scene, held_by, questions)


def _protected(scene: Scene) -> bool:
    """Say whether the child is protected from the one proposed: counsel decides (R74)."""
    child, caregiver, place = scene.child, scene.caregiver, scene.place
    if child is None or caregiver is None:
        return False
    return protected_from(place.case, child.id, {caregiver.id}, place.moment.day)


def _to_foreign_state(step: Step, book: Rulebook) -> bool:
    """Say whether a step's paper is addressed to an organ of a foreign state (R43)."""
    kind = book.kinds.get(step.document or "")
    addressed = (
        [route.recipient for route in kind.routes if route.role == "addressee"] if kind else []
    )
    addressed += [step.recipient] if step.recipient else []
    organs = [name for name in addressed if _is_organ(name, book)]
    return step.duty in FOREIGN_DUTIES or bool(organs)


def _is_organ(class_: str, book: Rulebook) -> bool:
    row = book.classes.get(class_)
    return row is not None and row.foreign_state_channel == "yes"


def _holds(name: str, scene: Scene) -> bool:
    if name == "safety_check_missing":
        return bool(unchecked(scene.place.case, named_parents(scene), scene.place.moment.day))
    return conditions.holds(name, scene)


def named_parents(scene: Scene) -> frozenset[str]:
    """Return the parents whom a paper about this scene may name."""
    case = scene.place.case
    if scene.child is not None:
        return frozenset(parent.id for parent in case.parents_of(scene.child.id))
    return frozenset({scene.parent.id} if scene.parent else set())


def _duty(
    scene: Scene, step: Step, procedure: Procedure, started: Happened, *, held: bool
) -> OwedDuty:
    place, case = scene.place, scene.place.case
    subject = scene.child or scene.parent
    about = subject.id if subject else None
    country = caregiver_country(scene) if scene.caregiver else None
    start = max(started.on, _knowable(scene))
    at = started.at if started.on == start else None
    when = due(at or start, step.clock, place.closed_for(step.clock), place.agency)
    due_on = _before_hearing(when.on, step, scene)
    due_at = when.at if due_on == when.on else None
    row = f"{procedure.need}/{step.duty}"
    binding = Binding(
        instrument=procedure.need,
        version="procedure",
        clause=step.clause,
        clock=in_words(step.clock),
        says=step.clock.says,
        confidence=step.confidence,
        to_be_confirmed=step.confidence in TO_BE_CONFIRMED,
        source=step.source.line,
        starts_on=start,
        due_on=due_on,
        due_at=due_at,
        target=when.target,
        notes=when.notes,
        row_sha256=place.book.row_sha256.get(row, "not_hashed"),
    )
    return OwedDuty(
        id=duty_id(case.agency, case.case_number, step.duty, about, f"{country}|{started.kind}"),
        duty=step.duty,
        about=about,
        country=country,
        occasion=f"{started.kind} {started.on.isoformat()}",
        state="held" if held else "owed",
        standing=_standing(step, start, due_on, place.moment.day),
        owner=step.owner,
        starts_on=start,
        earliest_on=when.earliest,
        due_on=due_on,
        due_at=due_at,
        governed_by=binding,
        hold=NEEDS_COUNSEL if held else None,
        notes=tuple(_notes(scene, step)),
    )


def _standing(step: Step, start: date, due_on: date | None, day: date) -> Standing:
    ladder = step.clock.ladder
    return standing_on_ladder(start, ladder, day) if ladder else standing_of(due_on, day)


def _knowable(scene: Scene) -> date:
    """Return the first day on which a step could be known: never before the case was opened."""
    opened = scene.place.case.opened_on
    if scene.child is not None and scene.caregiver is not None:
        return max(opened, known_on(scene.child.nationalities) or opened)
    return opened


def _before_hearing(due_on: date | None, step: Step, scene: Scene) -> date | None:
    """Return the due day, not after the next hearing's day where the step says so."""
    hearing = scene.hearing
    if due_on is None or hearing is None or not step.clock.before_hearing:
        return due_on
    earliest = max(_knowable(scene), scene.place.case.opened_on)
    return max(min(due_on, hearing.at.date()), earliest)


def _notes(scene: Scene, step: Step) -> Iterator[str]:
    reader = scene.reader
    if step.duty == "book_interpreter" and reader is not None and reader.languages is not None:
        spoken = reader.languages
        first = spoken.spoken[0] if spoken.spoken else "not recorded"
        name = scene.place.book.language_names.get(first, first)
        variety = f" ({spoken.variety})" if spoken.variety else ""
        # Spanish is never offered as a fallback to a speaker of an oral-first language (R62).
        yield (
            f"Oral plan: an interpreter of {name}{variety} reads each notice aloud and signs the "
            "reading log; the notice stays open until the log is recorded."
        )


def _questions(
    scene: Scene, step: Step, duty: OwedDuty, held_by: tuple[str, ...]
) -> Iterator[Question]:
    place = scene.place
    standing = [name for name in step.asks if _holds(name, scene)]
    for code in dict.fromkeys((*standing, *held_by)):
        at_once = code in {"safety_check_missing", "location_stale"}
        day = due_at_once(place.moment.day, place.closed) if at_once else None
        yield _question(duty, code, asked(code, scene), day)


def _question(duty: OwedDuty, code: str, ask: str, due_on: date | None) -> Question:
    return Question(
        code=code,
        duty=duty.duty,
        about=duty.about,
        country=duty.country,
        ask=ask,
        due_on=due_on,
        owner=OWNER.get(code, "worker"),
    )
