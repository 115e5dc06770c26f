"""What a consent, order, waiver or decision fulfils, and on which days."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.authorizations import fulfilling, satisfies, valid_on
from schemas.case import Authorization
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_guardian_ad_litem,
    a_lawyer,
    a_parent,
    an_authorization,
)

ZONE = ZoneInfo("America/Los_Angeles")
PEOPLE = [a_child(), a_parent(), a_lawyer(), a_guardian_ad_litem()]
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def a_row(**facts: object) -> Authorization:
    """The mother's consent, or what a test makes of it."""
    return Authorization.model_validate_json(json.dumps(an_authorization(**facts)))


@pytest.mark.parametrize(
    ("facts", "person", "what"),
    [
        pytest.param({}, "mother", "consent_self", id="one's own consent"),
        pytest.param({"kind": "waiver"}, "mother", "consent_self", id="one's own waiver"),
        pytest.param({"by": "Cara Be"}, "mother", "consent_self", id="one's name in free text"),
        pytest.param({"by": "Cara Be", "about": ["mother", "child"]}, "mother", None,
                     id="a name that may be another's"),
        pytest.param({"about": ["child"]}, "child", None, id="another's consent as one's own"),
        pytest.param({"by": "Agency", "by_capacity": "legal_custodian", "about": ["child"]},
                     "child", "consent_custodian", id="the custodian's consent"),
        pytest.param({"by_capacity": "parent", "about": ["child"]}, "child", None,
                     id="a parent's consent after custody"),
        pytest.param({"by_capacity": "parent", "about": ["child"], "on": "2026-03-01"}, "child",
                     "consent_custodian", id="a parent's consent before custody"),
        pytest.param({"by_capacity": "parent", "about": ["child"], "on": "2026-03-02"}, "child",
                     None, id="a parent's consent on the day of custody"),
        pytest.param({"by": "lawyer", "by_capacity": "parent", "about": ["child"],
                      "on": "2026-03-01"}, "child", None, id="a parent who is none of the child"),
        pytest.param({"by": "lawyer", "by_capacity": "own_counsel"}, "mother", "counsel",
                     id="own counsel's consent"),
        pytest.param({"by": "lawyer", "by_capacity": "own_counsel", "kind": "counsel_decision"},
                     "mother", "counsel", id="own counsel's decision"),
        pytest.param({"by": "lawyer", "by_capacity": "own_counsel", "about": ["child"]}, "child",
                     None, id="another's counsel"),
        pytest.param({"by": "gal", "by_capacity": "own_counsel", "about": ["child"]}, "child",
                     "counsel", id="the child's guardian ad litem"),
        pytest.param({"by": "Court", "by_capacity": "court", "kind": "court_order"}, "mother",
                     "court_order", id="a court's order"),
        pytest.param({"by_capacity": "self", "kind": "court_order"}, "mother", None,
                     id="an order of nobody's court"),
        pytest.param({"by": "Court", "by_capacity": "court", "kind": "sealing_order"}, "mother",
                     None, id="a sealing order only narrows"),
        pytest.param({"by": "R. A.", "by_capacity": "agency_counsel",
                      "kind": "counsel_decision"}, "mother", None,
                     id="agency counsel fulfils no cell"),
    ],
)  # fmt: skip
def test_r46_what_an_authorization_fulfils(facts: Facts, person: str, what: str | None) -> None:
    case = a_case(people=PEOPLE)
    assert satisfies(a_row(**facts), case, person, ZONE) == what


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        pytest.param(date(2026, 3, 4), False, id="the day before it was given"),
        pytest.param(date(2026, 3, 5), True, id="the day it was given"),
        pytest.param(date(2026, 3, 8), True, id="the day before it was revoked"),
        pytest.param(date(2026, 3, 9), False, id="the day it was revoked"),
    ],
)
def test_a_consent_is_used_neither_before_its_day_nor_from_its_revocation(
    day: date, *, valid: bool
) -> None:
    case = a_case(people=PEOPLE, authorizations=[an_authorization(revoked_on="2026-03-09")])
    found = fulfilling(case, "mother", "parent_identity", "consulate", day)
    assert bool(found) is valid


@pytest.mark.parametrize(
    ("person", "category", "recipient"),
    [
        pytest.param("child", "parent_identity", "consulate", id="another person"),
        pytest.param("mother", "a_number", "consulate", id="another category"),
        pytest.param("mother", "parent_identity", "iss", id="another recipient"),
    ],
)
def test_an_authorization_counts_for_what_it_names_only(
    person: str, category: str, recipient: str
) -> None:
    case = a_case(people=PEOPLE, authorizations=[an_authorization()])
    day = date(2026, 3, 10)
    assert fulfilling(case, "mother", "parent_identity", "consulate", day)
    assert not fulfilling(case, person, category, recipient, day)


@given(on=days, day=days, expires=st.none() | days, revoked=st.none() | days)
def test_no_authorization_holds_outside_its_days(
    on: date, day: date, expires: date | None, revoked: date | None
) -> None:
    row = a_row().model_copy(update={"on": on, "expires_on": expires, "revoked_on": revoked})
    inside = on <= day and (expires is None or day <= expires)
    assert valid_on(row, day) is (inside and not (revoked is not None and revoked <= day))
