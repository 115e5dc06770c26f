"""A proposed home abroad, what the study must know, and the authorizations it rests on."""

from zoneinfo import ZoneInfo

from kinward.rules.authorizations import satisfies, valid_on
from kinward.rules.facts.children import children_of, spoken_facts
from kinward.rules.facts.fact import Node, code, rows, said
from kinward.rules.facts.places import address_lines
from kinward.rules.setting import Setting
from schemas.case import Authorization
from schemas.person import Caregiver, HouseholdMember, Relative

PRINTED_KINDS = frozenset({"consent", "court_order"})
"""Waivers, decisions of counsel and sealing orders are never printed: they may tell of a hold."""


def caregiver_of(setting: Setting) -> Relative | Caregiver | None:
    """Return the relative or other person whom the latest proposal for these children names."""
    children = {child.id for child in children_of(setting)}
    for event in reversed(setting.case.events):
        if event.kind == "placement_abroad_proposed" and children & set(event.of) and event.with_:
            person = setting.case.person(event.with_)
            return person if isinstance(person, Relative | Caregiver) else None
    return None


def placement_facts(setting: Setting) -> dict[str, Node]:
    """Return the caregiver, the household, the study, the child's care and what authorises it."""
    caregiver = caregiver_of(setting)
    children = tuple(child.id for child in children_of(setting))
    study, care = setting.case.home_study, setting.case.care
    return {
        "caregiver": _caregiver(caregiver) if caregiver else None,
        "household": (
            [_member(setting, row, caregiver.id) for row in caregiver.household]
            if caregiver
            else []
        ),
        "care": {
            "needs": said(care.needs if care else None, *children),
            "school": said(care.school if care else None, *children),
            "summary": said(care.summary if care else None, *children),
        },
        "home_study": {
            "report_needed_on": said(study.report_needed_on if study else None, *children),
            "payer": said(study.payer if study else None, *children),
            "questions": rows(study.questions if study else (), *children),
            "body": said(setting.route_body),
        },
        "authorizations": [_authorization(row, setting.about) for row in rests_on(setting)],
    }


def _caregiver(person: Relative | Caregiver) -> Node:
    return {
        "name": said(person.name.full, person.id),
        "relationship": code(person.relationship, person.id),
        "born_on": said(person.born_on, person.id),
        "address_lines": rows(address_lines(person.address), person.id),
        "country": code(person.address.country if person.address else None, person.id),
        "phone": code(person.phone, person.id),
        **spoken_facts(person.languages, person.id),
    }


def _member(setting: Setting, member: HouseholdMember, caregiver: str) -> Node:
    """Return a household member: relation and age; the name is nobody's to tell."""
    born, day = member.born_on, setting.as_of.date()
    age = None
    if born is not None:
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return {
        "relationship": code(member.relationship, caregiver),
        "born_on": said(born, caregiver),
        "age": said(age, caregiver),
        "agreed_on": said(member.agreed_on, caregiver),
    }


def rests_on(setting: Setting) -> tuple[Authorization, ...]:
    """Return the consents and orders, valid that day, that let this kind of paper name its facts.

    They count for the paper's own addressee and carriers, also when this copy goes to another.
    """
    return tuple(row for row in setting.case.authorizations if _serves(row, setting))


def _serves(row: Authorization, setting: Setting) -> bool:
    kind, case = setting.kind, setting.case
    routes = [r for r in kind.routes if r.variant in {None, setting.variant} and r.role != "copy"]
    categories = {item.category for item in kind.fields}
    caregiver = caregiver_of(setting)
    concerned = {*setting.about, *(child.id for child in children_of(setting))}
    concerned |= {caregiver.id} if caregiver else set()
    zone = ZoneInfo(case.court.timezone)
    return (
        row.kind in PRINTED_KINDS
        and valid_on(row, setting.as_of.date())
        and bool(concerned & set(row.about))
        and bool(categories & set(row.covers))
        and bool({route.recipient for route in routes} & set(row.recipients))
        and any(satisfies(row, case, person, zone) for person in row.about)
    )


def _authorization(row: Authorization, about: tuple[str, ...]) -> Node:
    """Return an authorization's identifier, date and scope, never its reasons or the person.

    It is about those whom the paper concerns.
    """
    return {
        "id": said(row.id, *about),
        "kind": code(row.kind, *about),
        "on": said(row.on, *about),
        "by_capacity": code(row.by_capacity, *about),
        "covers": rows(row.covers, *about, coded=True),
    }
