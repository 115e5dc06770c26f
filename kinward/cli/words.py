"""Plain words for what the records name by code."""

from datetime import date

from kinward.library import Library
from schemas.case import Case
from schemas.duty import Binding, OwedDuty
from schemas.source import TO_BE_CONFIRMED

NO_CASE = "No case is recorded yet. Record one: kinward case add FILE"
COUNSEL = "to be confirmed by counsel"
_STATES = {
    "ask": "a question must be answered first",
    "not_owed": "not owed",
}
_HOLDS = {
    "needs_counsel": "agency counsel must decide whether and how it is owed",
}


def plain(code: str) -> str:
    """Return a machine name as words."""
    return code.replace("_", " ")


def number_of(count: int, noun: str) -> str:
    """Return a number of things: `1 fault`, `2 faults`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def state_of(state: str, hold: str | None = None) -> str:
    """Return a duty's or paper's state in words; a hold says why."""
    if hold:
        return f"{plain(state)}: {_HOLDS.get(hold, plain(hold))}"
    return _STATES.get(state, plain(state))


def brief(state: str, why: str | None = None) -> str:
    """Return a state as a cell of a table shows it: `held (needs counsel)`."""
    return f"{plain(state)} ({plain(why)})" if why else plain(state)


def country_of(library: Library, code: str | None) -> str | None:
    """Return a country's English name."""
    return library.rulebook.country_name(code) if code else None


def person_of(case: Case, person_id: str | None) -> str:
    """Return who a person is in the case: role or relationship, then the id of the file."""
    if person_id is None:
        return "the case"
    person = case.person(person_id)
    named = getattr(person, "relationship", None) or person.role
    return f"{plain(named)} {person_id} ({case.position(person_id)})"


def instrument_title(library: Library, instrument_id: str) -> str:
    """Return what an instrument or a procedure is called."""
    instrument = library.instrument(instrument_id)
    if instrument is not None:
        return instrument.title
    procedure = library.procedures.get(instrument_id)
    if procedure:
        return f"procedure “{procedure.title}”"
    rule = next((row for row in library.rulebook.court_notices if row.id == instrument_id), None)
    return f"court notice rule of {rule.state}, {rule.hearing}" if rule else instrument_id


def due_of(duty: OwedDuty) -> str:
    """Return a duty's due day in words, with what it rests on."""
    return dated(duty.due_on, duty.standing, resting_on(duty))


def resting_on(duty: OwedDuty) -> Binding | None:
    """Return the binding that gave the due day: the earliest of all that apply."""
    bindings = [row for row in (duty.governed_by, *duty.also) if row is not None]
    return next((row for row in bindings if row.due_on == duty.due_on), duty.governed_by)


def dated(due_on: date | None, standing: str | None, binding: Binding | None) -> str:
    """Return a due day in words: where it stands, whose target it is, whether it is sure."""
    if due_on is None:
        return "no date is set"
    late = {"overdue": ", OVERDUE", "due": ", due today"}.get(standing or "", "")
    target = f", by {binding.target}" if binding and binding.target else ""
    sure = f" — {COUNSEL}" if binding and binding.to_be_confirmed else ""
    moment = binding.due_at if binding and binding.due_on == due_on else None
    at = f" at {moment:%H:%M}" if moment else ""
    return f"due {due_on.isoformat()}{at}{late}{target}{sure}"


def unsure(confidence: str | None) -> str:
    """Return the warning that a date of this confidence carries, or nothing."""
    return f" — {COUNSEL}" if confidence in TO_BE_CONFIRMED else ""
