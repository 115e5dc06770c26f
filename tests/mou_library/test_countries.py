"""What the pack says of countries stands in the library row by row, and nothing is made up."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from kinward.library.checking import check
from schemas.consulate import Contact
from tests.mou_library.shipped import the_shipped_library

TREATIES = {
    **dict.fromkeys(("abduction_1980", "apostille_1961", "service_1965"), 38),
    "child_protection_1996": 38,
    **dict.fromkeys(("abduction_1980_with_us", "iacap_with_us"), 37),
    "iacap": 1,
}
"""Rows by treaty in the pack of November 2026: 227 in all."""
HOME_STUDIES = {"*": 9, "GT": 1, "MX": 16, "US-FL": 5, "US-KY": 1}


def status(code: str, treaty: str) -> tuple[str, date | None]:
    rows = the_shipped_library().countries[code].treaties
    (row,) = [row for row in rows if row.treaty == treaty]
    return row.status, row.in_force_on


def test_all_227_rows_of_treaties_stand_once_with_source_and_confidence() -> None:
    rows = [
        (code, row) for code, c in the_shipped_library().countries.items() for row in c.treaties
    ]
    assert len(rows) == sum(TREATIES.values()) == 227
    assert Counter(row.treaty for _, row in rows) == Counter(TREATIES)
    assert len({(code, row.treaty) for code, row in rows}) == 227
    assert all(row.source.strip() for _, row in rows)


@pytest.mark.parametrize(
    ("code", "treaty", "says", "day"),
    [
        ("SV", "service_1965", "in_force", date(2024, 10, 1)),
        ("BR", "service_1965", "in_force", date(2019, 6, 1)),
        ("CN", "apostille_1961", "in_force", date(2023, 11, 7)),
        ("BD", "apostille_1961", "in_force", date(2025, 3, 30)),
        ("HN", "child_protection_1996", "in_force", date(2018, 8, 1)),
        ("AF", "service_1965", "not_listed", None),
        ("CN", "abduction_1980", "Hong Kong and Macao only, not the mainland", None),
    ],
)
def test_a_treaty_is_dated_where_a_date_was_read(
    code: str, treaty: str, says: str, day: date | None
) -> None:
    assert status(code, treaty) == (says, day)


def test_the_one_doubtful_row_of_the_arrest_list_says_so_r15() -> None:
    countries = the_shipped_library().countries
    listed = {code: row for code, row in countries.items() if row.mandatory_list}
    assert len(listed) == 57
    doubtful = [code for code, row in listed.items() if row.mandatory_confidence != "confirmed"]
    assert doubtful == ["AL"]
    assert "Georgia DOC" in (countries["AL"].mandatory_note or "")


def test_every_row_of_home_studies_is_kept_and_none_has_a_length_or_fee_of_its_own_r36() -> None:
    rows = the_shipped_library().home_studies
    assert Counter(row.place for row in rows) == Counter(HOME_STUDIES)
    assert sum(HOME_STUDIES.values()) == 32
    assert {row.fee for row in rows} == {"not_read"}
    lengths = {(row.place, row.duration) for row in rows if row.duration != "not_read"}
    assert lengths == {
        ("MX", "placement 1 to 6 months, extendable"),
        ("US-KY", "14 days from receipt, to decide"),
    }


def test_what_was_read_of_home_studies_chooses_no_route_r36() -> None:
    countries = the_shipped_library().countries.items()
    assert [code for code, row in countries if row.home_study] == ["MX"]


def test_every_country_but_mexico_asks_about_descent_without_an_answer_r06() -> None:
    rows = the_shipped_library().countries
    assert rows["MX"].descent is not None
    assert "(C5)" in (rows["MX"].descent.source or "")
    for code, row in rows.items():
        if code not in {"MX", "US"}:
            assert row.descent is not None, code
            assert (row.descent.confidence, row.descent.source) == ("not_read", None)
            assert "was not read" in row.descent.says


@pytest.mark.parametrize("code", ["TW", "HK", "MO", "CN"])
def test_a_passport_of_taiwan_or_hong_kong_is_a_question_with_the_safety_check_r16(
    code: str,
) -> None:
    asked = the_shipped_library().countries[code].passport
    assert asked is not None
    assert asked.confidence == "to_confirm"
    assert "ounsel" in asked.ask
    assert "safety check" in asked.ask


@pytest.mark.parametrize("code", ["GB", "BM", "KY", "TC", "VG", "GI"])
def test_an_overseas_territory_passport_is_a_question_to_counsel_r16(code: str) -> None:
    asked = the_shipped_library().countries[code].passport
    assert asked is not None
    assert "question to counsel" in asked.ask


def test_the_directory_has_courts_facilities_and_field_offices_each_verified_on_a_day() -> None:
    offices = [row for row in the_shipped_library().contacts if row.post is None]
    assert {row.kind for row in offices} == {"court", "detention_facility", "ice_field_office"}
    assert all(row.sample and row.verified_on >= date(2026, 1, 1) for row in offices)
    assert all("555 01" in number for row in offices for number in (row.phone, row.fax) if number)


def test_a_contact_that_is_neither_post_nor_office_of_a_kind_is_refused() -> None:
    library = the_shipped_library()
    vague = Contact(office="somewhere", name="An office", verified_on=date(2026, 3, 2))
    book = replace(library.rulebook, contacts=(*library.contacts, vague))
    faults = check(replace(library, rulebook=book))
    assert [fault.code for fault in faults] == ["contact_unclear"]
