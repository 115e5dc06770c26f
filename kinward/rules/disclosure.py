"""Who may see what, whose, on this day (R39): matrix, consents, conditions, never-list, route.

Deny by construction: a letter is written from what its recipient may see, not from the case. A
missing row is deny; a document's *never* beats any cell, consent or order; a sheet that several
hands read carries only what every one of them may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kinward.rules.authorizations import fulfilling
from kinward.rules.preconditions import Ask, unmet
from kinward.rules.rulebook import Rulebook
from kinward.rules.setting import Recipient, Setting
from kinward.rules.subjects import subject_of
from schemas.case import Authorization
from schemas.disclosure import Cell
from schemas.person import Child, Detained

ICE = "ice_field_office"
ICE_CUSTODIANS = frozenset({"ice", "cbp"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a value may be seen, by which rule, resting on which authorizations."""

    allowed: bool
    rule: str
    rests_on: tuple[Authorization, ...] = ()
    missing_authorization: bool = False
    condition_unmet: bool = False
    """Whether a condition of the case refuses it: it may be a protection, and is not named."""


DENIED_WITHOUT_ROW = Verdict(allowed=False, rule="no row: deny")


@dataclass(frozen=True, slots=True)
class Reader:
    """A letter's setting, everyone the paper names, and the rules: what may its reader see."""

    setting: Setting
    named: frozenset[str]
    book: Rulebook

    def may_see(self, category: str, people: Iterable[str]) -> Verdict:
        """Return whether every hand on the sheet may see a category about all of these people."""
        verdicts = [
            self._one(category, person, recipient)
            for recipient in hands(self.setting.recipient)
            for person in (tuple(people) or (None,))
        ]
        refused = [verdict for verdict in verdicts if not verdict.allowed]
        if refused:
            return refused[0]
        rests_on = tuple(dict.fromkeys(row for verdict in verdicts for row in verdict.rests_on))
        return Verdict(allowed=True, rule=verdicts[0].rule, rests_on=rests_on)

    def _one(self, category: str, person: str | None, recipient: Recipient) -> Verdict:
        setting = self.setting
        covered = covered_children(setting)
        subject = "any" if person is None else subject_of(setting.case, person, recipient, covered)
        if never_said(setting, category, _side(setting, person) or subject):
            return Verdict(allowed=False, rule=f"never in {setting.kind.kind}")
        ask = Ask(
            case=setting.case,
            recipient=recipient,
            category=category,
            person=person,
            subject=subject,
            moment=setting.as_of,
            covered=covered,
            named=self.named,
            built=frozenset(_built(setting, recipient)),
        )
        verdict = _by_cell(ask, self.book)
        stricter = _stricter_cell(ask, self.book) if verdict.allowed else None
        return stricter if stricter and not stricter.allowed else verdict


def hands(recipient: Recipient) -> tuple[Recipient, ...]:
    """Return everyone who reads the sheet: the addressee and the carriers that read it."""
    return (recipient, *(replace(recipient, class_=name) for name in recipient.reads_with))


def never_said(setting: Setting, category: str, subject: str) -> bool:
    """Say whether this kind of document never says a whole category about this subject."""
    return any(
        row.category == category and row.scope == "category" and row.subject in {"any", subject}
        for row in setting.kind.never
    )


def _side(setting: Setting, person: str | None) -> str | None:
    """Return the subject of someone the paper is about, as the addressee sees it.

    A sheet's *never* is written from the addressee's side: in a copy for agency counsel the child
    of the paper is still the paper's own child.
    """
    if person is None or person not in setting.about:
        return None
    return "own_child" if isinstance(setting.case.person(person), Child) else "own_client"


def covered_children(setting: Setting) -> frozenset[str]:
    """Return the children whom the letter's own duties cover under their governing instrument."""
    bound = {duty.about for duty in setting.duties if duty.governed_by and duty.about}
    return frozenset(bound & {child.id for child in setting.case.children})


def _built(setting: Setting, recipient: Recipient) -> Iterable[str]:
    if setting.kind.signer in {"agency_counsel", "declarant_and_agency_counsel"}:
        yield "signed_by_agency_counsel"
    if recipient.class_ == "juvenile_court":
        # The court's own file: the caption page alone is open, the rest is confidential.
        yield "confidential_attachment"
        yield "not_in_served_copy"
    if recipient.class_ == "mail_envelope":
        yield "envelope_only"


def _cell(ask: Ask, recipient: str, book: Rulebook) -> Cell | None:
    exact = book.cells.get((ask.category, ask.subject, recipient))
    return exact or book.cells.get((ask.category, "any", recipient))


def _by_cell(ask: Ask, book: Rulebook) -> Verdict:
    cell = _cell(ask, ask.recipient.class_, book)
    if cell is None:
        return DENIED_WITHOUT_ROW
    if cell.rule == "deny":
        return Verdict(allowed=False, rule=f"matrix: deny ({cell.subject})")
    failed = unmet(cell.preconditions, ask)
    if failed:
        return Verdict(allowed=False, rule=f"matrix: {failed[0]} not met", condition_unmet=True)
    if cell.rule == "allow":
        return Verdict(allowed=True, rule="matrix: allow")
    return _by_authorization(ask, cell)


def _by_authorization(ask: Ask, cell: Cell) -> Verdict:
    day = ask.moment.date()
    rows = (
        fulfilling(ask.case, ask.person, ask.category, ask.recipient.class_, day)
        if ask.person
        else ()
    )
    resting = tuple(row for row, what in rows if what in cell.satisfied_by)
    if resting:
        return Verdict(allowed=True, rule=f"matrix: {cell.rule}", rests_on=resting)
    return Verdict(
        allowed=False, rule=f"matrix: {cell.rule}, none valid", missing_authorization=True
    )


def _stricter_cell(ask: Ask, book: Rulebook) -> Verdict | None:
    """Return ICE's own verdict where ICE or CBP is the custodian, or it is not known (R51)."""
    if ask.recipient.class_ != "detention_facility" or ask.person is None:
        return None
    where = getattr(ask.case.person(ask.person), "whereabouts", None)
    custodian = where.custodian if isinstance(where, Detained) else "ice"
    if custodian not in ICE_CUSTODIANS:
        return None
    return _by_cell(replace(ask, recipient=replace(ask.recipient, class_=ICE)), book)
