from collections import Counter

import pytest

from schemas.disclosure import Rule
from tests.mou_library.shipped import the_shipped_library


def test_the_matrix_has_its_1281_rows_for_32_classes_of_recipient() -> None:
    matrix = the_shipped_library().matrix
    assert len(matrix) == 1281
    assert len({recipient for _, _, recipient in matrix}) == 32
    assert {recipient for _, _, recipient in matrix} == set(the_shipped_library().rulebook.classes)


def test_each_rule_of_the_matrix_stands_as_often_as_in_its_second_version() -> None:
    assert Counter(cell.rule for cell in the_shipped_library().matrix.values()) == {
        "allow": 615,
        "deny": 379,
        "allow_if_consent": 207,
        "allow_if_court_order": 80,
    }


def test_each_subject_of_the_matrix_stands_as_often_as_in_its_second_version() -> None:
    assert Counter(subject for _, subject, _ in the_shipped_library().matrix) == {
        "any": 549,
        "own_child": 220,
        "own_client": 176,
        "self": 116,
        "other_parent": 115,
        "half_sibling_not_own": 48,
        "proposed_caregiver": 29,
        "relative": 28,
    }


@pytest.mark.parametrize(
    ("key", "rule", "satisfied_by", "preconditions"),
    [
        (("a_number", "any", "consulate"), "deny", (), ()),
        (
            ("a_number", "any", "juvenile_court"),
            "allow_if_court_order",
            ("court_order",),
            ("sealed_attachment",),
        ),
        (
            ("child_identity", "own_child", "consulate"),
            "allow",
            (),
            ("safety_check_clear", "no_protection_hold", "national_or_instrument_covers"),
        ),
        (("child_location_foster_address", "any", "consulate"), "deny", (), ()),
        (("parent_location_detention_facility", "other_parent", "consulate"), "deny", (), ()),
        (("immigration_status", "any", "consulate"), "deny", (), ()),
    ],
)
def test_a_cell_says_what_its_row_says(
    key: tuple[str, str, str],
    rule: Rule,
    satisfied_by: tuple[str, ...],
    preconditions: tuple[str, ...],
) -> None:
    cell = the_shipped_library().matrix[key]
    assert (cell.rule, cell.satisfied_by, cell.preconditions) == (
        rule,
        satisfied_by,
        preconditions,
    )


def test_a_cell_tells_its_source_in_words() -> None:
    cell = the_shipped_library().matrix["a_number", "any", "juvenile_court"]
    assert cell.source.startswith("Cal. WIC 827, 831 https://")
    assert cell.confidence == "confirmed"


def test_nothing_about_a_protection_hold_is_given_but_to_the_agencys_own_counsel_r75() -> None:
    rules = {
        recipient: cell.rule
        for (category, _, recipient), cell in the_shipped_library().matrix.items()
        if category == "protection_hold"
    }
    assert {recipient for recipient, rule in rules.items() if rule != "deny"} == {"agency_counsel"}


def test_every_organ_of_a_foreign_state_needs_a_clear_check_for_a_childs_name_r73() -> None:
    library = the_shipped_library()
    states = {
        row.recipient for row in library.lists.recipients if row.foreign_state_channel == "yes"
    }
    cells = [
        cell
        for (category, _, recipient), cell in library.matrix.items()
        if category == "child_identity" and recipient in states and cell.rule != "deny"
    ]
    assert states == {"consulate", "foreign_central_authority", "iss"}
    assert cells
    assert all("safety_check_clear" in cell.preconditions for cell in cells)
