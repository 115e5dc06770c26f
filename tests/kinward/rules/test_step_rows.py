"""What a duty says of its own row: which it is, how sure, from and until when, how it stands."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kinward.rules.deadlines import STATUTORY
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.clock import Ladder
from schemas.duty import OwedDuty
from tests.builders import Facts, a_case, a_child, a_hearing, a_parent, an_event, detained
from tests.library import decided, the_book, the_duty

NEED, TELL = "detained_parent", "notify_court_of_location"


def with_clock(duty: str, **clock: object) -> Rulebook:
    """The library with another clock in one step of the detained parent's procedure."""
    book = the_book()
    procedure = book.procedures[NEED]
    steps = tuple(
        step.model_copy(update={"clock": step.clock.model_copy(update=clock)})
        if step.duty == duty
        else step
        for step in procedure.steps
    )
    procedures = {**book.procedures, NEED: procedure.model_copy(update={"steps": steps})}
    return replace(book, procedures=procedures)


def a_mother_held(on: str = "2026-03-04", **facts: object) -> Case:
    """A mother whom ICE holds since a day after the case was opened."""
    mother = a_parent(whereabouts=detained(), **facts)
    events = [an_event(), an_event("parent_detained", on, of=["mother"])]
    return a_case(needs=[NEED], people=[a_child(), mother], events=events, hearings=[a_hearing()])


def told(case: Case, book: Rulebook | None = None, day: str = "2026-03-10") -> OwedDuty:
    """The duty to tell the court where she is."""
    return the_duty(decided(case, day, book), TELL)


def test_a_step_names_its_row_and_the_hash_of_it() -> None:
    bound = told(a_mother_held()).governed_by
    assert bound is not None
    assert (bound.instrument, bound.version) == (NEED, "procedure")
    assert bound.row_sha256 == the_book().row_sha256[f"{NEED}/{TELL}"]
    assert (bound.clock, bound.says) == ("1 court day", "next court day, and before any hearing")


def test_a_row_of_our_own_design_is_to_be_confirmed_and_a_confirmed_one_is_not() -> None:
    book = the_book()
    procedure = book.procedures[NEED]
    sure = tuple(step.model_copy(update={"confidence": "confirmed"}) for step in procedure.steps)
    confirmed = {**book.procedures, NEED: procedure.model_copy(update={"steps": sure})}
    unsure = told(a_mother_held()).governed_by
    certain = told(a_mother_held(), replace(book, procedures=confirmed)).governed_by
    assert unsure is not None
    assert certain is not None
    assert (unsure.to_be_confirmed, certain.to_be_confirmed) == (True, False)


def test_a_row_that_nobody_hashed_says_so() -> None:
    bound = told(a_mother_held(), replace(the_book(), row_sha256={})).governed_by
    assert bound is not None
    assert bound.row_sha256 == "not_hashed"


def test_a_step_starts_when_it_could_be_known_and_is_due_the_next_court_day() -> None:
    duty = told(a_mother_held())
    assert (duty.starts_on, duty.due_on) == (date(2026, 3, 4), date(2026, 3, 5))
    assert duty.governed_by is not None
    assert (duty.governed_by.starts_on, duty.governed_by.due_on) == (duty.starts_on, duty.due_on)


def test_hours_run_from_the_hour_of_the_event() -> None:
    hours = with_clock(TELL, value=24, unit="hours", before_hearing=False)
    duty = told(a_mother_held("2026-03-04T15:30:00-08:00"), hours)
    assert duty.due_at == datetime.fromisoformat("2026-03-05T15:30:00-08:00")
    assert duty.governed_by is not None
    assert duty.governed_by.due_at == duty.due_at


def test_hours_before_the_case_was_opened_do_not_run() -> None:
    hours = with_clock(TELL, value=24, unit="hours", before_hearing=False)
    assert told(a_mother_held("2026-03-01T15:30:00-08:00"), hours).starts_on == date(2026, 3, 2)
    assert told(a_mother_held("2026-03-01T15:30:00-08:00"), hours).due_at is None


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        pytest.param("2026-03-05", "pending", id="before the ladder's first rung"),
        pytest.param("2026-03-06", "due", id="on it"),
        pytest.param("2026-03-08", "overdue", id="on the second"),
    ],
)
def test_a_step_stands_on_the_ladder_of_its_row(day: str, standing: str) -> None:
    ladder = Ladder(due_from=2, overdue_from=4)
    found = told(a_mother_held(), with_clock(TELL, ladder=ladder), day)
    assert found.standing == standing


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        pytest.param({"variety": "of Momostenango"}, "K'iche' (of Momostenango) reads",
                     id="a variety"),
        pytest.param({}, "K'iche' reads", id="none recorded"),
    ],
)  # fmt: skip
def test_an_interpreter_is_booked_in_the_parents_own_language(spoken: Facts, words: str) -> None:
    languages = {"spoken": ["quc"], "reads": [], "literacy": "none", **spoken}
    found = decided(a_mother_held(languages=languages))
    (note,) = the_duty(found, "book_interpreter").notes
    assert f"an interpreter of {words} each notice aloud" in note


def test_a_deadline_names_its_row_its_start_and_the_hash_of_it() -> None:
    found = the_duty(decided(a_case(needs=[STATUTORY]), "2026-03-10"), "notify_relatives")
    bound = found.governed_by
    assert bound is not None
    assert bound.row_sha256 == the_book().row_sha256[f"deadline:{bound.instrument}"]
    assert (found.starts_on, bound.starts_on) == (date(2026, 3, 2), date(2026, 3, 2))
    unhashed = decided(a_case(needs=[STATUTORY]), "2026-03-10", replace(the_book(), row_sha256={}))
    other = the_duty(unhashed, "notify_relatives").governed_by
    assert other is not None
    assert other.row_sha256 == "not_hashed"
