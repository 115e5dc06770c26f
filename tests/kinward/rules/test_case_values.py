import pytest

from kinward.rules.case_values import CaseValue, values_of
from schemas.case import Case
from schemas.person import Detained
from tests.kinward.rules.letter_settings import (
    ARIZONA,
    FAMILIES,
    FLORIDA,
    SAN_DIEGO,
    WASHINGTON,
    the_family,
)


def texts(case: Case, category: str) -> set[str]:
    return {value.text for value in values_of(case) if value.category == category}


def test_a_foster_address_is_there_whole_and_line_by_line() -> None:
    found = texts(the_family(SAN_DIEGO), "child_location_foster_address")
    whole = {"12 Hidden Foster Lane", "12 Hidden Foster Lane\nChula Vista, CA, 91910"}
    town = {"Chula Vista 91910", "91910 Chula Vista", "Chula Vista CA 91910"}
    assert found == whole | town


def test_a_place_of_detention_is_there_with_the_words_that_state_it() -> None:
    found = texts(the_family(FLORIDA), "parent_location_detention_facility")
    assert {"Sample Transitional Center", "3900 Sample Road", "ICE", "detained"} <= found


def test_a_parent_who_is_not_held_gives_no_word_of_detention() -> None:
    found = texts(the_family(WASHINGTON), "parent_location_detention_facility")
    assert found == set()


def test_a_name_is_there_in_every_part_and_in_its_own_script() -> None:
    found = texts(the_family(WASHINGTON), "child_identity")
    assert {"Danylo Kovalenko", "Danylo", "Kovalenko", "Данило Коваленко"} <= found


def test_an_a_number_is_digits_about_one_person() -> None:
    number = CaseValue("a_number", ("lucia",), "digits", "012345678")
    assert number in values_of(the_family(SAN_DIEGO))
    assert "012345678" not in repr(number)


def test_a_proposed_caregiver_abroad_has_a_category_of_her_own() -> None:
    found = texts(the_family(SAN_DIEGO), "proposed_caregiver_abroad")
    assert {"Carmen Méndez Ruiz", "1966-02-08", "+52 951 555 0110", "Calle Ejemplo 45"} <= found
    assert texts(the_family(SAN_DIEGO), "household_members_abroad") == {"1963-10-01"}


def test_a_note_stands_in_no_category_of_the_matrix_and_is_searched_for_everyone() -> None:
    case = the_family(ARIZONA)
    events = (case.events[0].model_copy(update={"note": "not for print"}), *case.events[1:])
    noted = case.model_copy(update={"events": events})
    assert texts(noted, "event_note") == {"not for print"}


@pytest.mark.parametrize("family", FAMILIES)
def test_everything_that_names_or_finds_a_person_is_among_the_values(family: str) -> None:
    case = the_family(family)
    found = {value.text for value in values_of(case)}
    for person in case.people:
        assert person.name.full in found
        assert {one for one in (person.phone, person.email) if one} <= found
        born = getattr(person, "born_on", None)
        assert born is None or born.isoformat() in found
        where = getattr(person, "whereabouts", None)
        assert not isinstance(where, Detained) or where.a_number in found
    assert case.court.docket_number in found


@pytest.mark.parametrize("family", FAMILIES)
def test_no_value_is_blank_or_without_a_person_but_a_groups(family: str) -> None:
    for value in values_of(the_family(family)):
        assert value.text.strip()
        assert value.about or value.category == "counsel_identity"
