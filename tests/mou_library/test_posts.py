"""Every post and district of the pack stands in the library, and decides only what was read."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from kinward.library.checking import check
from kinward.rules.posts import competent_post
from schemas.consulate import District
from tests.mou_library.shipped import the_shipped_library

A_DAY = date(2026, 6, 1)

LISTED = {
    "BR": 7,
    "CN": 6,
    "CO": 12,
    "DO": 2,
    "EC": 7,
    "GT": 20,
    "HN": 14,
    "HT": 7,
    "IN": 9,
    "MX": 53,
    "PH": 8,
    "SV": 12,
}
"""Posts by country in the list of November 2026: 157 in all."""
NAMED_BY_DISTRICTS_ALONE = {"SV": 5, "UA": 1}


DISTRICTS = {
    "BR": 11,
    "CN": 64,
    "DO": 3,
    "GT": 11,
    "HN": 9,
    "HT": 8,
    "IN": 55,
    "MX": 45,
    "PH": 9,
    "SV": 8,
    "UA": 1,
}
"""District rows by country: both lists, and the days before and after a redraw or a closing."""
IN_WORDS_ONLY = {"CN": 2, "DO": 1, "GT": 2, "HN": 1, "IN": 1, "MX": 21, "PH": 2, "SV": 4}
"""Rows whose source names no counties."""


def chosen(country: str, place: str, day: date = A_DAY) -> tuple[str, ...]:
    """The posts that may be competent for `CA, Orange`."""
    state, county = place.split(", ")
    found = competent_post(country, state, county, day, the_shipped_library().rulebook)
    return tuple(post.id for post in found.posts)


def words(country: str, place: str) -> str:
    state, county = place.split(", ")
    book = the_shipped_library().rulebook
    return competent_post(country, state, county, A_DAY, book).words


def test_every_listed_post_is_there_and_six_more_that_only_a_district_names() -> None:
    assert sum(LISTED.values()) == 157
    found = Counter(post[:2].upper() for post in the_shipped_library().posts)
    assert found == Counter(LISTED) + Counter(NAMED_BY_DISTRICTS_ALONE)


def test_every_district_of_both_lists_is_there_the_uncertain_ones_in_their_own_words() -> None:
    rows = the_shipped_library().districts
    assert Counter(row.post[:2].upper() for row in rows) == Counter(DISTRICTS)
    in_words = Counter(row.post[:2].upper() for row in rows if row.extent)
    assert in_words == Counter(IN_WORDS_ONLY)


def test_every_post_and_district_has_a_source_and_a_district_names_a_post_of_its_country() -> None:
    library = the_shipped_library()
    assert all(post.source.strip() for post in library.posts.values())
    for district in library.districts:
        assert district.post in library.posts
        assert district.source.strip()
        assert not (district.counties and district.extent)


def test_four_posts_are_announced_two_are_closed_and_one_is_honorary() -> None:
    posts = the_shipped_library().posts.values()
    assert Counter(post.status for post in posts)["announced"] == 4
    assert {post.id for post in posts if post.closed_on} == {"cn-houston", "do-philadelphia"}
    assert [post.id for post in posts if post.kind == "honorary_consulate"] == ["ec-minneapolis"]


@pytest.mark.parametrize(
    ("country", "place", "post"),
    [
        ("CN", "TX, Harris", "cn-washington"),
        ("CN", "NM, Bernalillo", "cn-los-angeles"),
        ("CN", "OH, Franklin", "cn-new-york"),
        ("HN", "CO, Denver", "hn-dallas"),
        ("IN", "CA, San Diego", "in-los-angeles"),
        ("IN", "VA, Fairfax", "in-washington"),
        ("BR", "NJ, Essex", "br-new-york"),
        ("PH", "LA, Orleans", "ph-houston"),
        ("SV", "MD, Montgomery", "sv-silver-spring"),
        ("MX", "CT, Hartford", "mx-boston"),
    ],
)
def test_the_post_may_lie_in_another_state_or_be_the_embassy_r28(
    country: str, place: str, post: str
) -> None:
    assert chosen(country, place) == (post,)


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("CT, Hartford", "mx-new-york", "mx-boston"),
        ("NV, Elko", "mx-boise", "mx-las-vegas"),
        ("FL, Sarasota", "mx-orlando", "mx-miami"),
        ("TX, Lubbock", "mx-dallas", "mx-albuquerque"),
    ],
)
def test_mexico_drew_its_districts_anew_on_the_first_of_june_2022_r27(
    place: str, before: str, after: str
) -> None:
    assert chosen("MX", place, date(2022, 5, 31)) == (before,)
    assert chosen("MX", place, date(2022, 6, 1)) == (after,)


def test_houston_of_china_gave_its_states_to_the_embassy_on_closing() -> None:
    assert chosen("CN", "GA, Fulton", date(2020, 7, 23)) == ("cn-houston",)
    assert chosen("CN", "GA, Fulton", date(2020, 7, 24)) == ("cn-washington",)


def test_who_served_a_state_before_the_redraw_of_2024_is_not_guessed() -> None:
    assert chosen("CN", "OH, Franklin", date(2024, 6, 28)) == ()
    assert chosen("CN", "OH, Franklin", date(2024, 6, 29)) == ("cn-new-york",)


@pytest.mark.parametrize(
    ("country", "place", "shown"),
    [
        ("CN", "CA, Orange", "Southern California"),
        ("IN", "CA, Alameda", "48 counties"),
        ("MX", "TX, Tarrant", "82 counties"),
        ("MX", "IN, Lake", "northern part"),
        ("HN", "NC, Wake", "opened 2020-10-05"),
    ],
)
def test_words_without_counties_are_shown_and_choose_no_post(
    country: str, place: str, shown: str
) -> None:
    assert chosen(country, place) == ()
    assert shown in words(country, place)


def test_a_whole_state_beside_a_part_of_it_makes_two_candidates_r27() -> None:
    assert set(chosen("MX", "WI, Polk")) == {"mx-milwaukee", "mx-saint-paul"}
    assert words("MX", "WI, Polk").startswith("Two posts may be competent")


def test_the_two_counts_of_the_dallas_district_both_stand_with_their_sources() -> None:
    rows = [d for d in the_shipped_library().districts if d.post == "mx-dallas" and d.extent]
    counts = {row.extent.split()[0]: row.source for row in rows if row.extent}
    assert counts.keys() == {"82", "120", "121"}
    assert counts["120"] != counts["121"]


def test_a_statement_about_a_time_that_is_over_is_kept_and_never_a_candidate() -> None:
    past = [(d.post, d.state) for d in the_shipped_library().districts if d.past]
    assert ("gt-atlanta", "US-SC") in past
    assert ("mx-chicago", "US-WI") in past
    assert chosen("GT", "SC, Greenville") == ()
    assert "Read of this state" not in words("GT", "SC, Greenville")


def test_a_district_of_no_known_post_is_refused_by_the_check() -> None:
    library = the_shipped_library()
    stray = District(post="co-nowhere", state="US-TX", confidence="to_confirm", source="a page")
    book = replace(library.rulebook, districts=(*library.districts, stray))
    assert [fault.code for fault in check(replace(library, rulebook=book))] == ["unknown_post"]


def test_a_district_of_counties_and_of_words_is_refused_by_the_check() -> None:
    library = the_shipped_library()
    both = District(
        post="co-houston",
        state="US-TX",
        counties=("Harris",),
        extent="the southern part",
        confidence="to_confirm",
        source="a page",
    )
    book = replace(library.rulebook, districts=(*library.districts, both))
    assert [fault.code for fault in check(replace(library, rulebook=book))] == ["district_unclear"]


def test_a_closed_post_of_a_country_without_an_embassy_names_no_embassy() -> None:
    library = the_shipped_library()
    row = District(post="do-philadelphia", state="US-DE", confidence="to_confirm", source="a page")
    book = replace(library.rulebook, districts=(row,))
    found = competent_post("DO", "DE", "Kent", A_DAY, book)
    assert found.post is None
    assert found.words.endswith("is closed; no embassy is listed.")


def test_a_post_lies_in_the_state_of_its_city() -> None:
    posts = the_shipped_library().posts
    assert posts["ua-san-francisco"].state == "US-CA"
    by_city: dict[str, set[str]] = {}
    for post in posts.values():
        if post.city:
            by_city.setdefault(post.city, set()).add(post.state)
    assert {city: states for city, states in by_city.items() if len(states) > 1} == {}
