"""What papers leave open: the questions and problems, each with whom they are about."""

from dataclasses import replace

import pytest

from kinward.rules.duties import Decided
from kinward.rules.languages import Tongues
from kinward.rules.paper import Paper
from kinward.rules.paper_doubts import addressee_asked, paper_problems, paper_questions, unwritten
from kinward.rules.steps import Stepped
from kinward.rules.view import Gap
from schemas.problem import Problem
from tests.builders import a_case, a_child, a_lawyer, a_parent, an_event, detained
from tests.kinward.rules.letter_settings import SAN_DIEGO, the_kind, the_setting
from tests.library import decided, the_book

NOTICE = "consular_notification"
COUNSEL_MUST_DECIDE = "Agency counsel must decide whether and how this duty is met."


def a_paper(state: str = "ready", why: str | None = None, unsigned: str = "") -> Paper:
    """A notice about Sofia to the consulate, in English and a draft of another language."""
    spoken = Tongues(("en",), "its reader", {unsigned: "machine_draft"} if unsigned else {})
    return Paper("doc-1", the_setting(SAN_DIEGO, NOTICE), state, why, spoken)


def a_gap(code: str) -> Gap:
    """Something that stops a paper."""
    return Gap(code, "name of the child", "children[].name")


def asked(paper: Paper, *gaps: Gap) -> list[tuple[str | None, ...]]:
    """The questions about a paper: code, about whom, which country, whose, in which words."""
    return [
        (row.code, row.about, row.country, row.owner, row.ask)
        for row in paper_questions(paper, gaps, the_book())
    ]


def test_a_ready_paper_that_lacks_nothing_asks_nothing() -> None:
    assert asked(a_paper()) == []


def test_an_unsigned_draft_asks_for_a_translator_of_that_language() -> None:
    (row,) = asked(a_paper(unsigned="es"))
    assert row[:4] == ("translation_unsigned", "sofia", "MX", "worker")
    assert str(row[4]).startswith(
        "The Spanish text is a machine draft that no translator has signed."
    )


def test_the_draft_of_a_held_paper_is_not_asked_about() -> None:
    assert asked(a_paper("held", "safety_check_missing", unsigned="es")) == []


def test_what_counsel_keeps_back_is_counsels_question() -> None:
    expected = ("counsel_decision_due", "sofia", "MX", "agency_counsel", COUNSEL_MUST_DECIDE)
    assert asked(a_paper("blocked", "needs_counsel"), a_gap("withheld")) == [expected]


def test_a_missing_consent_is_the_workers_question() -> None:
    (row,) = asked(a_paper("blocked", "authorization_missing"), a_gap("authorization_missing"))
    assert row[:4] == ("authorization_missing", "sofia", "MX", "worker")


def test_a_paper_that_agency_counsel_signs_asks_who_that_is() -> None:
    (row,) = asked(a_paper("held", "agency_counsel_missing"))
    assert row[:4] == ("office_question", "sofia", "MX", "worker")
    assert str(row[4]).endswith("no agency counsel is recorded. Who is it?")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param(
            "notice_to_parent_counsel",
            "No lawyer and no office that appoints counsel is recorded. "
            "Who is told where the parent is?",
            id="nobody to tell where a parent is",
        ),
        pytest.param(
            NOTICE,
            "Nobody is recorded to whom this paper goes (Consular notification). Who gets it?",
            id="any other paper",
        ),
    ],
)
def test_a_paper_without_an_addressee_asks_for_one(kind: str, words: str) -> None:
    duties = the_setting(SAN_DIEGO, NOTICE).duties
    (row,) = addressee_asked(the_kind(kind), duties)
    assert (row.code, row.duty, row.about, row.ask) == (
        "office_question",
        "notify_consulate",
        "sofia",
        words,
    )


def test_a_fact_that_the_letter_needs_is_a_problem_of_the_case_file() -> None:
    (problem,) = paper_problems(a_paper("blocked", "fact_missing"), (a_gap("fact_missing"),))
    assert (problem.code, problem.where) == ("fact_missing", f"{NOTICE} doc-1")
    assert problem.message == (
        "the letter needs \u201cname of the child\u201d, and the case does not say it"
    )
    assert problem.remedy == "Add it to the case file (the letter's value is children[].name)."


def test_an_agency_without_a_profile_is_a_problem_of_the_library() -> None:
    (problem,) = paper_problems(a_paper("held", "letterhead_missing"), ())
    assert problem.message == "the library has no profile of us-ca-san-diego"
    assert problem.remedy == "Add mou_library/agencies/<id>/agency.yaml to the home."


def test_other_gaps_are_no_problems() -> None:
    assert list(paper_problems(a_paper("blocked", "needs_counsel"), (a_gap("withheld"),))) == []


def a_location_owed() -> tuple[Decided, Stepped]:
    """A mother is held: the notice of where she is, and what else was decided."""
    mother = a_parent(whereabouts=detained())
    case = a_case(
        needs=["detained_parent"],
        people=[a_child(), mother, a_lawyer()],
        events=[an_event(), an_event("parent_detained", "2026-03-01", of=["mother"])],
    )
    found = decided(case)
    (stepped,) = [r for r in found.stepped if r.step.document == "notice_of_parent_location"]
    return found, replace(stepped, held_by=())


def left_unwritten(found: Decided, stepped: Stepped, *letters: str) -> list[Problem]:
    """The problems of one step alone, with these letters in the library."""
    return list(unwritten(replace(found, stepped=(stepped,)), frozenset(letters)))


def test_an_owed_step_without_a_letter_is_done_by_hand() -> None:
    found, stepped = a_location_owed()
    (problem,) = left_unwritten(found, stepped)
    assert (problem.code, problem.where) == ("letter_not_in_library", stepped.duty.id)
    assert (
        problem.message
        == "there is no letter of the kind notice_of_parent_location in the library yet"
    )
    assert problem.remedy == "Write it by hand, and record what was done."


def test_a_step_whose_letter_is_there_leaves_no_problem() -> None:
    assert left_unwritten(*a_location_owed(), "notice_of_parent_location") == []


def test_a_step_that_waits_is_not_to_be_written_by_hand_yet() -> None:
    found, stepped = a_location_owed()
    held = stepped.duty.model_copy(update={"state": "held", "hold": "needs_counsel"})
    assert left_unwritten(found, replace(stepped, held_by=("location_stale",))) == []
    assert left_unwritten(found, replace(stepped, duty=held)) == []
