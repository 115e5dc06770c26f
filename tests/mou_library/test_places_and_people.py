from datetime import date

import pytest

from kinward.rules.posts import competent_post
from tests.mou_library.shipped import the_shipped_library

A_DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("country", "state", "county", "post", "confidence"),
    [
        ("MX", "CA", "San Diego", "mx-san-diego", "read_in_part"),
        ("MX", "IL", "Cook", "mx-chicago", "read_in_part"),
        ("HN", "CO", "Denver", "hn-dallas", "read_in_part"),
        ("UA", "WA", "King", "ua-san-francisco", "to_confirm"),
        ("GT", "AZ", "Pima", "gt-phoenix", "to_confirm"),
        ("MX", "TX", "Lubbock", "mx-albuquerque", "read_in_part"),
    ],
)
def test_the_post_of_a_county_is_known_as_surely_as_its_source(
    country: str, state: str, county: str, post: str, confidence: str
) -> None:
    library = the_shipped_library()
    competent = competent_post(country, state, county, A_DAY, library.rulebook)
    assert competent.post is not None
    assert competent.post.id == post
    of_post = [d for d in library.districts if d.post == post and d.state == f"US-{state}"]
    found = [d for d in of_post if d.extent is None]
    assert {district.confidence for district in found} == {confidence}


@pytest.mark.parametrize(
    ("country", "state", "county"),
    [("MX", "TX", "Bexar"), ("MX", "CA", "Orange"), ("HT", "FL", "Broward")],
)
def test_a_county_whose_district_no_source_names_has_no_post(
    country: str, state: str, county: str
) -> None:
    library = the_shipped_library()
    assert competent_post(country, state, county, A_DAY, library.rulebook).post is None


def test_mexico_has_the_fifty_three_posts_of_the_list_of_may_2026() -> None:
    assert len([post for post in the_shipped_library().posts if post.startswith("mx-")]) == 53


def test_no_shipped_contact_is_anything_but_a_sample_r94() -> None:
    contacts = the_shipped_library().contacts
    assert contacts
    assert all(contact.sample for contact in contacts)


def test_every_shipped_agency_is_a_sample_with_a_target_for_without_delay() -> None:
    agencies = the_shipped_library().agencies
    assert len(agencies) == 7
    assert all(agency.sample for agency in agencies.values())
    assert {agency.target["without_delay"].working_days for agency in agencies.values()} == {1}


def test_mexico_is_asked_through_the_consulate_and_honduras_has_no_known_route_r36() -> None:
    countries = the_shipped_library().countries
    route = countries["MX"].home_study
    assert route is not None
    assert (route.via, route.through_consulate) == ("central_authority", True)
    assert route.confidence == "to_confirm"
    assert countries["HN"].home_study is None
    assert countries["GT"].home_study is None


def test_nationality_by_descent_was_read_for_mexico_alone() -> None:
    countries = the_shipped_library().countries
    descent = {code: row.descent.confidence for code, row in countries.items() if row.descent}
    assert descent["MX"] == "read_in_part"
    assert {descent[code] for code in ("GT", "HN", "HT", "SV", "UA")} == {"not_read"}


def test_the_arrest_list_has_its_fifty_seven_countries_and_mexico_is_none_of_them_r15() -> None:
    countries = the_shipped_library().countries
    assert sum(country.mandatory_list for country in countries.values()) == 57
    assert not countries["MX"].mandatory_list
    assert countries["UA"].mandatory_list


def test_guatemala_and_honduras_are_outside_the_service_convention() -> None:
    countries = the_shipped_library().countries
    for code in ("GT", "HN"):
        status = {row.treaty: row.status for row in countries[code].treaties}
        assert status["service_1965"] == "not_party"
