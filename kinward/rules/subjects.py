"""Whose data is it, seen from the recipient: the subject axis of the sharing matrix."""

from kinward.rules.setting import Recipient
from schemas.case import Case
from schemas.disclosure import Subject
from schemas.person import Caregiver, Child, LegalGuardian, Parent, Person, Relative

STATE_ORGANS = frozenset({"consulate", "foreign_central_authority", "iss"})


def subject_of(
    case: Case, person_id: str, recipient: Recipient, covered: frozenset[str]
) -> Subject:
    """Return the first subject that fits a person, in the matrix's order of precedence.

    `covered` are the children whom the letter's governing instrument covers.
    """
    person = case.person(person_id)
    if recipient.person == person_id:
        return "self"
    if isinstance(person, Child):
        return _of_child(case, person, recipient, covered)
    if isinstance(person, Parent | LegalGuardian):
        return "own_client" if _is_client(person, recipient) else "other_parent"
    if isinstance(person, Relative | Caregiver):
        return "proposed_caregiver" if person.offers_home else "relative"
    return "any"


def _of_child(case: Case, child: Child, recipient: Recipient, covered: frozenset[str]) -> Subject:
    if recipient.class_ in STATE_ORGANS:
        national = any(row.country == recipient.country for row in child.nationalities)
        return "own_child" if national or child.id in covered else "half_sibling_not_own"
    if child.id in recipient.clients:
        return "own_client"
    ties = {*recipient.clients, *([recipient.person] if recipient.person else [])}
    theirs = {c for person in case.people if person.id in ties for c in getattr(person, "of", ())}
    return "own_child" if child.id in theirs else "half_sibling_not_own"


def _is_client(person: Person, recipient: Recipient) -> bool:
    if recipient.class_ in STATE_ORGANS:
        rows = getattr(person, "nationalities", ())
        return any(row.country == recipient.country for row in rows)
    return person.id in recipient.clients
