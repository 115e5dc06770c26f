"""Rules about who is written to and in which words: zones, roles, legal basis, service lists."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from pydantic import ValidationError

from kinward.library.showing import show
from kinward.rules.facts import letter_facts
from kinward.rules.posts import is_current
from kinward.rules.setting import Setting
from kinward.rules.view import leaves
from schemas.agency import Agency
from schemas.consulate import Contact
from schemas.document import DocumentKind
from schemas.person import Detained
from tests.kinward.rules.editing import version_edited, with_instrument
from tests.kinward.rules.letter_settings import (
    COLORADO,
    FLORIDA,
    ILLINOIS,
    SAN_DIEGO,
    WASHINGTON,
    the_setting,
)
from tests.library import the_book
from tests.mou_library.shipped import the_shipped_library

NOTICE, COUNSEL = "consular_notification", "notice_to_parent_counsel"
FOREIGN = {name for name, row in the_book().classes.items() if row.foreign_state_channel == "yes"}


def said(setting: Setting, name: str) -> list[object]:
    """Every value that a name stands for, absent ones left out."""
    found = [fact for _, fact in leaves(letter_facts(setting), name)]
    return [fact.value for fact in found if fact.value is not None]


def held_in(zone: str) -> Setting:
    """The San Diego notice to counsel, the mother held in a place of another zone."""
    setting = the_setting(SAN_DIEGO, COUNSEL)
    people = []
    for person in setting.case.people:
        where = getattr(person, "whereabouts", None)
        if isinstance(where, Detained):
            facility = where.facility.model_copy(update={"timezone": zone})
            place = where.model_copy(update={"facility": facility})
            people.append(person.model_copy(update={"whereabouts": place}))
        else:
            people.append(person)
    return replace(setting, case=setting.case.model_copy(update={"people": tuple(people)}))


@pytest.mark.parametrize(
    ("zone", "there", "offset"),
    [
        pytest.param("America/Phoenix", "2026-03-25T09:00:00-07:00", "-0700",
                     id="Arizona changes no clock"),
        pytest.param("America/Denver", "2026-03-25T10:00:00-06:00", "-0600", id="Denver"),
        pytest.param("America/New_York", "2026-03-25T12:00:00-04:00", "-0400", id="New York"),
    ],
)  # fmt: skip
def test_r26_a_hearing_has_the_time_and_offset_of_court_and_of_facility_on_its_own_day(
    zone: str, there: str, offset: str
) -> None:
    setting = held_in(zone)
    (at,), (facility_at,) = said(setting, "hearing.at"), said(setting, "hearing.facility_at")
    assert isinstance(at, datetime)
    assert isinstance(facility_at, datetime)
    assert at.isoformat() == "2026-03-25T09:00:00-07:00", "daylight saving time by then"
    assert (facility_at.isoformat(), f"{facility_at:%z}") == (there, offset)
    assert said(setting, "hearing.facility_zone") == [zone]


def test_r30_a_letter_names_the_role_that_the_jurisdiction_names() -> None:
    assert said(the_setting(ILLINOIS, NOTICE), "agency.liaison_role") == [
        "Immigration Services Liaison"
    ]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"liaison_role": None}, id="without a role"),
        pytest.param({"liaison_name": "Q. Example"}, id="with a person in its place"),
    ],
)
def test_r30_an_agencys_profile_has_a_role_and_no_person(facts: dict[str, object]) -> None:
    profile = the_book().agencies["us-il"].model_dump(mode="json")
    assert Agency.model_validate_json(json.dumps(profile)).liaison_role
    with pytest.raises(ValidationError):
        Agency.model_validate_json(json.dumps({**profile, **facts}))


@pytest.mark.parametrize(
    ("family", "kind", "names_the_treaty"),
    [
        pytest.param(SAN_DIEGO, "treaty", True, id="the treaty governs"),
        pytest.param(COLORADO, "treaty", True, id="the treaty beside a word"),
        pytest.param(WASHINGTON, "treaty", True, id="the treaty beside a policy"),
        pytest.param(ILLINOIS, "agreement", False, id="the agreement alone"),
    ],
)
def test_r31_the_legal_basis_is_the_governing_instruments_and_names_no_other(
    family: str, kind: str, *, names_the_treaty: bool
) -> None:
    setting = the_setting(family, NOTICE)
    assert said(setting, "instrument.kind") == [kind]
    (basis,) = said(setting, "instrument.legal_basis")
    assert ("37(b)" in str(basis)) is names_the_treaty
    assert setting.duties[0].governed_by is not None
    assert said(setting, "instrument.clause") == [setting.duties[0].governed_by.clause]


def test_r31_the_treaty_is_named_as_a_basis_by_the_treaty_alone() -> None:
    bases = {
        row.id: clause.notice.legal_basis
        for row in the_book().instruments
        for version in row.versions
        for clause in version.duties
        if clause.notice is not None
    }
    assert {id_ for id_, basis in bases.items() if "37" in basis} == {"vccr-1963"}


def test_r32_an_agreement_says_which_text_binds_and_which_was_not_read() -> None:
    library = the_shipped_library()
    shown = show(library, "us-ca-san-diego_mx")
    assert "Binding language: not read" in shown
    edited = with_instrument(version_edited("us-ca-san-diego_mx", binding_language="es"))
    spanish = show(replace(library, rulebook=edited), "us-ca-san-diego_mx")
    assert "Binding language: es" in spanish


def reads(kind: DocumentKind) -> set[str]:
    """Every class of recipient on the routes of a paper."""
    return {route.recipient for route in kind.routes}


def test_r34_no_organ_of_a_foreign_state_is_on_the_service_list_of_a_court_paper() -> None:
    for name in ("notice_of_parent_location", "request_for_counsel_and_remote"):
        kind = the_book().kinds[name]
        assert "juvenile_court" in reads(kind)
        assert reads(kind).isdisjoint(FOREIGN)


def test_r34_a_notice_to_a_consulate_is_served_on_no_party() -> None:
    parties = {"juvenile_court", "other_parent", "other_parents_counsel", "parents_counsel"}
    assert reads(the_book().kinds[NOTICE]).isdisjoint(parties)


def test_r34_the_service_list_of_a_court_paper_names_no_consulate() -> None:
    for family in (SAN_DIEGO, FLORIDA):
        setting = the_setting(family, "notice_of_parent_location", "juvenile_court")
        roles = set(said(setting, "served_counsel[].for_role"))
        assert "consulate" not in roles


@pytest.mark.parametrize("kind", ["court", "detention_facility", "ice_field_office"])
def test_r93_offices_stand_beside_consulates_with_the_day_of_their_check(kind: str) -> None:
    rows: list[Contact] = [row for row in the_book().contacts if row.kind == kind]
    assert rows
    for row in rows:
        assert (row.post, row.sample) == (None, True)
        assert is_current(row, row.verified_on)
        assert not is_current(row, row.verified_on.replace(year=row.verified_on.year + 1))
