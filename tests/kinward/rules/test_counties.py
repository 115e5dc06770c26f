"""One county has several spellings; two counties are never one."""

import pytest

from kinward.rules.counties import by_name, nearest, same_county


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cook", "cook county"),
        ("County of Los Angeles", "Los Angeles"),
        ("City and County of San Francisco", "San Francisco"),
        ("De Soto", "DeSoto County"),
        ("Saint Louis", "St. Louis County"),
        ("Doña Ana", "Dona Ana"),
        ("Prince Georges", "Prince George's County"),
        ("Miami Dade", "Miami-Dade"),
        ("St. Tammany Parish", "St Tammany"),
        ("Juneau City and Borough", "Juneau"),
        ("Capitol Planning Region", "capitol"),
    ],
)
def test_spellings_of_one_county_are_the_same(one: str, other: str) -> None:
    assert same_county(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("County", "Parish", id="a kind alone is a name"),
        ("St. Louis city", "St. Louis County"),
        ("Fairfax city", "Fairfax"),
        ("Lake", "Salt Lake"),
        ("Carson City", "Carson"),
        ("Prince George", "Prince George's"),
    ],
)
def test_two_counties_stay_two(one: str, other: str) -> None:
    assert not same_county(one, other)


def test_a_city_of_no_county_is_found_without_its_city_unless_a_county_has_the_name() -> None:
    known = by_name(("Alexandria city", "Fairfax County", "Fairfax city"))
    assert known["alexandria"] == "Alexandria city"
    assert known["fairfax"] == "Fairfax"
    assert known["fairfaxcity"] == "Fairfax city"


def test_the_nearest_name_is_offered_and_one_like_none_has_no_neighbour() -> None:
    known = by_name(("San Diego County", "Madera County"))
    assert nearest("San Deigo", known) == "San Diego"
    assert nearest("Madeira", known) == "Madera"
    assert nearest("Nowhereshire", known) is None
