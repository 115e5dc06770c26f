from datetime import date

import pytest

from kinward.library.answering import Answers
from kinward.library.clauses import clauses, compared
from kinward.library.drafting import AnswersFaulty, drafted
from kinward.library.examples import difference, example_outcome
from kinward.library.interview import QUESTIONS
from kinward.library.statements import said_on, word_on
from kinward.reading.yaml12 import Plain
from schemas.terms import OF_EVERY_NOTICE
from tests.mou_library.shipped import the_shipped_library

LIBRARY = the_shipped_library()


def answers(**changed: Plain) -> Answers:
    """Answers about an agreement of Wyoming with Mexico."""
    usual: Answers = {
        "agency": "us-wy",
        "title": "Wyoming and Mexico",
        "states": ["US-WY"],
        "countries": ["MX"],
        "parties": ["Wyoming", "Mexico"],
        "source_title": "Signed copy",
        "read_on": "2026-05-04",
        "starts_on": "2025-07-01",
        "nationality_of": "child",
        "us_citizen": "included",
        "covered_says": "minors of Mexican nationality",
        "clause": "III(2)",
        "or_later": "nationality_known",
        "clock": "5 working_days",
        "clock_says": "within five working days",
        "legal_basis": "Memorandum, III(2)",
        "safety_exception": "silent",
    }
    return {**usual, **changed}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"clock": "without_delay"},
        {"clock": "not_stated", "or_later": "none"},
        {"nationality_of": "child_or_parent", "us_citizen": "excluded"},
        {"countries": ["MX", "GT"], "starts_on": None, "attested_on": "2024-02-29"},
        {"events": ["case_opened"], "agency": "us-wy", "ends_on": "2027-01-01"},
    ],
)
def test_a_draft_is_valid_and_its_examples_follow_from_it(changed: dict[str, Plain]) -> None:
    row = drafted(LIBRARY, answers(**changed)).instrument
    assert len(row.examples) >= 3
    for example in row.examples:
        outcome = example_outcome(row, example, LIBRARY.rulebook)
        assert difference(example, outcome) is None
    assert {example.applies for example in row.examples} >= {True, False}


