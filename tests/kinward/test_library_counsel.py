import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.library.counsel import CounselRow, for_counsel
from schemas.case import Case
from tests.mou_library.shipped import the_shipped_library

PLACES = [
    ("IL", "Cook"),
    ("TX", "Bexar"),
    ("WA", "King"),
    ("CA", "San Diego"),
    ("CA", "Fresno"),
    ("NM", "Bernalillo"),
    ("WY", "Teton"),
]


def a_case(
    state: str = "IL", county: str = "Cook", country: str = "MX", opened: str = "2026-03-02"
) -> Case:
    """A child of one nationality in one county, whose mother is of the same."""
    known = {"country": country, "basis": "birth", "evidence": "confirmed", "known_on": opened}
    facts: Mapping[str, object] = {
        "case_number": "C-1",
        "agency": f"us-{state.lower()}",
        "state": state,
        "county": county,
        "opened_on": opened,
        "needs": ["consular_notification"],
        "court": {
            "name": "Court",
            "docket_number": "1",
            "timezone": "America/Chicago",
            "address": {"lines": ["1 Example Street"], "city": "Example", "country": "US"},
        },
        "worker": {"name": {"given": "D", "family": "E"}},
        "people": [
            {
                "id": "child",
                "role": "child",
                "name": {"given": "A", "family": "B"},
                "born_on": "2010-01-01",
                "nationalities": [known],
            }
        ],
        "events": [],
    }
    return Case.model_validate_json(json.dumps(facts))


def asked(*cases: Case) -> tuple[CounselRow, ...]:
    """Counsel's list for these cases."""
    return for_counsel(the_shipped_library(), cases)


def touches(rows: tuple[CounselRow, ...]) -> dict[str, int]:
    """How many cases each instrument's newest rows touch."""
    found: dict[str, int] = {}
    for row in rows:
        found[row.instrument] = max(found.get(row.instrument, 0), row.touches)
    return {id_: number for id_, number in found.items() if number}


def test_without_cases_whole_texts_come_first_and_nothing_is_touched() -> None:
    rows = asked()
    assert {row.touches for row in rows} == {0}
    assert rows[0].why == "text_not_read"
    whole = [row.instrument for row in rows if row.why == "text_not_read"]
    assert [row.instrument for row in rows[: len(whole)]] == whole


@pytest.mark.parametrize(
    ("instrument", "version", "field", "why"),
    [
        ("us-mx-1942", "", "status", "text_not_read"),
        ("us-il_mx", "2020-10-02", "duties[0].confidence", "to_confirm"),
        ("us-il_mx", "2011", "unread[0]", "clause_not_read"),
        ("us-tx_mx", "2023", "unread[0]", "clause_not_read"),
        ("us-wa_policy-4211", "2024-07-01", "forms[0].field_list", "not_read"),
        ("us-co_gt-hn-mx-sv", "2020-11-23", "terms.confidentiality", "not_read"),
        ("us-ut_mx", "2017-05-22", "duties[0].clock", "not_read"),
        ("us-ca-san-diego_mx", "2013", "in_force.end", "not_read"),
        ("us-ga_mx", "2019-01-02", "safety_exception", "not_read"),
        ("us-ga_mx", "2019-01-02", "covered.age_says", "not_read"),
    ],
)
def test_an_open_place_is_listed_with_what_to_ask(
    instrument: str, version: str, field: str, why: str
) -> None:
    found = [row for row in asked() if (row.instrument, row.version) == (instrument, version)]
    (row,) = [row for row in found if row.field == field]
    assert row.why == why
    assert row.ask


def test_of_a_text_known_by_its_title_no_single_topic_is_listed() -> None:
    fields = {row.field for row in asked() if row.instrument == "us-ia_mx"}
    assert fields == {"status"}


def test_what_touches_most_cases_comes_first() -> None:
    rows = asked(a_case(), a_case(), a_case("TX", "Bexar"))
    assert [row.touches for row in rows] == sorted((row.touches for row in rows), reverse=True)
    assert touches(rows) == {
        "vccr-1963": 3,
        "us-mx-1942": 3,
        "us-il_mx": 2,
        "us-tx_mx": 1,
        "us-tx_cps-handbook": 1,
    }


def test_a_case_touches_the_version_of_its_own_day_r11() -> None:
    old = [row for row in asked(a_case(opened="2015-03-02")) if row.instrument == "us-il_mx"]
    assert {row.version for row in old if row.touches} == {"2011"}


def test_an_agreement_with_another_country_is_not_touched() -> None:
    assert touches(asked(a_case(country="GT"))) == {"vccr-1963": 1}


def test_a_county_is_touched_by_what_its_page_may_be() -> None:
    assert "us-ca_ppg-01-03-007" in touches(asked(a_case("CA", "Fresno")))
    assert "us-ca_ppg-01-03-007" not in touches(asked(a_case("CA", "Kern")))


@given(
    places=st.lists(st.sampled_from(PLACES), max_size=6),
    country=st.sampled_from(["MX", "GT", "HN", "UA"]),
)
def test_one_case_more_adds_at_most_one_and_drops_no_row(
    places: list[tuple[str, str]], country: str
) -> None:
    cases = [a_case(state, county, country) for state, county in places]
    before = asked(*cases)
    after = asked(*cases, a_case("IL", "Cook", "MX"))
    counted = {(row.instrument, row.version, row.field): row.touches for row in before}
    assert len(after) == len(before)
    assert all(
        row.touches - counted[row.instrument, row.version, row.field] in {0, 1} for row in after
    )
