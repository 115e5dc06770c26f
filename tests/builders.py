"""Facts of a usual family: a Mexican child taken into custody in San Diego, unless told otherwise.

Each builder returns plain facts as a case file holds them; `a_case` reads them as Kinward does.
"""

import json
from collections.abc import Sequence

from schemas.case import Case

Facts = dict[str, object]

OPENED = "2026-03-02"
KNOWN = "2026-03-03"


def an_address(**facts: object) -> Facts:
    """A sample address in San Diego."""
    return {
        "lines": ["1 Sample Street"],
        "city": "San Diego",
        "region": "CA",
        "country": "US",
        **facts,
    }


def a_nationality(country: str = "MX", known_on: str = KNOWN, **facts: object) -> Facts:
    """A nationality by birth, confirmed, learned the day after custody."""
    usual = {"country": country, "basis": "birth", "evidence": "confirmed", "known_on": known_on}
    return {**usual, **facts}


def a_child(**facts: object) -> Facts:
    """A Mexican girl of six."""
    usual: Facts = {
        "id": "child",
        "role": "child",
        "name": {"given": "Ana", "family": "Be"},
        "born_on": "2019-05-14",
        "nationalities": [a_nationality()],
    }
    return {**usual, **facts}


def a_parent(**facts: object) -> Facts:
    """Her Mexican mother, in the community."""
    usual: Facts = {
        "id": "mother",
        "role": "parent",
        "relationship": "mother",
        "of": ["child"],
        "name": {"given": "Cara", "family": "Be"},
        "nationalities": [a_nationality()],
        "whereabouts": {"kind": "community"},
    }
    return {**usual, **facts}


def detained(**facts: object) -> Facts:
    """Held by ICE, verified on the morning of 10 March."""
    usual: Facts = {
        "kind": "detained",
        "custodian": "ice",
        "facility": {
            "name": "Sample Center",
            "address": an_address(),
            "timezone": "America/Los_Angeles",
        },
        "a_number": "012345678",
        "verified_by": "Dee Eff",
        "verified_at": "2026-03-10T09:30:00-07:00",
        "method": "detainee_locator",
    }
    return {**usual, **facts}


def a_relative(**facts: object) -> Facts:
    """A grandmother in Oaxaca who offers a home."""
    usual: Facts = {
        "id": "grandmother",
        "role": "relative",
        "relationship": "maternal_grandmother",
        "of": ["child"],
        "name": {"given": "Gea", "family": "Ha"},
        "offers_home": True,
        "address": an_address(city="Oaxaca de Juárez", region="Oaxaca", country="MX"),
    }
    return {**usual, **facts}


def a_lawyer(**facts: object) -> Facts:
    """Counsel of the mother."""
    usual: Facts = {
        "id": "lawyer",
        "role": "counsel",
        "represents": ["mother"],
        "status": "appointed",
        "name": {"given": "Ida", "family": "Jot"},
    }
    return {**usual, **facts}


def a_guardian_ad_litem(**facts: object) -> Facts:
    """The child's guardian ad litem."""
    usual: Facts = {
        "id": "gal",
        "role": "guardian_ad_litem",
        "of": ["child"],
        "name": {"given": "Kai", "family": "El"},
    }
    return {**usual, **facts}


def an_event(kind: str = "taken_into_custody", on: str = OPENED, **facts: object) -> Facts:
    """Something that happened to the child; custody on the day of opening."""
    return {"kind": kind, "on": on, "of": ["child"], **facts}


def a_hearing(**facts: object) -> Facts:
    """A status conference in which the parent may take part by video."""
    usual: Facts = {
        "id": "hearing",
        "kind": "status_conference",
        "at": "2026-03-25T09:00:00",
        "attendance": ["in_person", "video"],
    }
    return {**usual, **facts}


def a_check(of: Sequence[str] = ("child", "mother"), **facts: object) -> Facts:
    """A safety check that came out clear."""
    usual: Facts = {
        "of": list(of),
        "on": KNOWN,
        "by": "Dee Eff",
        "asked_of": "person",
        "language": "es",
        "result": "clear",
    }
    return {**usual, **facts}


def an_authorization(**facts: object) -> Facts:
    """The mother's consent that the consulate learns who she is."""
    usual: Facts = {
        "id": "consent-1",
        "kind": "consent",
        "on": "2026-03-05",
        "by": "mother",
        "by_capacity": "self",
        "about": ["mother"],
        "covers": ["parent_identity"],
        "recipients": ["consulate"],
    }
    return {**usual, **facts}


def a_release(**facts: object) -> Facts:
    """Agency counsel's written decision that the consulate may be told about child and mother."""
    usual = an_authorization(
        id="release-1",
        kind="counsel_decision",
        by="Ruth El",
        by_capacity="agency_counsel",
        about=["child", "mother"],
        covers=["child_identity"],
    )
    return {**usual, **facts}


def case_facts(**facts: object) -> Facts:
    """A usual case as a file holds it."""
    usual: Facts = {
        "case_number": "SD-26-0113",
        "agency": "us-ca-san-diego",
        "state": "CA",
        "county": "San Diego",
        "opened_on": OPENED,
        "needs": ["consular_notification"],
        "court": {
            "name": "Juvenile Court",
            "docket_number": "J-1",
            "timezone": "America/Los_Angeles",
            "address": an_address(),
        },
        "worker": {"name": {"given": "Dee", "family": "Eff"}},
        "people": [a_child(), a_parent(), a_guardian_ad_litem()],
        "events": [an_event()],
        "safety_checks": [a_check()],
    }
    return {**usual, **facts}


def a_case(**facts: object) -> Case:
    """A usual case, with the facts that matter to a test."""
    return read_facts(case_facts(**facts))


def read_facts(facts: Facts) -> Case:
    """A case from plain facts, through the same strict door as a file."""
    return Case.model_validate_json(json.dumps(facts))


def facts_of(case: Case) -> Facts:
    """The plain facts of a case."""
    facts: Facts = json.loads(case.model_dump_json(by_alias=True))
    return facts


def changed(case: Case, **facts: object) -> Case:
    """The same case with some of its fields replaced."""
    return read_facts({**facts_of(case), **facts})


def with_person(case: Case, person_id: str, **facts: object) -> Case:
    """The same case with some facts of one person replaced."""
    people: list[Facts] = json.loads(case.model_dump_json(by_alias=True))["people"]
    return changed(case, people=[{**p, **facts} if p["id"] == person_id else p for p in people])
