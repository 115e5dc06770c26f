"""County names as people write them."""

import pytest

from kinward.rules.counties import same_county


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Cook", "cook county", id="with its kind"),
        pytest.param("County of San Diego", "San Diego", id="the other way round"),
        pytest.param("St. Louis County", "St Louis", id="with a full stop"),
        pytest.param("Orleans Parish", "Orleans", id="a parish"),
        pytest.param("Kenai Peninsula Borough", "kenai  peninsula", id="a borough, two spaces"),
    ],
)
def test_one_county_has_many_spellings(one: str, other: str) -> None:
    assert same_county(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("San Diego", "San Benito", id="another one"),
        pytest.param("County", "Parish", id="a kind alone is a name"),
    ],
)
def test_two_counties_stay_two(one: str, other: str) -> None:
    assert not same_county(one, other)
