"""Parents and guardians, where the one of the paper is, and the lawyers of the case."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kinward.rules import happened as events
from kinward.rules.facts.children import children_of, spoken_facts, zone_of
from kinward.rules.facts.fact import Node, code, rows, said
from kinward.rules.facts.places import address_lines
from kinward.rules.location import held_at, is_current
from kinward.rules.representation import ACTIVE, counsel_on
from kinward.rules.setting import Setting
from schemas.person import (
    Abroad,
    AttorneyGroup,
    Casa,
    Counsel,
    Detained,
    GuardianAdLitem,
    ParentLike,
    Unknown,
)


@dataclass(frozen=True, slots=True)
class Lawyer:
    """A lawyer of the case, for which side, and for which people of the paper."""

    person: Counsel | GuardianAdLitem | AttorneyGroup | Casa
    role: str
    clients: tuple[str, ...]


def parent_of(setting: Setting) -> ParentLike | None:
    """Return the parent or guardian whom the paper is about, if it is about one."""
    return next((p for p in setting.case.parents if p.id in setting.about), None)


def parents_facts(setting: Setting) -> dict[str, Node]:
    """Return the parents by name, the one the paper is about, and the lawyers."""
    named = {child.id for child in children_of(setting)}
    parents = [p for p in setting.case.parents if named & set(p.of)]
    parent = parent_of(setting)
    return {
        "parents": [
            {
                "name": said(one.name.full, one.id),
                "native_name": said(one.name.native, one.id),
                "relationship": code(one.relationship, *sorted(named & set(one.of))),
            }
            for one in parents
        ],
        "parent": _parent(setting, parent) if parent else None,
        "parent_counsel": _own_counsel(setting, parent) if parent else None,
        "other_counsel": [lawyer_facts(one) for one in other_lawyers(setting, parent)],
        "searches": _searches(parent) if parent else [],
    }


def _parent(setting: Setting, parent: ParentLike) -> Node:
    where = held_at(parent, setting.case, setting.as_of)
    return {
        "name": said(parent.name.full, parent.id),
        "aliases": rows(parent.name.aliases, parent.id),
        "relationship": code(parent.relationship, *parent.of),
        "born_on": said(parent.born_on, parent.id),
        "detained": code(where is not None, parent.id),
        "a_number": said(where.a_number if where else None, parent.id),
        **_held(where, parent),
        **_abroad(setting, parent),
        **_verified(setting, parent),
        **spoken_facts(parent.languages, parent.id),
    }


def _held(where: Detained | None, parent: ParentLike) -> dict[str, Node]:
    place = where.facility if where else None
    return {
        "facility_name": said(place.name if place else None, parent.id),
        "facility_address_lines": rows(address_lines(place.address) if place else (), parent.id),
        "facility_zone": code(place.timezone if place else None, parent.id),
        "legal_calls": said(place.legal_calls if place else None, parent.id),
        "custodian": code(where.custodian if where else None, parent.id),
    }


def _abroad(setting: Setting, parent: ParentLike) -> dict[str, Node]:
    where = parent.whereabouts if isinstance(parent.whereabouts, Abroad) else None
    gone = events.latest(setting.case, {"parent_removed"}, [parent.id], zone_of(setting))
    removed = gone if where else None
    return {
        "removed": code(removed is not None, parent.id),
        "removed_on": said(removed.on if removed else None, parent.id),
        "country": code(where.country if where else None, parent.id),
        "address_lines": rows(_address_lines(parent), parent.id),
    }


def _address_lines(parent: ParentLike) -> tuple[str, ...]:
    """Return where a parent who is not held gets post."""
    where = parent.whereabouts
    if isinstance(where, Abroad):
        return address_lines(where.address)
    return () if isinstance(where, Detained) else address_lines(parent.address)


def _verified(setting: Setting, parent: ParentLike) -> dict[str, Node]:
    """Return who verified the place, when and how, and whether that still holds (R52).

    What is verified only later is no verification yet, nor is that of a place the parent has left.
    """
    held = held_at(parent, setting.case, setting.as_of)
    where = held or (parent.whereabouts if isinstance(parent.whereabouts, Abroad) else None)
    known = where if where and where.verified_at and where.verified_at <= setting.as_of else None
    at = known.verified_at if known else None
    zone = setting.case.court.timezone
    current = is_current(parent, setting.case, setting.as_of, setting.limits) if held else None
    return {
        "verified_at": said(at.astimezone(ZoneInfo(zone)) if at else None, parent.id),
        "verified_zone": code(zone if at else None, parent.id),
        "verified_by": said(known.verified_by if known else None, parent.id),
        "verified_method": code(known.method if known else None, parent.id),
        "location_current": code(current, parent.id),
    }


def _own_counsel(setting: Setting, parent: ParentLike) -> Node:
    lawyer = counsel_on(setting.case, parent.id, setting.as_of.date(), zone_of(setting))
    return lawyer_facts(Lawyer(lawyer, "parent", (parent.id,))) if lawyer else None


def other_lawyers(setting: Setting, parent: ParentLike | None) -> Iterator[Lawyer]:
    """Yield the children's lawyers, then those of the other parents, about their clients."""
    children = {child.id for child in children_of(setting)}
    for person in setting.case.childs_lawyers(frozenset(children)):
        if isinstance(person, Counsel) and person.status not in ACTIVE:
            continue
        clients = person.of if isinstance(person, GuardianAdLitem) else person.represents
        yield Lawyer(person, "child", tuple(c for c in clients if c in children))
    for other in setting.case.parents:
        is_other = (parent is None or other.id != parent.id) and children & set(other.of)
        day = setting.as_of.date()
        lawyer = counsel_on(setting.case, other.id, day, zone_of(setting)) if is_other else None
        if lawyer is not None:
            yield Lawyer(lawyer, "other_parent", (other.id,))


def lawyer_facts(lawyer: Lawyer) -> Node:
    """Return how a lawyer is named and reached; the facts are about the clients."""
    person, clients = lawyer.person, lawyer.clients
    return {
        "name": said(person.name.full, *clients),
        "organization": said(getattr(person, "organization", None), *clients),
        "email": said(person.email, *clients),
        "phone": code(person.phone, *clients),
        "address_lines": rows(address_lines(person.address), *clients),
        "for_role": code(lawyer.role, *clients),
    }


def _searches(parent: ParentLike) -> list[Node]:
    where = parent.whereabouts
    return [
        {
            "on": said(step.on, parent.id),
            "method": code(step.method, parent.id),
            "result": said(step.result, parent.id),
            "by": said(step.by, parent.id),
        }
        for step in (where.search_log if isinstance(where, Unknown) else ())
    ]