def test_what_was_not_asked_is_not_read_in_a_draft() -> None:
    terms = drafted(LIBRARY, answers()).instrument.versions[0].terms
    assert not isinstance(terms, str)
    assert terms is not None
    assert terms.confidentiality == "not_read"
    assert terms.clock != "not_read"


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"clock": "Ten Days"}, "clock"),
        ({"safety_exception": "maybe"}, "safety_exception"),
        ({"title": None}, "title"),
        ({"read_on": "2026-02-30"}, "read_on"),
        ({"states": "US-WY"}, "states"),
        ({"states": ["US-WX"]}, "US-WX"),
        ({"counties": ["Nowhereshire"]}, "Nowhereshire"),
        ({"events": ["moonrise"]}, "moonrise"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_named(changed: dict[str, Plain], word: str) -> None:
    with pytest.raises(AnswersFaulty) as refused:
        drafted(LIBRARY, answers(**changed))
    assert any(word in problem.message for problem in refused.value.problems)


THE_REST: Answers = {
    "counties": ["Teton"],
    "source_address": "https://example.org/mou",
    "source_section": "all",
    "version": "2025",
    "attested_on": "2025-07-01",
    "end": "open",
    "us_citizen_says": "citizens of both",
    "age_under": "17",
    "age_says": "under 17",
    "unmarried": "yes",
    "marriage_says": "not married",
    "dual_nationals": "included",
    "ancestry": "no",
    "proceedings": ["child_welfare", "youth_justice"],
    "events": ["taken_into_custody"],
    "trigger_says": "on taking custody",
    "form_says": "Form 1",
    "sender_says": "the liaison",
    "addressee_says": "the nearest consulate",
    "channel": "fax",
    "channel_says": "by fax",
    "contents": ["name", "place of birth"],
    "consent_says": "the parents'",
    "access_says": "on request",
    "updates_says": "each month",
    "answers_says": "silent",
    "consulate_owes_says": "home studies through the DIF",
    "consulate_work": ["request_home_study"],
    "home_study_time_says": "within sixty days",
    "confidentiality_says": "records stay confidential",
    "onward_disclosure_says": "to nobody",
    "binding_language": "both texts",
    "languages_says": "English and Spanish",
    "review_says": "each year",
    "renewal_says": "by letter",
    "ending_says": "by either side",
    "confidence": "confirmed",
}
"""An answer to every question that `answers` leaves out of a text that was read."""


def test_every_clause_that_was_read_stands_in_the_draft() -> None:
    row = drafted(LIBRARY, answers(**THE_REST)).instrument
    (version,) = row.versions
    (duty,) = version.duties
    assert version.covered is not None
    assert duty.notice is not None
    covered = version.covered
    assert (covered.age_under, covered.unmarried, covered.dual_nationals) == (17, True, "included")
    assert covered.proceedings == ("child_welfare", "youth_justice")
    assert (duty.notice.sender, duty.notice.channel) == ("the liaison", "fax")
    assert duty.notice.contents == ("name", "place of birth")
    assert version.binding_language == "both texts"
    said = {topic: said_on(version, topic) for topic in OF_EVERY_NOTICE}
    assert [topic for topic, rows in said.items() if not rows] == ["answers", "roles"]
    assert word_on(version, "answers") == "silent"
    text = clauses(row, version)
    assert "home studies through the DIF" in compared(row, version)["home study"]
    assert "within sixty days" in text["home study time (terms)"]


def test_every_question_is_answered_by_one_of_the_two_sets_or_of_a_title_alone() -> None:
    assert {q.key for q in QUESTIONS} - {*answers(), *THE_REST} == {
        *("status", "source_id", "ends_on", "known_says", "named_on")
    }


def a_title(**changed: Plain) -> Answers:
    """Answers about an agreement of which only the title is known."""
    same = ("agency", "title", "states", "countries", "parties", "source_title", "read_on")
    known: Answers = {"status": "known_to_exist", "known_says": "a press report names it"}
    return {**{key: answers()[key] for key in same}, **known, **changed}


def test_an_agreement_known_by_its_title_is_written_and_decides_nothing() -> None:
    row = drafted(LIBRARY, a_title(named_on="2019-01-31")).instrument
    (version,) = row.versions
    assert (row.status, version.terms, version.duties) == ("known_to_exist", "not_read", ())
    assert [said.says for said in row.known] == ["a press report names it"]
    assert version.in_force.attested_on == date(2019, 1, 31)
    assert {(example.applies, example.because) for example in row.examples} == {
        (None, "clause_not_read"),
        (False, "other_country"),
    }


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"states": ["US-WX"]}, "US-WX"),
        ({"countries": ["Mexiko"]}, "MX (Mexico)"),
        ({"countries": ["Korea"]}, "KR (South Korea)"),
        ({"countries": ["Atlantis"]}, "there is no such country"),
        ({"events": ["taken_in_custody"]}, "taken_into_custody"),
        ({"ends_on": "2025-06-30"}, "before its first"),
        ({"age_under": "180"}, "1 to 25"),
        ({"proceedings": ["criminal"]}, "youth_justice"),
        ({"consulate_work": ["cook"]}, "request_home_study"),
        ({"agency": "US TX"}, "small letters"),
    ],
)
def test_an_answer_is_checked_against_the_library_with_candidates(
    changed: dict[str, Plain], words: str
) -> None:
    with pytest.raises(AnswersFaulty) as refused:
        drafted(LIBRARY, answers(**changed))
    (problem,) = refused.value.problems
    assert words in problem.message


def test_states_and_countries_may_be_named_as_people_name_them() -> None:
    row = drafted(LIBRARY, answers(states=["wy"], countries=["México", "Honduran"])).instrument
    assert row.scope.states == ("US-WY",)
    assert row.id == "us-wy_hn-mx"
