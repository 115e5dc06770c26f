"""Which items a letter carries: the named conditions of the sheets."""

from dataclasses import replace

import pytest

from kinward.rules.setting import Setting
from kinward.rules.sheet import CONDITIONS
from schemas.case import Case
from tests.builders import Facts, changed
from tests.kinward.rules.letter_settings import FLORIDA, SAN_DIEGO, the_family, the_setting

LOCATION, NOTICE = "notice_of_parent_location", "consular_notification"
COURT = "juvenile_court"


def an_order(about: str, covers: str, *recipients: str) -> Facts:
    """The court's order that a category may be told."""
    return {
        "id": "order-9",
        "kind": "court_order",
        "on": "2026-03-09",
        "by": "Juvenile Court",
        "by_capacity": "court",
        "about": [about],
        "covers": [covers],
        "recipients": list(recipients or (COURT,)),
    }


def a_location(family: str = SAN_DIEGO, **facts: object) -> Setting:
    """The notice of where a mother is held, with some of the family's facts changed."""
    case: Case = changed(the_family(family), **facts)
    return the_setting(family, LOCATION, COURT, case)


def holds(name: str, setting: Setting) -> bool:
    """Whether a condition holds in a setting."""
    return CONDITIONS[name](setting)


@pytest.mark.parametrize("variant", ["before_appointment", "after_appointment"])
def test_a_letter_is_written_before_or_after_the_appointment(variant: str) -> None:
    setting = replace(a_location(), variant=variant)
    assert holds("before_appointment", setting) is (variant == "before_appointment")
    assert holds("after_appointment", setting) is (variant == "after_appointment")
    assert holds("after_appointment_or_consent", setting) is (variant == "after_appointment")


def test_a_mother_with_a_lawyer_is_represented_and_one_without_is_not() -> None:
    assert holds("parent_represented", a_location())
    assert not holds("parent_not_represented", a_location())
    assert not holds("parent_represented", a_location(FLORIDA))
    assert holds("parent_not_represented", a_location(FLORIDA))


def test_a_paper_about_a_child_is_about_no_represented_parent() -> None:
    assert not holds("parent_represented", the_setting(SAN_DIEGO, NOTICE))


def test_an_order_about_the_mothers_child_counts_for_a_paper_about_the_mother() -> None:
    name = "after_appointment_or_order"
    without = replace(a_location(authorizations=[]), variant="before_appointment")
    order = an_order("sofia", "child_identity")
    ordered = replace(a_location(authorizations=[order]), variant="before_appointment")
    assert not holds(name, without)
    assert holds(name, ordered)
    assert holds(name, replace(without, variant="after_appointment"))


@pytest.mark.parametrize(
    ("name", "about", "covers"),
    [
        pytest.param("court_needs_a_number", "lucia", "a_number", id="the A-number"),
        pytest.param("court_ordered_summary", "sofia", "abuse_allegations", id="a summary"),
        pytest.param("court_ordered_welfare_check", "lucia", "proposed_caregiver_abroad",
                     id="a welfare check"),
    ],
)  # fmt: skip
def test_what_only_an_order_allows_needs_the_order(name: str, about: str, covers: str) -> None:
    assert not holds(name, a_location(authorizations=[]))
    assert holds(name, a_location(authorizations=[an_order(about, covers)]))
    other = an_order(about, covers, "consulate")
    assert not holds(name, a_location(authorizations=[other]))


@pytest.mark.parametrize(
    ("chosen", "in_person"),
    [
        pytest.param("in_person", True, id="in person"),
        pytest.param("video", False, id="by video"),
        pytest.param(None, False, id="not chosen"),
    ],
)
def test_a_parent_is_brought_to_court_where_counsel_chose_it(
    chosen: str | None, *, in_person: bool
) -> None:
    first, second = the_family(SAN_DIEGO).model_dump(mode="json", by_alias=True)["hearings"]
    setting = a_location(hearings=[first, {**second, "attendance_chosen": chosen}])
    assert holds("production_in_person", setting) is in_person


def test_without_a_hearing_ahead_nobody_is_brought_to_one() -> None:
    assert not holds("production_in_person", a_location(hearings=[]))


def test_agency_counsels_own_copy_is_the_offices() -> None:
    copy = the_setting(SAN_DIEGO, LOCATION, "agency_counsel")
    assert holds("office_copy", copy)
    assert not holds("office_copy", a_location())
