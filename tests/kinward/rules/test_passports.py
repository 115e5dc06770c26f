"""Passports of Taiwan, Hong Kong and overseas territories: a question to counsel (R16)."""

import pytest

from kinward.rules.duties import Decided
from schemas.case import Case
from schemas.duty import Question
from tests.builders import a_case, a_child, a_guardian_ad_litem, a_nationality, a_parent, changed
from tests.library import codes, decided, duties_of, the_book, the_duty


def a_family(country: str, issuer: str | None = None, **facts: object) -> Case:
    """A child and a mother of one nationality, the child's document issued by some authority."""
    own = a_nationality(country, **({"document_issuer": issuer} if issuer else {}))
    people = [
        a_child(nationalities=[own]),
        a_parent(nationalities=[a_nationality(country)]),
        a_guardian_ad_litem(),
    ]
    return a_case(people=people, **facts)


def asked(found: Decided) -> list[Question]:
    """What counsel is asked of passports."""
    texts = {row.passport.ask for row in the_book().countries.values() if row.passport}
    return [row for row in found.decision.questions if row.ask in texts]


@pytest.mark.parametrize(
    ("country", "issuer", "words"),
    [
        pytest.param("TW", None, "TECRO", id="a national of Taiwan"),
        pytest.param("TW", "TW", "TECRO", id="Taiwan, its own passport recorded"),
        pytest.param("CN", "TW", "TECRO", id="China, the passport of Taiwan"),
        pytest.param("HK", None, "Hong Kong", id="Hong Kong"),
        pytest.param("CN", "HK", "Hong Kong", id="China, the passport of Hong Kong"),
        pytest.param("CN", "MO", "Macao", id="China, the passport of Macao"),
        pytest.param("BM", None, "Overseas Territory", id="Bermuda"),
        pytest.param("GB", "KY", "Overseas Territory", id="British, the passport of Cayman"),
    ],
)
def test_r16_whose_post_is_told_is_asked_of_counsel_and_no_letter_goes_out_meanwhile(
    country: str, issuer: str | None, words: str
) -> None:
    found = decided(a_family(country, issuer))
    duty = the_duty(found)
    assert (duty.country, duty.state) == (country, "ask")
    assert duty.due_on is not None, "the clock stays shown"
    (question,) = asked(found)
    assert words in question.ask
    assert (question.code, question.owner) == ("office_question", "agency_counsel")


@pytest.mark.parametrize(
    ("country", "issuer", "asks"),
    [
        pytest.param("CN", None, True, id="China, no passport seen"),
        pytest.param("CN", "CN", False, id="China, its own passport"),
        pytest.param("GB", None, True, id="British, no passport seen"),
        pytest.param("GB", "GB", False, id="British, the passport of the United Kingdom"),
        pytest.param("MX", None, False, id="a country without such passports"),
        pytest.param("MX", "MX", False, id="and its own passport"),
    ],
)
def test_r16_a_states_own_nationals_are_told_to_its_own_posts(
    country: str, issuer: str | None, *, asks: bool
) -> None:
    found = decided(a_family(country, issuer))
    assert the_duty(found).state == "owed"
    assert bool(asked(found)) is asks


def test_r16_no_child_is_brought_to_a_post_of_china_without_the_safety_check() -> None:
    found = decided(a_family("CN", safety_checks=[]))
    assert the_duty(found).state == "owed"
    assert "safety_check_missing" in codes(found)


def test_r16_beside_a_hold_nothing_is_asked_of_the_passport() -> None:
    concern = [{"kind": "safety_concern", "on": "2026-03-05", "of": ["child"]}]
    case = a_family("TW")
    events = [*[row.model_dump(mode="json", by_alias=True) for row in case.events], *concern]
    found = decided(changed(case, events=events))
    assert the_duty(found).state == "held"
    assert codes(found) == {"counsel_decision_due"}


def test_r16_a_parents_passport_asks_nothing_where_no_duty_binds() -> None:
    people = [
        a_child(nationalities=[a_nationality("US")]),
        a_parent(nationalities=[a_nationality("TW")]),
    ]
    found = decided(a_case(people=people))
    (duty,) = duties_of(found)
    assert (duty.country, duty.state) == ("TW", "not_owed")
    assert asked(found) == []


def test_r16_the_mandatory_list_of_arrests_picks_no_addressee() -> None:
    duty = the_duty(decided(a_family("HK")))
    assert duty.country == "HK"
    assert duty.post is None
