"""Whom a court paper is served on: those who may get their own version of it (R39, R74).

A person from whom someone of the paper is protected is not on the list, nor is his lawyer, and the
list then leaves all further service to the court's orders. Nothing on it tells why.
"""

from collections.abc import Iterator

from kinward.rules.facts.children import children_of
from kinward.rules.facts.fact import Node, code
from kinward.rules.facts.parents import Lawyer, lawyer_facts, other_lawyers, parent_of
from kinward.rules.safety import FOREIGN_STATE
from kinward.rules.setting import Setting
from schemas.case import Protection
from schemas.person import Counsel, Relative

KIN = "relatives_of:"


def service_facts(setting: Setting) -> dict[str, Node]:
    """Return the lawyers served beside the parent's own, and whether all parties are served."""
    rows = tuple(_protections(setting))
    avoided = {person for row in rows for person in _avoided(setting, row)}
    return {
        "served_counsel": [
            lawyer_facts(lawyer)
            for lawyer in other_lawyers(setting, parent_of(setting))
            if not avoided & _stands_for(lawyer)
        ],
        "service": {"all_parties": code(not rows)},
    }


def _protections(setting: Setting) -> Iterator[Protection]:
    """Yield what protects someone of the paper from a person on the paper's day."""
    concerned = {*setting.about, *(child.id for child in children_of(setting))}
    day = setting.as_of.date()
    for row in setting.case.restricted.protect:
        lasts = row.on <= day and (row.until is None or day <= row.until)
        if lasts and row.from_ != FOREIGN_STATE and concerned & set(row.who):
            yield row


def _avoided(setting: Setting, row: Protection) -> frozenset[str]:
    """Return the people whom a row keeps away: the one it names, or the relatives of that one."""
    if not row.from_.startswith(KIN):
        return frozenset({row.from_})
    children = set(getattr(setting.case.person(row.from_.removeprefix(KIN)), "of", ()))
    kin = (person for person in setting.case.people if isinstance(person, Relative))
    return frozenset(person.id for person in kin if children & set(person.of))


def _stands_for(lawyer: Lawyer) -> set[str]:
    """Return everyone whom a lawyer stands for, also beside this paper, and the lawyer."""
    person = lawyer.person
    beside = person.represents if isinstance(person, Counsel) else ()
    return {person.id, *lawyer.clients, *beside}
