"""What follows a notice: the agency's work after it, and what the consulate promised (R86).

A step that only some instruments ask for stands where one that binds names its duty as read. A
topic that nobody read makes no duty and is asked; one on which the text is silent makes none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.rules import named_duties
from kinward.rules.asking import ASK, OWNER
from kinward.rules.clocks import due, standing_of
from kinward.rules.identity import duty_id
from kinward.rules.named_duties import Basis
from kinward.rules.notices import Noticed
from kinward.rules.place import Place
from kinward.rules.reopening import Round, latest
from kinward.rules.safety import NEEDS_COUNSEL, SAFETY_CHECK_MISSING, on_hold
from kinward.rules.safety import unchecked as not_checked
from schemas.duty import OwedDuty, Question
from schemas.procedure import Procedure, Step

CONSULATE = "consulate"
EXPECTED = "expected of the consulate, not owed by the agency"


@dataclass(frozen=True, slots=True)
class Followed:
    """A duty that follows a notice, or none where nobody read of it, and what it asks."""

    duty: OwedDuty | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    place: Place
    procedure: Procedure
    step: Step
    notice: OwedDuty


def after_notices(place: Place, noticed: tuple[Noticed, ...]) -> Iterator[Followed]:
    """Yield what the events after each notice that an instrument asks for have set in motion."""
    owed = [one.duty for one in noticed if one.duty.governed_by]
    for procedure in place.book.procedures.values():
        for step in procedure.steps if procedure.follows in place.case.needs else ():
            for notice in owed:
                yield from _followed(_Scene(place, procedure, step, notice))


def _followed(scene: _Scene) -> Iterator[Followed]:
    step, place = scene.step, scene.place
    found = latest(place, step, scene.notice.about or "")
    if found is None:
        return
    bases = named_duties.of_step(place, scene.procedure, step, scene.notice)
    if bases:
        yield _owed(scene, found, bases)
    elif found.closed is None:
        unread = named_duties.unread(place, step, scene.notice)
        yield Followed(None, tuple(_question(scene, "clause_not_read", ask) for ask in unread))


def _owed(scene: _Scene, found: Round, bases: tuple[Basis, ...]) -> Followed:
    place, step, notice = scene.place, scene.step, scene.notice
    start = max(found.opened.on, place.case.opened_on)
    at = found.opened.at if start == found.opened.on else None
    dated = [(basis, due(at or start, basis.clock, place.closed, place.agency)) for basis in bases]
    rows = sorted(
        (
            basis.binding.model_copy(
                update={
                    "starts_on": start,
                    "due_on": when.on,
                    "due_at": when.at,
                    "notes": when.notes,
                }
            )
            for basis, when in dated
        ),
        key=lambda row: (row.due_on is None, row.due_on or start, row.instrument),
    )
    held = step.recipient == CONSULATE and on_hold(place.case, place.moment.day, CONSULATE)
    closed, due_on = found.closed, rows[0].due_on
    case, day = place.case, place.moment.day
    which = f"{notice.country}|{found.opened.kind}|{found.number}"
    duty = OwedDuty(
        id=duty_id(case.agency, case.case_number, step.duty, notice.about, which),
        duty=step.duty,
        about=notice.about,
        country=notice.country,
        recipient=step.recipient,
        post=notice.post,
        occasion=f"{found.opened.kind} {found.opened.on.isoformat()}",
        state="not_owed" if closed else "held" if held else "owed",
        standing=None if closed else standing_of(due_on, day),
        owner=step.owner,
        starts_on=start,
        due_on=due_on,
        due_at=rows[0].due_at,
        governed_by=rows[0],
        also=tuple(rows[1:]),
        hold=NEEDS_COUNSEL if held and not closed else None,
        notes=tuple(_notes(scene, found)),
    )
    return Followed(duty, () if closed else tuple(_asked(scene, duty, bases)))


def _notes(scene: _Scene, found: Round) -> Iterator[str]:
    if scene.step.owner == CONSULATE:
        yield EXPECTED
    if found.closed is not None:
        said = found.closed.kind.replace("_", " ")
        yield f"closed on {found.closed.on.isoformat()} ({said})"


def _asked(scene: _Scene, duty: OwedDuty, bases: tuple[Basis, ...]) -> Iterator[Question]:
    place = scene.place
    if duty.state == "held":
        day = place.due_from_today("counsel_decision")
        asked = _question(scene, "counsel_decision_due", ASK["counsel_decision_due"])
        yield asked.model_copy(update={"due_on": day})
        return
    for basis in bases:
        if basis.ask and duty.due_on is None:
            yield _question(scene, "clock_not_stated", basis.ask)
    named = frozenset(parent.id for parent in place.case.parents_of(duty.about or ""))
    if SAFETY_CHECK_MISSING in scene.step.holds and not_checked(
        place.case, named, place.moment.day
    ):
        asked = _question(scene, SAFETY_CHECK_MISSING, ASK[SAFETY_CHECK_MISSING])
        day = place.due_from_today("safety_check")
        yield asked.model_copy(update={"due_on": day})


def _question(scene: _Scene, code: str, ask: str) -> Question:
    return Question(
        code=code,
        duty=scene.step.duty,
        about=scene.notice.about,
        country=scene.notice.country,
        ask=ask,
        owner=OWNER.get(code, "worker"),
    )
