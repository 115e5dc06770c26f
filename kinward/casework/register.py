"""The register: cases as they are recorded, and what happens in them."""

import hashlib
import json
import os
from collections.abc import Iterator

from pydantic import JsonValue

from kinward.casework.desk import Office
from kinward.ledger import Entry
from kinward.rules.as_of import agency_zone, day_of
from schemas.case import Case, Event
from schemas.ledger import CaseErased, CaseRecorded, EventRecorded
from schemas.person import Name
from schemas.problem import UnitError

RESTRICTED = ("restricted", "safety_checks")
"""The part of a case that is kept under the case's second key."""


class CaseErasedAlready(UnitError):
    """The case was erased by order: nothing of it can be read."""

    code = "case_erased"
    remedy = "A new case needs a new number."


def add_case(office: Office, case: Case) -> bool:
    """Record a case as it now stands; return whether that is anything new."""
    whole = json.loads(case.model_dump_json(exclude_unset=True, by_alias=True))
    if _recorded(office, case.case_number) == whole:
        return False
    restricted = {name: whole.pop(name) for name in RESTRICTED if name in whole}
    salt = os.urandom(16).hex()
    # Salted: nobody can try out case files against the fingerprint, which stays after erasure.
    facts = hashlib.sha256((salt + json.dumps(whole, sort_keys=True)).encode()).hexdigest()
    public = CaseRecorded(state=case.state, opened_on=case.opened_on, facts=facts)
    with office.ledger.begin(office.signed(case.agency)) as page:
        page.record(
            case.case_number,
            public,
            sealed={"salt": salt, "case": whole},
            restricted=restricted or None,
            names=names_in(case),
        )
    return True


def names_in(case: Case) -> tuple[str, ...]:
    """Return every name by which the case may be looked up."""
    found: list[str] = []
    for person in case.people:
        found += _spellings(person.name)
    return tuple(dict.fromkeys(found))


def _spellings(name: Name) -> Iterator[str]:
    yield name.full
    yield from filter(None, (name.native, name.as_printed, *name.aliases))


def _is_known(office: Office, case_number: str) -> bool:
    with office.ledger.reading() as screens:
        return any(row.case_number == case_number for row in screens.cases())


def _recorded(office: Office, case_number: str) -> JsonValue:
    """Return the case as it is recorded, with later events, as plain data; None if unknown."""
    if not _is_known(office, case_number):
        return None
    entry = office.ledger.last(case_number, CaseRecorded.kind, restricted=True)
    if entry is None or not isinstance(entry.sealed, dict):
        return None
    return _with_events(office, entry)


def _with_events(office: Office, entry: Entry) -> dict[str, JsonValue]:
    sealed = entry.sealed if isinstance(entry.sealed, dict) else {}
    case, restricted = sealed.get("case"), entry.restricted
    whole: dict[str, JsonValue] = dict(case) if isinstance(case, dict) else {}
    whole |= restricted if isinstance(restricted, dict) else {}
    events = whole.get("events")
    later = [
        row.sealed
        for row in office.ledger.history(entry.case_number)
        if row.kind == EventRecorded.kind and row.seq > entry.seq and row.sealed is not None
    ]
    whole["events"] = [*(events if isinstance(events, list) else []), *later]
    return whole


def current_case(office: Office, case_number: str) -> Case:
    """Return a case with everything recorded about it.

    Raises:
        CaseUnknown: the ledger has no such case.
        CaseErasedAlready: its keys are destroyed.
    """
    with office.ledger.reading() as screens:
        row = screens.case(case_number)
    if row.erased_on is not None:
        raise CaseErasedAlready(f"case {case_number} was erased on {row.erased_on.isoformat()}")
    return Case.model_validate_json(json.dumps(_recorded(office, case_number)))


def record_event(office: Office, case_number: str, event: Event) -> None:
    """Record what happened in a case; recomputing is the next step."""
    case = current_case(office, case_number)
    day = day_of(event, agency_zone(case, office.library.rulebook))
    corrected = [i for i, old in enumerate(case.events) if old.id and old.id == event.corrects]
    public = EventRecorded(
        event=f"events[{len(case.events)}]",
        event_kind=event.kind,
        on=day,
        of=tuple(case.position(person) for person in event.of),
        corrects=f"events[{corrected[0]}]" if corrected else None,
    )
    said = json.loads(event.model_dump_json(exclude_unset=True, by_alias=True))
    with office.ledger.begin(office.signed(case.agency)) as page:
        page.record(case_number, public, sealed=said)


def erase_case(office: Office, case_number: str, order_id: str) -> None:
    """Destroy the keys of a case by order, and its stored files; the chain stays and verifies."""
    with office.ledger.reading() as screens:
        row = screens.case(case_number)
    signed = office.signed(row.agency)
    order = CaseErased(order_id=order_id, on=signed.at.date())
    office.ledger.erase(case_number, order, signed)
    office.store.discard(case_number)
    office.ledger.seal(signed.at)
