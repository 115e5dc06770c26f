"""Which items of a data sheet a letter carries in this case: the named conditions of sheets."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from kinward.rules.authorizations import fulfilling
from kinward.rules.location import next_hearing
from kinward.rules.representation import counsel_on
from kinward.rules.setting import Setting
from schemas.disclosure import Satisfier
from schemas.document import Field_
from schemas.person import Parent, ParentLike
from schemas.procedure import Vocabulary

Split = tuple[tuple[Field_, ...], tuple[Field_, ...]]


def items_of(setting: Setting, vocabulary: Vocabulary) -> Split:
    """Return the items whose condition holds, and those that are left out."""
    active = tuple(row for row in setting.kind.fields if _holds(row, setting, vocabulary))
    return active, tuple(row for row in setting.kind.fields if row not in active)


def _holds(item: Field_, setting: Setting, vocabulary: Vocabulary) -> bool:
    if item.when == "termination_hearing":
        return _ends_rights(setting, vocabulary)
    return item.when is None or CONDITIONS[item.when](setting)


def _parent(setting: Setting) -> ParentLike | None:
    return next((p for p in setting.case.parents if p.id in setting.about), None)


def _children(setting: Setting) -> tuple[str, ...]:
    parent = _parent(setting)
    return parent.of if parent else setting.about


def _represented(setting: Setting) -> bool:
    parent = _parent(setting)
    if parent is None:
        return False
    zone = ZoneInfo(setting.case.court.timezone)
    return counsel_on(setting.case, parent.id, setting.as_of.date(), zone) is not None


def _allowed(setting: Setting, people: tuple[str, ...], category: str) -> set[Satisfier]:
    """Return what allows a category about any of these people to this recipient on this day."""
    day, class_ = setting.as_of.date(), setting.recipient.class_
    return {
        what
        for person in people
        for _, what in fulfilling(setting.case, person, category, class_, day)
    }


def _by_order(setting: Setting, people: tuple[str, ...], category: str) -> bool:
    return "court_order" in _allowed(setting, people, category)


def _appointed(setting: Setting) -> bool:
    return setting.variant == "after_appointment"


def _ends_rights(setting: Setting, vocabulary: Vocabulary) -> bool:
    hearing = next_hearing(setting.case, setting.as_of)
    ending = {row.kind for row in vocabulary.hearings if row.terminates_rights}
    return hearing is not None and hearing.kind in ending


def _in_person(setting: Setting) -> bool:
    hearing = next_hearing(setting.case, setting.as_of)
    return hearing is not None and hearing.attendance_chosen == "in_person"


def _clients_consent(setting: Setting) -> bool:
    return bool(_allowed(setting, setting.about, "a_number"))


def _counsel_agrees(setting: Setting) -> bool:
    clients = tuple(p.id for p in setting.case.people if isinstance(p, Parent))
    return "counsel" in _allowed(setting, clients, "counsel_identity")


def _never(_setting: Setting) -> bool:
    """Say no: nothing in a case file or the library decides this yet, and unknown is not met."""
    return False


CONDITIONS: Mapping[str, Callable[[Setting], bool]] = {
    "before_appointment": lambda s: s.variant == "before_appointment",
    "after_appointment": _appointed,
    "after_appointment_or_consent": lambda s: _appointed(s) or _clients_consent(s),
    "after_appointment_or_order": lambda s: (
        _appointed(s) or _by_order(s, _children(s), "child_identity")
    ),
    "parent_represented": _represented,
    "parent_not_represented": lambda s: not _represented(s),
    # The name alone, where it is needed to identify the child, is part of the minimum (R46).
    "parents_identify_the_child": lambda s: bool(s.case.parents),
    "counsel_agrees": _counsel_agrees,
    "court_needs_a_number": lambda s: _by_order(s, s.about, "a_number"),
    "court_ordered_summary": lambda s: _by_order(s, _children(s), "abuse_allegations"),
    "court_ordered_welfare_check": lambda s: _by_order(s, s.about, "proposed_caregiver_abroad"),
    "custodian_may_be_told": lambda s: bool(_allowed(s, s.about, "parent_identity")),
    "production_in_person": _in_person,
    "route_is_iss": lambda s: s.variant == "iss",
    "office_copy": lambda s: s.recipient.class_ == "agency_counsel",
    "instrument_asks_own_fields": _never,
    "continuance_needed": _never,
}
"""Every name that `when` of a sheet's items may use, but the hearing that may end rights, which
needs the vocabulary."""
