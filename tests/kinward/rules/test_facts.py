from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.facts import Fact, letter_facts
from kinward.rules.location import hearing_time
from kinward.rules.setting import Setting
from kinward.rules.view import leaves
from schemas.case import Authorization, Case
from tests.kinward.rules.letter_settings import (
    ARIZONA,
    COLORADO,
    FLORIDA,
    ILLINOIS,
    SAN_DIEGO,
    WASHINGTON,
    the_family,
    the_setting,
)

NOTICE, STUDY = "consular_notification", "home_study_request"
LOCATION, COUNSEL = "notice_of_parent_location", "notice_to_parent_counsel"


def said(setting: Setting, name: str) -> list[object]:
    """Every value that a name stands for, absent ones left out."""
    found = [fact for _, fact in leaves(letter_facts(setting), name)]
    return [fact.value for fact in found if fact.value is not None]


def a_case(family: str, **changed: object) -> Case:
    return the_family(family).model_copy(update=changed)


def an_order(**changed: object) -> Authorization:
    usual = {
        "id": "order-9",
        "kind": "court_order",
        "on": "2026-03-09",
        "by": "Juvenile Court",
        "by_capacity": "court",
        "about": ["sofia"],
        "covers": ["child_identity"],
        "recipients": ["foreign_central_authority"],
    }
    return Authorization.model_validate({**usual, **changed}, strict=False)


def orders_named(*rows: Authorization) -> list[object]:
    case = a_case(SAN_DIEGO, authorizations=rows)
    return said(the_setting(SAN_DIEGO, STUDY, case=case), "authorizations[].id")


def test_a_fact_says_whom_it_is_about_and_hides_its_value() -> None:
    number = next(
        fact for _, fact in leaves(letter_facts(the_setting(FLORIDA, COUNSEL)), "parent.a_number")
    )
    assert number == Fact("098765432", ("roselaure",))
    assert "098765432" not in repr(number)


@pytest.mark.parametrize("family", [SAN_DIEGO, COLORADO, WASHINGTON])
def test_every_fact_about_a_child_names_that_child(family: str) -> None:
    facts = letter_facts(the_setting(family, NOTICE))
    names = [fact for _, fact in leaves(facts, "children[].name")]
    assert [fact.about for fact in names] == [(child.id,) for child in the_family(family).children]


def test_a_paper_about_a_parent_names_the_parents_children() -> None:
    assert said(the_setting(FLORIDA, COUNSEL), "children[].initials") == ["W. J."]


@given(hours=st.integers(min_value=-24 * 30, max_value=24 * 30))
def test_the_next_hearing_lies_after_the_moment_or_there_is_none(hours: int) -> None:
    setting = the_setting(SAN_DIEGO, NOTICE)
    moment = setting.as_of + timedelta(hours=hours)
    ahead = [
        hearing_time(setting.case, hearing)
        for hearing in setting.case.hearings
        if hearing_time(setting.case, hearing) > moment
    ]
    assert said(replace(setting, as_of=moment), "hearing.at") == sorted(ahead)[:1]


def test_a_hearing_at_this_very_moment_is_not_the_next_one() -> None:
    setting = the_setting(SAN_DIEGO, NOTICE)
    at = hearing_time(setting.case, setting.case.hearings[1])
    assert said(replace(setting, as_of=at), "hearing.at") == []


def test_a_hearing_is_told_in_the_zone_of_the_court_and_of_the_place_of_detention() -> None:
    setting = the_setting(FLORIDA, COUNSEL)
    assert said(setting, "hearing.zone") == ["America/New_York"]
    assert said(setting, "hearing.facility_zone") == ["America/New_York"]
    at = said(setting, "hearing.at")[0]
    assert isinstance(at, datetime)
    assert at.astimezone(UTC) == datetime(2026, 7, 8, 12, 30, tzinfo=UTC)


def test_the_title_of_a_hearing_is_the_librarys() -> None:
    titles = said(the_setting(SAN_DIEGO, LOCATION), "hearing.kind_title")
    assert titles == ["jurisdiction and disposition hearing"]


def test_a_presumed_nationality_is_believed() -> None:
    assert said(the_setting(WASHINGTON, NOTICE), "children[].believed") == [True]
    assert said(the_setting(SAN_DIEGO, NOTICE), "children[].believed") == [False]


def test_under_ancestry_there_is_a_finding_and_no_nationality() -> None:
    setting = the_setting(ILLINOIS, NOTICE)
    assert said(setting, "children[].nationality_country") == []
    assert said(setting, "children[].nationalities[].country") == []
    assert said(setting, "children[].ancestry_country") == ["MX"]
    assert said(setting, "children[].ancestry_found_on") == [date(2026, 6, 15)]


def test_under_the_treaty_there_is_a_nationality_and_no_finding() -> None:
    setting = the_setting(COLORADO, NOTICE)
    assert said(setting, "children[].nationality_country") == ["HN", "HN"]
    assert said(setting, "children[].ancestry_found_on") == []


def test_a_person_without_a_record_of_languages_needs_nothing_that_nobody_knows() -> None:
    people = tuple(
        person.model_copy(update={"languages": None}) for person in the_family(SAN_DIEGO).people
    )
    setting = the_setting(SAN_DIEGO, LOCATION, case=a_case(SAN_DIEGO, people=people))
    assert said(setting, "parent.interpreter_needed") == []
    assert said(setting, "parent.languages[]") == []


