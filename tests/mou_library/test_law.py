from datetime import date

import pytest

from kinward.library.examples import difference, example_outcome
from schemas.clock import Clock
from schemas.instrument import DutyClause, Example, Instrument
from tests.mou_library.shipped import the_shipped_library

EXAMPLES = [
    pytest.param(instrument, example, id=f"{instrument.id}: {example.name}")
    for instrument in the_shipped_library().instruments
    for example in instrument.examples
]


def the_instrument(id_: str) -> Instrument:
    instrument = the_shipped_library().instrument(id_)
    assert instrument is not None
    return instrument


def the_notice(id_: str) -> DutyClause:
    return the_instrument(id_).versions[-1].duties[0]


@pytest.mark.parametrize(("instrument", "example"), EXAMPLES)
def test_what_a_worked_example_says_follows_from_the_row(
    instrument: Instrument, example: Example
) -> None:
    outcome = example_outcome(instrument, example, the_shipped_library().rulebook)
    assert difference(example, outcome) is None


def test_the_library_holds_the_instruments_that_the_sample_families_need() -> None:
    assert {row.id for row in the_shipped_library().instruments} >= {
        "vccr-1963",
        "us-mx-1942",
        "us-il_mx",
        "us-tx_mx",
        "us-ca-san-diego_mx",
        "us-co_gt-hn-mx-sv",
        "us-wa_policy-4211",
        "us-az_manual-2-11-4",
        "us-ca_wic-10609-95",
    }


@pytest.mark.parametrize(
    ("id_", "word"),
    [("vccr-1963", "without_delay"), ("us-co_gt-hn-mx-sv", "timely")],
)
def test_a_word_is_never_made_a_number_r17(id_: str, word: str) -> None:
    clock = the_notice(id_).clock
    assert clock == Clock(word=word, says=word.replace("_", " "))


@pytest.mark.parametrize("id_", ["us-ca-san-diego_mx", "us-tx_mx", "us-az_manual-2-11-4"])
def test_a_time_that_was_not_read_is_said_to_be_not_stated(id_: str) -> None:
    clock = the_notice(id_).clock
    assert clock.not_stated
    assert clock.value is None


def test_the_illinois_figure_is_the_press_reports_and_to_be_confirmed() -> None:
    notice = the_notice("us-il_mx")
    assert (notice.clock.value, notice.clock.unit) == (10, "working_days")
    assert notice.confidence == "to_confirm"
    assert (
        notice.source.title == "agreement of 2000, as reported in the press; 2020 figure not read"
    )
    assert [reading.says for reading in notice.other_readings] == ["counted from custody"]


def test_illinois_goes_by_ancestry_and_not_by_a_nationality_of_the_child() -> None:
    version = the_instrument("us-il_mx").versions[-1]
    assert version.version == "2020-10-02"
    assert version.covered is not None
    assert version.covered.ancestry
    assert version.covered.nationality_of == "child_or_parent"


def test_the_treaty_leaves_dual_nationals_out_by_practice_and_not_by_its_words_r05() -> None:
    covered = the_instrument("vccr-1963").versions[-1].covered
    assert covered is not None
    assert covered.us_citizen == "excluded_by_practice"
    assert (
        covered.us_citizen_says == "by US practice for dual nationals, not by the treaty's words"
    )


def test_the_texas_clause_on_a_mexican_family_is_a_question_beside_it() -> None:
    clauses = the_instrument("us-tx_mx").versions[-1].unread
    assert [clause.matters_when for clause in clauses] == ["parent_national_or_born_there"]


def test_texas_names_no_sender_that_nobody_read() -> None:
    notice = the_notice("us-tx_mx").notice
    assert notice is not None
    assert notice.sender is None


@pytest.mark.parametrize("place", ["ia", "mo", "ca-monterey", "ca-riverside", "ca-sacramento"])
def test_what_the_survey_says_of_a_memorandum_is_known_and_decides_nothing(place: str) -> None:
    row = the_instrument(f"us-{place}_mx")
    assert any("national or child of national" in said.says for said in row.known)
    assert row.versions[-1].covered is None


def test_washington_counts_thirty_days_from_knowledge_and_shows_the_reading_from_custody() -> None:
    notice = the_notice("us-wa_policy-4211")
    assert (notice.clock.value, notice.clock.unit, notice.clock.cap) == (30, "calendar_days", True)
    assert notice.start.or_later == "nationality_known"
    assert notice.other_readings[0].says == "counted from legal custody"
    assert notice.notice is not None
    assert notice.notice.channel == "fax"
    assert "15-402" in (notice.notice.form or "")


def test_arizonas_exclusions_by_status_are_asked_of_the_office_it_names_r09() -> None:
    version = the_instrument("us-az_manual-2-11-4").versions[-1]
    assert [question.office for question in version.asks_office] == ["attorney_general"]
    assert "status" not in (version.covered.says if version.covered else "status")


def test_the_california_statute_sets_no_notice_duty_of_its_own() -> None:
    assert the_instrument("us-ca_wic-10609-95").versions[-1].duties == ()


def test_an_agreement_whose_own_date_was_not_read_says_since_when_it_is_attested() -> None:
    in_force = the_instrument("us-ca-san-diego_mx").versions[-1].in_force
    assert in_force.starts_on is None
    assert in_force.attested_on == date(2013, 12, 31)
    assert in_force.note
