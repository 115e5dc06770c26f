"""What a consent, order, waiver or decision of counsel allows, and on which days.

An authorization counts only if it is valid on the day and names the person, the category and the
class of recipient: a consent of 5 March is not used on 4 March.
"""

from datetime import date
from zoneinfo import ZoneInfo

from kinward.rules import happened as events
from schemas.case import Authorization, Case
from schemas.disclosure import Satisfier


def valid_on(row: Authorization, day: date) -> bool:
    """Say whether an authorization holds on a day; the last day is included, revocation is not."""
    begun = row.on <= day
    lasts = row.expires_on is None or day <= row.expires_on
    return begun and lasts and (row.revoked_on is None or day < row.revoked_on)


def satisfies(row: Authorization, case: Case, person: str, zone: ZoneInfo) -> Satisfier | None:
    """Return what an authorization fulfils for a person, or None: agency counsel fulfils nothing.

    A parent's consent for a child counts only before the child was taken into custody.
    """
    kind, capacity = row.kind, row.by_capacity
    if not _has_capacity(row, case, person):
        return None
    if capacity == "self" and kind in {"consent", "waiver"}:
        return "consent_self" if _is_self(row, case, person) else None
    if kind == "consent" and capacity == "legal_custodian":
        return "consent_custodian"
    if kind == "consent" and capacity == "parent":
        return "consent_custodian" if _before_custody(row, case, person, zone) else None
    if capacity == "own_counsel" and kind in {"consent", "counsel_decision"}:
        return "counsel"
    return "court_order" if (kind, capacity) == ("court_order", "court") else None


def _is_self(row: Authorization, case: Case, person: str) -> bool:
    known = {someone.id for someone in case.people}
    return row.by == person or (row.by not in known and row.about == (person,))


def _has_capacity(row: Authorization, case: Case, person: str) -> bool:
    """Say whether a giver who is a person of the file can give this: free text is believed."""
    giver = next((someone for someone in case.people if someone.id == row.by), None)
    if giver is None or row.by_capacity not in {"parent", "own_counsel"}:
        return True
    field = "of" if row.by_capacity == "parent" else "represents"
    stands_for = getattr(giver, field, ()) or getattr(giver, "of", ())
    return person in stands_for


def _before_custody(row: Authorization, case: Case, person: str, zone: ZoneInfo) -> bool:
    custody = events.first(case, {"taken_into_custody"}, [person], zone)
    return custody is None or row.on < custody.on


def decided_by_agency_counsel(row: Authorization, person: str, recipient: str, day: date) -> bool:
    """Say whether this is agency counsel's valid decision about a person and a recipient.

    It fulfils no cell; it serves R42 (counsel's silence) and R45 (the end of a hold).
    """
    decision = row.kind == "counsel_decision" and row.by_capacity == "agency_counsel"
    named = person in row.about and recipient in row.recipients
    return decision and named and valid_on(row, day)


def fulfilling(
    case: Case, person: str, category: str, recipient: str, day: date
) -> tuple[tuple[Authorization, Satisfier], ...]:
    """Return the valid authorizations for a person, a category and a class of recipient."""
    zone = ZoneInfo(case.court.timezone)
    found: list[tuple[Authorization, Satisfier]] = []
    for row in case.authorizations:
        named = person in row.about and category in row.covers and recipient in row.recipients
        what = satisfies(row, case, person, zone) if named and valid_on(row, day) else None
        if what is not None:
            found.append((row, what))
    return tuple(found)
