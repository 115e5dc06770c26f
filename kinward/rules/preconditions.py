"""The named conditions of the sharing matrix; what is unknown is not met."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from kinward.rules.authorizations import decided_by_agency_counsel, fulfilling, valid_on
from kinward.rules.representation import counsel_on, lawyers_of
from kinward.rules.safety import on_hold, protected_from, unchecked
from kinward.rules.setting import Recipient
from schemas.case import Case
from schemas.person import Detained


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the matrix: may this recipient see this category about this person, now."""

    case: Case
    recipient: Recipient
    category: str
    person: str | None
    subject: str
    moment: datetime
    covered: frozenset[str]
    named: frozenset[str]
    """Everyone whom the paper names: each parent named needs a safety check."""
    built: frozenset[str] = field(default_factory=frozenset)
    """Conditions that the paper meets by the way it is built."""


def _safety_check_clear(ask: Ask) -> bool:
    return not unchecked(ask.case, ask.named, ask.moment.date())


def _no_protection_hold(ask: Ask) -> bool:
    return not on_hold(ask.case, ask.moment.date(), ask.recipient.class_)


def _national_or_instrument_covers(ask: Ask) -> bool:
    if ask.person is None:
        return False
    rows = getattr(ask.case.person(ask.person), "nationalities", ())
    return ask.person in ask.covered or any(r.country == ask.recipient.country for r in rows)


def _not_protected_from_recipient(ask: Ask) -> bool:
    """Nobody in the row is protected from the recipient or those it stands for (R74)."""
    stands_for = {*ask.recipient.clients, ask.recipient.person or ""}
    person, day = ask.person, ask.moment.date()
    return person is None or not protected_from(ask.case, person, stands_for, day)


def _counsel_first(ask: Ask) -> bool:
    """Counsel's written yes, a court order, or counsel's silence and agency counsel's decision."""
    if ask.person is None:
        return False
    zone = ZoneInfo(ask.case.court.timezone)
    if counsel_on(ask.case, ask.person, ask.moment.date(), zone) is None:
        return True
    day, to = ask.moment.date(), ask.recipient.class_
    rows = fulfilling(ask.case, ask.person, ask.category, to, day)
    return any(what in {"counsel", "court_order"} for _, what in rows) or any(
        decided_by_agency_counsel(row, ask.person, to, day) for row in ask.case.authorizations
    )


def _in_custody_verified(ask: Ask) -> bool:
    where = getattr(ask.case.person(ask.person), "whereabouts", None) if ask.person else None
    return isinstance(where, Detained) and where.verified_at <= ask.moment


def _placement_candidate(ask: Ask) -> bool:
    return bool(ask.person and getattr(ask.case.person(ask.person), "offers_home", None))


def _part2_consent_if_sud(ask: Ask) -> bool:
    return ask.case.care is None or ask.case.care.needs_part2 is not True


def _order_made(ask: Ask) -> bool:
    """An order counts that is valid that day and names this class of recipient."""
    return any(
        row.kind == "court_order"
        and valid_on(row, ask.moment.date())
        and ask.recipient.class_ in row.recipients
        for row in ask.case.authorizations
    )


def _with_childs_counsel(ask: Ask) -> bool:
    return bool(ask.person and lawyers_of(ask.case, ask.person))


def _own_only(ask: Ask) -> bool:
    return ask.subject in {"own_client", "self"}


def _always(_ask: Ask) -> bool:
    return True


MET_BY: Mapping[str, Callable[[Ask], bool]] = {
    "safety_check_clear": _safety_check_clear,
    "no_protection_hold": _no_protection_hold,
    "national_or_instrument_covers": _national_or_instrument_covers,
    "not_protected_from_recipient": _not_protected_from_recipient,
    "counsel_first": _counsel_first,
    "in_custody_verified": _in_custody_verified,
    "placement_candidate": _placement_candidate,
    "part2_consent_if_sud": _part2_consent_if_sud,
    "order_made": _order_made,
    "with_childs_counsel": _with_childs_counsel,
    "own_only": _own_only,
    # By construction: the sheet names the field, the reporter is never a value of a letter, the
    # restricted part is never a value of a letter, no exception for a relative is logged.
    "minimum_only": _always,
    "reporter_removed": _always,
    "relative_not_excepted": _always,
    # Met unless the court's row says that docket numbers are confidential; none does yet.
    "standing_order_if_docket_confidential": _always,
    # The stricter cell is looked up beside this one (`disclosure.py`).
    "ice_cell_if_ice_or_cbp": _always,
}


def unmet(names: tuple[str, ...], ask: Ask) -> tuple[str, ...]:
    """Return the conditions that do not hold; one that nobody can decide is not met."""
    return tuple(
        name
        for name in names
        if name not in ask.built and not (name in MET_BY and MET_BY[name](ask))
    )
