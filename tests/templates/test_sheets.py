import re
from collections import Counter

import pytest

from kinward.rules.facts import letter_facts
from kinward.rules.sheet import CONDITIONS
from kinward.rules.view import leaves
from schemas.document import DocumentKind
from tests.kinward.rules.letter_settings import (
    COLORADO,
    FLORIDA,
    SAN_DIEGO,
    settings,
    the_kind,
    the_setting,
)
from tests.mou_library.shipped import the_shipped_library
from tests.templates.written import TEMPLATES, a_cover_of

KINDS = {
    # kind: id, items of the list by what absence does, rows of never, rows of the route
    "notice_of_parent_location": (
        "a1",
        {"stop": 4, "state_absent": 7, "library": 2, "omit": 3, "enclosure": 1},
        6,
        7,
    ),
    "request_for_counsel_and_remote": (
        "a2",
        {"stop": 4, "state_absent": 6, "omit": 3, "enclosure": 1},
        3,
        5,
    ),
    "notice_to_parent_counsel": (
        "b",
        {"stop": 3, "state_absent": 8, "omit": 3, "enclosure": 1},
        7,
        3,
    ),
    "request_for_participation": (
        "d",
        {"stop": 4, "omit": 5, "state_absent": 6, "library": 3, "enclosure": 1},
        11,
        4,
    ),
    "consular_notification": (
        "g",
        {"stop": 4, "state_absent": 7, "library": 5, "omit": 3},
        9,
        3,
    ),
    "home_study_request": (
        "h",
        {"stop": 5, "state_absent": 7, "enclosure": 4, "library": 8, "omit": 3},
        7,
        7,
    ),
    "cover_sheet": ("r", {"state_absent": 1, "library": 3, "omit": 1}, 4, 5),
}
OURS = {
    "notice_of_parent_location": 1,
    "request_for_counsel_and_remote": 2,
    "consular_notification": 1,
    "home_study_request": 1,
}
"""Items of this project beside the list: none is required of the case."""
SHEETS = [pytest.param(kind, id=kind) for kind in KINDS]


def from_the_list(sheet: DocumentKind) -> list[str]:
    ours = OURS.get(sheet.kind, 0)
    items = sheet.fields[: len(sheet.fields) - ours] if ours else sheet.fields
    return [item.if_absent for item in items]


@pytest.mark.parametrize("kind", SHEETS)
def test_every_item_of_the_list_is_in_its_sheet(kind: str) -> None:
    sheet = the_kind(kind)
    id_, absent, never, routes = KINDS[kind]
    found = (sheet.id, Counter(from_the_list(sheet)), len(sheet.never), len(sheet.routes))
    assert found == (id_, Counter(absent), never, routes)


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_speaks_in_the_machine_names_of_the_library(kind: str) -> None:
    lists, sheet = the_shipped_library().lists, the_kind(kind)
    categories = {row.category for row in lists.categories}
    classes = {row.recipient for row in lists.recipients}
    assert {item.category for item in sheet.fields} <= categories
    assert {row.category for row in sheet.never} <= categories
    assert {route.recipient for route in sheet.routes} <= classes


@pytest.mark.parametrize("kind", SHEETS)
def test_every_condition_of_an_item_is_one_that_the_rules_can_decide(kind: str) -> None:
    named = {item.when for item in the_kind(kind).fields if item.when}
    assert named <= {*CONDITIONS, "termination_hearing"}


@pytest.mark.parametrize("kind", SHEETS)
def test_the_first_line_of_a_sheet_names_its_schema(kind: str) -> None:
    first = (TEMPLATES / kind / "document.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../../schemas/json/document.json"


@pytest.mark.parametrize("family", [SAN_DIEGO, FLORIDA, COLORADO])
def test_every_value_of_a_sheet_is_among_the_facts(family: str) -> None:
    for setting in settings(family):
        facts = letter_facts(setting)
        for item in setting.kind.fields:
            for name in item.values:
                assert name.split(".")[0].removesuffix("[]") in facts
                list(leaves(facts, name))  # a name that the facts do not know raises


def test_every_value_of_the_cover_sheet_is_among_the_facts() -> None:
    setting = a_cover_of(the_setting(SAN_DIEGO, "consular_notification"))
    facts = letter_facts(setting)
    names = [name for item in setting.kind.fields for name in item.values]
    assert {name.split(".")[0].removesuffix("[]") for name in names} <= set(facts)


def test_what_a_cover_sheet_asks_for_tells_nothing_of_the_matter() -> None:
    asked = [
        item.enclosure or ""
        for template in the_shipped_library().templates.values()
        for item in template.kind.fields
        if item.if_absent == "enclosure"
    ]
    assert asked
    assert not re.search(r"child|parent|custody|consul|home|study", " ".join(asked), re.IGNORECASE)
    assert all(asked)
