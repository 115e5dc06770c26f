import hashlib
from collections import Counter
from dataclasses import dataclass

import pytest

from kinward.library.statements import of_version
from kinward.reading.yaml12 import read
from schemas.instrument import Instrument, Version
from schemas.terms import OF_EVERY_NOTICE, Statement, Terms
from tests.mou_library.shipped import ROOT, the_shipped_library

TABLE = ROOT / "tests" / "mou_library" / "provisions.yaml"


@dataclass(frozen=True)
class Row:
    """A row of the field's lists, and where it stands in the library."""

    file: str
    jurisdiction: str
    county: str
    country: str
    key: str
    sha256: str
    confidence: str
    instrument: str
    version: str
    topic: str


def the_rows() -> list[Row]:
    data = read(TABLE.read_bytes(), TABLE.name).data
    assert isinstance(data, dict)
    rows = data["rows"]
    assert isinstance(rows, list)
    return [Row(*(str(cell) for cell in row)) for row in rows if isinstance(row, list)]


ROWS = the_rows()


def the_instrument(id_: str) -> Instrument:
    found = the_shipped_library().instrument(id_)
    assert found is not None, f"{id_} is gone from the library"
    return found


def said_at(row: Row) -> list[Statement]:
    instrument = the_instrument(row.instrument)
    if row.version == "known":
        return list(instrument.known)
    return [
        said.statement
        for version in instrument.versions
        if version.version == row.version
        for said in of_version(version)
        if said.topic == row.topic
    ]


def about_notices() -> list[tuple[Instrument, Version]]:
    return [
        (instrument, version)
        for instrument in the_shipped_library().instruments
        if "consular_notification" in instrument.needs
        for version in instrument.versions
    ]


def test_the_table_has_every_row_of_the_three_lists() -> None:
    assert Counter(row.file for row in ROWS) == {"mou": 127, "more": 41, "notice": 47}
    assert len(set(ROWS)) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.jurisdiction} {r.county} {r.key[:30]}")
def test_a_row_of_the_lists_stands_in_the_library_word_for_word(row: Row) -> None:
    found = [
        statement
        for statement in said_at(row)
        if hashlib.sha256(statement.says.encode()).hexdigest().startswith(row.sha256)
    ]
    assert found, "its words are not there"
    assert {statement.confidence for statement in found} == {row.confidence}
    countries = {code for statement in found for code in statement.countries}
    assert not countries or row.country in countries | {"*"}


@pytest.mark.parametrize(
    ("instrument", "version"),
    [pytest.param(i, v, id=f"{i.id}@{v.version}") for i, v in about_notices()],
)
def test_what_was_not_read_is_said_and_never_left_out(
    instrument: Instrument, version: Version
) -> None:
    assert {"safety_exception", "binding_language", "terms"} <= version.model_fields_set
    if not isinstance(version.terms, Terms):
        assert version.terms == "not_read"
        assert not version.duties
        return
    topics = set(OF_EVERY_NOTICE)
    if instrument.kind not in {"agreement", "treaty"}:
        topics -= {"parties"}
    assert topics <= version.terms.model_fields_set
    if version.covered:
        named = {"age_says", "marriage_says", "dual_nationals", "proceedings"}
        assert named <= version.covered.model_fields_set


def test_only_washington_and_the_press_report_of_illinois_give_a_number_of_days() -> None:
    numbers = {
        instrument.id: duty.clock.value
        for instrument, version in about_notices()
        for duty in version.duties
        if duty.clock.value is not None
    }
    assert numbers == {"us-wa_policy-4211": 30, "us-il_mx": 10}


@pytest.mark.parametrize(
    ("id_", "versions"),
    [
        ("us-il_mx", ["2000", "2004", "2011", "2020-10-02"]),
        ("us-ut_mx", ["2011", "2017-05-22"]),
        ("us-nm_mx", ["2009", "2022-12-06"]),
        ("us-wa_policy-4211", ["2012-06-07", "2024-07-01"]),
        ("us-ga_mx", ["2019-01-02"]),
        ("us-tx_cps-handbook", ["2013-07", "2017-08"]),
        ("ice-directive-11064", ["2013", "2017", "2022-07-14", "2025-07-02"]),
    ],
)
def test_an_older_text_stays_for_old_cases_r11(id_: str, versions: list[str]) -> None:
    found = the_instrument(id_).versions
    assert [version.version for version in found] == versions
    replaced = [version.replaces for version in found if version.replaces]
    assert replaced == versions[:-1]


def test_georgias_renewal_has_no_year_and_so_no_version_of_its_own() -> None:
    in_force = the_instrument("us-ga_mx").versions[0].in_force
    assert in_force.renewal == "renewed on a 15 March; the year was not confirmed"
    assert in_force.end == "not_read"


@pytest.mark.parametrize(
    "id_",
    [
        "us-mx-1942",
        "us-az_mx",
        "us-ia_mx",
        "us-mo_mx",
        "us-ca-los-angeles_mx",
        "us-ca-monterey_mx",
        "us-ca-riverside_mx",
        "us-ca-sacramento_mx",
        "us-ca_ppg-01-03-007",
        "us-nv-clark_mx",
        "us-fl_policy-cfop-175-15",
        "us-in_policy-2-22",
        "us-in_policy-2-23",
    ],
)
def test_what_was_seen_by_its_title_alone_decides_nothing(id_: str) -> None:
    instrument = the_instrument(id_)
    assert instrument.status == "known_to_exist"
    assert instrument.known
    assert all(v.terms == "not_read" and not v.duties for v in instrument.versions)


def test_a_notice_and_a_request_for_help_are_two_forms_r33() -> None:
    forms = the_instrument("us-nm_mx").versions[-1].forms
    assert sorted(form.purpose for form in forms) == ["assistance_request", "notice"]
    asked = next(form for form in forms if form.purpose == "assistance_request")
    assert {item.required for item in asked.items} == {"varies"}


def test_no_form_is_shown_as_read_field_by_field() -> None:
    lists = {form.field_list for _, version in about_notices() for form in version.forms}
    assert lists == {"not_read", "read_in_part"}


def test_one_agreement_of_new_mexico_has_two_posts_and_colorados_has_four_r13() -> None:
    assert the_instrument("us-nm_mx").posts == ("mx-albuquerque", "mx-el-paso")
    assert len(the_instrument("us-co_gt-hn-mx-sv").posts) == 4