@pytest.mark.parametrize(
    ("later", "current"),
    [
        pytest.param(timedelta(days=6), True, id="six days, the hearing far away"),
        pytest.param(timedelta(days=8), False, id="eight days"),
        pytest.param(timedelta(days=13), False, id="two days before the hearing"),
    ],
)
def test_a_place_is_current_for_seven_days_or_one(later: timedelta, current: bool) -> None:  # noqa: FBT001 - a table's column
    setting = the_setting(SAN_DIEGO, LOCATION)
    moved = replace(setting, as_of=setting.as_of + later)
    assert said(moved, "parent.location_current") == [current]


def test_a_parent_who_was_removed_is_told_with_country_and_day() -> None:
    parent = the_family(ARIZONA).parents[0]
    setting = replace(
        the_setting(SAN_DIEGO, LOCATION), case=the_family(ARIZONA), about=(parent.id,)
    )
    assert said(setting, "parent.removed_on") == [date(2026, 8, 11)]
    assert said(setting, "parent.country") == ["GT"]
    assert said(setting, "parent.facility_name") == []
    assert said(setting, "parent.reads_nothing") == [True]


def test_a_parent_who_is_held_gets_no_post_at_home() -> None:
    assert said(the_setting(FLORIDA, COUNSEL), "parent.address_lines[]") == []


def test_a_contact_not_verified_in_time_names_no_way() -> None:
    setting = the_setting(SAN_DIEGO, NOTICE)
    stale = replace(setting, as_of=setting.as_of + timedelta(days=120))
    assert said(setting, "recipient.fax") == ["+1 619 555 0100"]
    assert said(stale, "recipient.fax") == []
    assert said(stale, "recipient.email") == []
    assert said(stale, "recipient.contact_known") == [False]


def test_counsel_counts_from_the_day_of_the_appointment() -> None:
    setting = the_setting(SAN_DIEGO, COUNSEL)
    before = replace(setting, as_of=datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert said(setting, "parent_counsel.name") == ["Priya Nadar"]
    assert said(before, "parent_counsel.name") == []


def test_the_order_and_the_consent_of_the_home_study_are_named() -> None:
    found = said(the_setting(SAN_DIEGO, STUDY), "authorizations[].id")
    assert found == ["order-2", "consent-2"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(an_order(on="2026-03-11"), id="of tomorrow"),
        pytest.param(an_order(expires_on="2026-03-09"), id="run out"),
        pytest.param(an_order(revoked_on="2026-03-10"), id="revoked that day"),
        pytest.param(an_order(recipients=["ice_field_office"]), id="for another recipient"),
        pytest.param(an_order(about=["lucia"]), id="about another person"),
        pytest.param(an_order(covers=["a_number"]), id="of what the paper never says"),
        pytest.param(an_order(kind="sealing_order"), id="a sealing order"),
        pytest.param(
            an_order(kind="counsel_decision", by_capacity="agency_counsel"),
            id="a decision of agency counsel",
        ),
        pytest.param(
            an_order(kind="waiver", by="sofia", by_capacity="self"), id="a waiver of a hold"
        ),
    ],
)
def test_a_letter_names_no_authorization_that_does_not_carry_it(row: Authorization) -> None:
    assert orders_named(row) == []


def test_a_letter_names_the_authorization_that_carries_it() -> None:
    assert orders_named(an_order(expires_on="2026-03-10")) == ["order-9"]


def test_a_member_of_the_household_has_an_age_and_no_name() -> None:
    setting = the_setting(SAN_DIEGO, STUDY)
    assert said(setting, "household[].age") == [62]
    assert said(setting, "household[].agreed_on") == [date(2026, 3, 9)]


def test_restricted_notes_and_notes_of_events_are_no_facts() -> None:
    restricted = the_family(SAN_DIEGO).restricted.model_copy(update={"notes": "kept apart"})
    events = tuple(
        event.model_copy(update={"note": "not for print"})
        for event in the_family(SAN_DIEGO).events
    )
    case = a_case(SAN_DIEGO, restricted=restricted, events=events)
    for kind in (NOTICE, STUDY, LOCATION, COUNSEL):
        text = str(every_value(letter_facts(the_setting(SAN_DIEGO, kind, case=case))))
        assert "kept apart" not in text
        assert "not for print" not in text


def every_value(node: object) -> list[object]:
    if isinstance(node, Fact):
        return [node.value]
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [value for one in inner for value in every_value(one)]


@pytest.mark.parametrize("hours", [-1, 0])
def test_r52_what_is_verified_only_later_is_no_verification(hours: int) -> None:
    setting = the_setting(SAN_DIEGO, LOCATION)
    (at,) = said(setting, "parent.verified_at")
    assert isinstance(at, datetime)
    asked = replace(setting, as_of=at + timedelta(hours=hours))
    assert bool(said(asked, "parent.verified_at")) is (hours == 0)
    assert bool(said(asked, "parent.verified_by")) is (hours == 0)
    assert said(asked, "parent.location_current") == [hours == 0]


def test_r52_a_paper_says_nothing_of_a_place_that_the_parent_has_left() -> None:
    family = the_family(SAN_DIEGO)
    released = family.events[0].model_copy(
        update={
            "id": None,
            "kind": "parent_released",
            "on": date(2026, 3, 10),
            "of": (family.parents[0].id,),
        }
    )
    setting = the_setting(SAN_DIEGO, LOCATION)
    case = setting.case.model_copy(update={"events": (*family.events, released)})
    gone = replace(setting, case=case)
    assert said(setting, "parent.facility_name")
    assert said(gone, "parent.detained") == [False]
    for name in ("facility_name", "facility_address_lines[]", "verified_at", "a_number"):
        assert said(gone, f"parent.{name}") == []
