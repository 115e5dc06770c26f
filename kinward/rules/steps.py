"""Duties of the procedures: each step of a need, about whom, by when, what holds its paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kinward.rules import conditions
from kinward.rules.asking import ASK, OWNER, asked
from kinward.rules.clocks import standing
from kinward.rules.conditions import FOREIGN_AUTHORITY, Scene, caregiver_country
from kinward.rules.happened import Happened
from kinward.rules.hearing_notices import by_window
from kinward.rules.identity import duty_id
from kinward.rules.matching import NOTIFY
from kinward.rules.place import Place
from kinward.rules.placement_notes import placement_notes
from kinward.rules.rounds import dated, latest_round
from kinward.rules.rulebook import Rulebook
from kinward.rules.safety import NEEDS_COUNSEL, due_at_once, on_hold, protected_from, unchecked
from kinward.rules.scenes import people_of, scenes
from kinward.rules.step_terms import Terms, by_own_clock, of_procedure
from schemas.duty import OwedDuty, Question
from schemas.procedure import Procedure, Step

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
            started = latest_round(place, step, people_of(scene))
            if started is not None and procedure is not None:
                yield _stepped(scene, step, procedure, started)


def _stepped(scene: Scene, step: Step, procedure: Procedure, started: Happened) -> Stepped:
    place = scene.place
    held = _protected(scene) or (
        _to_foreign_state(step, place.book)
        and on_hold(place.case, place.moment.day, FOREIGN_AUTHORITY)
    )
    terms = _terms(scene, step, procedure, started)
    duty = _duty(scene, step, started, terms, held=held)
    held_by = () if held else tuple(n for n in step.holds if _holds(n, scene))
    unsaid = tuple(_question(duty, "clock_not_stated", ask, None) for ask in terms.asks)
    questions = (*unsaid, *_questions(scene, step, duty, held_by))
    if held:
        day = place.due_from_today("counsel_decision")
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


def _duty(scene: Scene, step: Step, started: Happened, terms: Terms, *, held: bool) -> OwedDuty:
    case = scene.place.case
    subject = scene.child or scene.parent
    about = subject.id if subject else None
    country = caregiver_country(scene) if scene.caregiver else None
    kind, day = _occasion(scene, started)
    # A hearing stands in the key by its id: put off to another day it is the same notice.
    which = scene.of_hearing.id if scene.of_hearing else kind
    return OwedDuty(
        id=duty_id(case.agency, case.case_number, step.duty, about, f"{country}|{which}"),
        duty=step.duty,
        about=about,
        country=country,
        occasion=f"{kind} {day.isoformat()}",
        state="held" if held else "owed",
        standing=standing(terms.due_on, terms.rungs, scene.place.moment.day),
        owner=step.owner,
        starts_on=terms.binding.starts_on,
        earliest_on=terms.earliest_on,
        due_on=terms.due_on,
        due_at=terms.due_at,
        due_from=terms.rungs.due_from if terms.rungs else None,
        overdue_from=terms.rungs.overdue_from if terms.rungs else None,
        governed_by=terms.binding,
        also=terms.also,
        hold=NEEDS_COUNSEL if held else None,
        notes=(*terms.notes, *_notes(scene, step)),
    )


def _occasion(scene: Scene, started: Happened) -> tuple[str, date]:
    """Return what set a step in motion: the hearing that it is about, else an event."""
    hearing = scene.of_hearing
    return (hearing.kind, hearing.at.date()) if hearing else (started.kind, started.on)


def _terms(scene: Scene, step: Step, procedure: Procedure, started: Happened) -> Terms:
    if scene.of_hearing is None:
        return by_own_clock(scene, step, procedure, started)
    return by_window(scene, scene.of_hearing, of_procedure(scene.place.book, step, procedure))


def _notes(scene: Scene, step: Step) -> Iterator[str]:
    reader = scene.reader
    yield from placement_notes(scene, step)
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
        yield _question(duty, code, asked(code, scene), _asked_by(place, code))


def _asked_by(place: Place, code: str) -> date | None:
    if code == "safety_check_missing":
        return place.due_from_today("safety_check")
    return due_at_once(place.moment.day, place.closed) if code == "location_stale" else None


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
