"""Numbers of the library that decide: an age, how long a check holds, from the rows alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinward.rules.conditions import Scene, holds
from kinward.rules.entry_into_care import entered_care
from kinward.rules.limits import age, lasting, limit
from kinward.rules.location import is_current
from kinward.rules.rulebook import Rulebook
from schemas.deadline import Limit
from schemas.duty import OwedDuty
from tests.builders import (
    a_case,
    a_child,
    a_hearing,
    a_nationality,
    a_parent,
    a_relative,
    an_authorization,
    an_event,
    detained,
)
from tests.kinward.rules.editing import the_instrument, version_edited, with_instrument
from tests.library import decided, notice, the_book

SAN_DIEGO = "us-ca-san-diego_mx"


def a_limit(key: str, value: int, **facts: object) -> Limit:
    """A row of the library, in years unless told otherwise."""
    usual = {
        "key": key,
        "value": value,
        "unit": "years",
        "decides": "who is of age",
        "says": "as written",
        "confidence": "confirmed",
        "source": "R52",
    }
    return Limit.model_validate({**usual, **facts})


def with_limits(*rows: Limit) -> Rulebook:
    """The library with these limits in the place of those of the same key."""
    keys = {row.key for row in rows}
    others = tuple(row for row in the_book().limits if row.key not in keys)
    return replace(the_book(), limits=(*others, *rows))


def without_limit(key: str) -> Rulebook:
    """The library without a limit."""
    return replace(the_book(), limits=tuple(r for r in the_book().limits if r.key != key))


def without_deadline(key: str) -> Rulebook:
    """The library without a deadline."""
    return replace(the_book(), deadlines=tuple(r for r in the_book().deadlines if r.key != key))


@pytest.mark.parametrize("row", the_book().limits, ids=lambda row: row.key)
def test_a_limit_says_what_it_decides_in_whose_words_and_how_sure_it_is(row: Limit) -> None:
    assert str(row.value) in row.says
    assert row.source.startswith(("http", "R"))
    assert row.confidence_note


def test_a_states_own_row_comes_before_the_countrys() -> None:
    rows = (a_limit("adult", 18), a_limit("adult", 19, states=("US-NE",)))
    assert (age(rows, "adult", "NE"), age(rows, "adult", "CA")) == (19, 18)
    assert (limit(rows[1:], "adult", "CA"), age((), "adult", "NE")) == (None, None)


@pytest.mark.parametrize(
    ("unit", "expected"), [("hours", timedelta(hours=5)), ("calendar_days", timedelta(days=5))]
)
def test_what_lasts_is_counted_in_its_own_unit(unit: str, expected: timedelta) -> None:
    assert lasting((a_limit("x", 5, unit=unit),), "x", "CA") == expected


def test_an_age_is_no_time_and_a_time_is_no_age() -> None:
    assert lasting((a_limit("x", 5),), "x", "CA") is None
    assert age((a_limit("x", 5, unit="hours"),), "x", "CA") is None


def waits_for_consent(book: Rulebook, born_on: str) -> bool:
    """Whether the request waits for the agreement of a member of the household."""
    home = a_relative(household=[{"relationship": "uncle", "born_on": born_on}])
    agreed = [
        an_authorization(id="a1", about=["child"], covers=["child_identity"],
                         recipients=["foreign_central_authority"], kind="court_order",
                         by="The court", by_capacity="court"),
        an_authorization(id="a2", by="grandmother", about=["grandmother"],
                         covers=["proposed_caregiver_abroad"],
                         recipients=["foreign_central_authority"]),
    ]  # fmt: skip
    case = a_case(people=[a_child(), a_parent(), home], authorizations=agreed)
    place = decided(case, book=book).place
    relative = next(p for p in place.case.people if p.id == "grandmother")
    scene = Scene(place, child=place.case.children[0], caregiver=relative)  # type: ignore[arg-type] # the relative above
    return holds("authorization_missing", scene)


@pytest.mark.parametrize(
    ("adult_from", "born_on", "waits"),
    [
        pytest.param(18, "2008-03-10", True, id="eighteen today"),
        pytest.param(19, "2008-03-10", False, id="eighteen where nineteen is of age"),
        pytest.param(19, "2007-03-10", True, id="nineteen where nineteen is of age"),
    ],
)
def test_who_agrees_for_himself_follows_the_row_of_the_state(
    adult_from: int, born_on: str, *, waits: bool
) -> None:
    book = with_limits(a_limit("adult", adult_from, states=("US-CA",)))
    assert waits_for_consent(book, born_on) is waits


def test_without_a_row_of_age_everyone_of_the_household_is_asked() -> None:
    assert waits_for_consent(without_limit("adult"), "2020-01-01")
    assert not waits_for_consent(the_book(), "2020-01-01")


def under_no_age(book: Rulebook, born_on: str) -> OwedDuty:
    """The notice about a child where the San Diego agreement names no age."""
    covered = the_instrument(SAN_DIEGO).versions[-1].covered
    assert covered is not None
    ageless = version_edited(SAN_DIEGO, covered=covered.model_copy(update={"age_under": None}))
    rows = with_instrument(ageless).instruments
    people = [a_child(born_on=born_on), a_parent()]
    return notice(a_case(people=people), book=replace(book, instruments=rows))


def test_r02_a_text_without_an_age_covers_minors_as_the_library_says() -> None:
    born_on = "2007-09-01"
    assert {row.instrument: row.because for row in under_no_age(the_book(), born_on).considered}[
        SAN_DIEGO
    ] == "age"
    later = with_limits(a_limit("adult", 19, states=("US-CA",)))
    assert under_no_age(later, born_on).governed_by is not None
    assert under_no_age(without_limit("adult"), born_on).governed_by is not None


def is_current_after(book: Rulebook, hours: int, *hearings: str) -> bool:
    """Whether a place verified on 10 March is current so many hours later."""
    rows = [a_hearing(at=at, id=f"h{i}") for i, at in enumerate(hearings)]
    case = a_case(people=[a_child(), a_parent(whereabouts=detained())], hearings=rows)
    where = case.parents[0].whereabouts
    moment = getattr(where, "verified_at") + timedelta(hours=hours)  # noqa: B009 - of one kind
    return is_current(case.parents[0], case, moment, book.limits)


def test_r52_how_long_a_place_is_current_is_the_rows_number() -> None:
    longer = with_limits(a_limit("location_current", 8, unit="calendar_days"))
    assert (is_current_after(the_book(), 180), is_current_after(longer, 180)) == (False, True)
    nearer = with_limits(a_limit("hearing_near", 30, unit="calendar_days"))
    assert not is_current_after(nearer, 25, "2026-03-25T09:00:00")
    assert is_current_after(the_book(), 25, "2026-03-25T09:00:00")
    short = with_limits(a_limit("location_current_near_hearing", 26, unit="hours"))
    soon = "2026-03-12T09:00:00"
    assert (is_current_after(the_book(), 25, soon), is_current_after(short, 25, soon)) == (
        False,
        True,
    )


def test_r52_without_the_rows_no_place_is_current() -> None:
    assert not is_current_after(without_limit("location_current"), 1)
    alone = without_limit("location_current_near_hearing")
    assert not is_current_after(alone, 1, "2026-03-12T09:00:00")
    unknown = without_limit("hearing_near")
    assert not is_current_after(unknown, 25, "2026-04-25T09:00:00")
    assert is_current_after(unknown, 23, "2026-04-25T09:00:00")


def test_r29_a_contact_without_days_of_its_own_takes_the_librarys() -> None:
    assert {row.stale_after_days for row in the_book().contacts} == {90}


def test_r24_the_days_after_removal_are_the_rows_number_and_none_without_it() -> None:
    rows = tuple(
        row.model_copy(update={"clock": row.clock.model_copy(update={"value": 30})})
        if row.key == "entered_care_date"
        else row
        for row in the_book().deadlines
    )
    sooner = decided(a_case(), "2026-05-10", replace(the_book(), deadlines=rows)).place
    entered = entered_care(sooner, "child")
    assert entered is not None
    assert entered.on == date(2026, 4, 1)
    unread = decided(a_case(), "2026-05-10", without_deadline("entered_care_date")).place
    assert entered_care(unread, "child") is None


def asked_by(book: Rulebook, code: str, *events: dict[str, object]) -> set[date | None]:
    """The days by which a question is due."""
    case = a_case(
        people=[a_child(nationalities=[a_nationality()]), a_parent()],
        safety_checks=[],
        events=[an_event(), *events],
    )
    questions = decided(case, "2026-03-13", book).decision.questions
    return {row.due_on for row in questions if row.code == code}


def test_r44_counsel_decides_by_the_next_working_day_as_the_row_says() -> None:
    concern = an_event("safety_concern", "2026-03-13")
    assert asked_by(the_book(), "counsel_decision_due", concern) == {date(2026, 3, 16)}
    unread = without_deadline("counsel_decision")
    assert asked_by(unread, "counsel_decision_due", concern) == {None}


def test_r73_a_missing_safety_check_is_asked_for_that_day_as_the_row_says() -> None:
    assert asked_by(the_book(), "safety_check_missing") == {date(2026, 3, 13)}
    assert asked_by(without_deadline("safety_check"), "safety_check_missing") == {None}
