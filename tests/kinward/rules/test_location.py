"""Where a parent is held, and whether that is still true."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.location import hearing_time, is_current, next_hearing, repeated_hour
from schemas.case import Case
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_hearing,
    a_parent,
    an_event,
    changed,
    detained,
    facts_of,
)
from tests.library import codes, decided, the_book

VERIFIED = datetime.fromisoformat("2026-03-10T09:30:00-07:00")


def a_detained_case(*hearings: str) -> Case:
    """A mother held by ICE, with hearings at these times."""
    rows = [a_hearing(at=at, id=f"h{i}") for i, at in enumerate(hearings)]
    return a_case(
        needs=["detained_parent"],
        people=[a_child(), a_parent(whereabouts=detained())],
        events=[an_event(), an_event("parent_detained", "2026-03-01", of=["mother"])],
        hearings=rows,
    )


@pytest.mark.parametrize(
    ("hours", "hearing", "current"),
    [
        pytest.param(24 * 7, None, True, id="seven days without a hearing"),
        pytest.param(24 * 7 + 1, None, False, id="more than seven days"),
        pytest.param(24, "2026-03-13T09:00:00", True, id="a day, a hearing within three days"),
        pytest.param(25, "2026-03-13T09:00:00", False, id="more than a day before a hearing"),
        pytest.param(25, "2026-03-25T09:00:00", True, id="a hearing two weeks off"),
        pytest.param(25, "2026-03-10T10:00:00", True, id="a hearing that has passed"),
        pytest.param(-1, None, False, id="verified later than the day asked for"),
    ],
)
def test_r52_a_location_is_current_for_a_week_or_a_day_before_a_hearing(
    hours: int, hearing: str | None, *, current: bool
) -> None:
    case = a_detained_case(*([hearing] if hearing else []))
    assert (
        is_current(case.parents[0], case, VERIFIED + timedelta(hours=hours), the_book().limits)
        is current
    )


def test_r52_a_stale_place_holds_the_request_and_no_notice_to_court_or_counsel() -> None:
    case = a_detained_case("2026-04-20T09:00:00")
    found = decided(case, "2026-03-20")
    held = {row.step.duty: row.held_by for row in found.stepped}
    assert "location_stale" in held["request_participation"]
    assert held["notify_court_of_location"] == held["notify_parent_counsel"] == ()
    assert "location_stale" in codes(found, "request_participation")
    asked = {q.duty: q.due_on for q in found.decision.questions if q.code == "location_stale"}
    day = found.place.moment.day
    assert asked == {"request_participation": day, "notify_parent_of_hearing": day}


def after(kind: str, on: str) -> Case:
    """The detained mother, of whom something is recorded besides; a hearing is ahead."""
    case = a_detained_case("2026-04-20T09:00:00")
    return with_event(case, an_event(kind, on, of=["mother"]))


def with_event(case: Case, event: Facts) -> Case:
    """The same case with one more event."""
    events = facts_of(case)["events"]
    assert isinstance(events, list)
    return changed(case, events=[*events, event])


STEPS = frozenset({"notify_court_of_location", "notify_parent_counsel", "request_participation"})


@pytest.mark.parametrize("kind", ["parent_released", "parent_removed"])
@pytest.mark.parametrize("on", ["2026-03-11", "2026-03-10", "2026-03-10T16:00:00-07:00"])
def test_r52_nobody_is_told_that_a_parent_who_is_gone_is_held(kind: str, on: str) -> None:
    found = decided(after(kind, on), "2026-03-11")
    assert not STEPS & {duty.duty for duty in found.decision.duties}
    (asked,) = [q for q in found.decision.questions if q.code == "location_stale"]
    assert (asked.about, asked.due_on) == ("mother", found.place.moment.day)


@pytest.mark.parametrize("on", ["2026-03-09", "2026-03-10T09:00:00-07:00", "2026-03-13"])
def test_r52_a_release_before_the_verification_or_after_the_day_changes_nothing(on: str) -> None:
    found = decided(after("parent_released", on), "2026-03-12")
    assert {duty.duty for duty in found.decision.duties} >= STEPS
    assert "location_stale" not in codes(found)


def test_r52_a_parent_held_again_after_a_release_is_held_and_to_be_verified() -> None:
    case = with_event(
        after("parent_released", "2026-03-11"),
        an_event("parent_detained", "2026-03-12", of=["mother"]),
    )
    found = decided(case, "2026-03-12")
    assert {duty.duty for duty in found.decision.duties} >= STEPS
    assert "location_stale" in codes(found)


@pytest.mark.parametrize("kind", ["parent_transferred", "parent_located"])
def test_r52_after_a_transfer_the_notices_go_out_as_last_verified(kind: str) -> None:
    case = after(kind, "2026-03-11")
    assert not is_current(case.parents[0], case, VERIFIED + timedelta(days=2), the_book().limits)
    assert is_current(case.parents[0], case, VERIFIED, the_book().limits)
    found = decided(case, "2026-03-11")
    held = {row.step.duty: row.held_by for row in found.stepped}
    assert held["notify_court_of_location"] == held["notify_parent_counsel"] == ()
    assert "location_stale" in held["request_participation"]
    assert "mother" in {q.about for q in found.decision.questions if q.code == "location_stale"}


def test_r52_a_transfer_of_another_parent_leaves_the_place_current() -> None:
    case = with_event(
        a_detained_case(), an_event("parent_transferred", "2026-03-11", of=["child"])
    )
    assert is_current(case.parents[0], case, VERIFIED + timedelta(days=2), the_book().limits)


def test_r52_a_past_hearing_is_never_the_next_one() -> None:
    case = a_detained_case("2026-03-05T13:30:00", "2026-03-25T09:00:00")
    hearing = next_hearing(case, VERIFIED)
    assert hearing is not None
    assert hearing.at.day == 25
    assert next_hearing(case, VERIFIED + timedelta(days=30)) is None


@given(minutes=st.lists(st.integers(-100_000, 100_000), max_size=6))
def test_the_next_hearing_is_the_first_of_those_ahead(minutes: list[int]) -> None:
    times = [(VERIFIED + timedelta(minutes=m)).replace(tzinfo=None) for m in minutes]
    case = a_detained_case(*(t.isoformat(timespec="seconds") for t in times))
    found = next_hearing(case, VERIFIED)
    ahead = [hearing_time(case, h) for h in case.hearings if hearing_time(case, h) > VERIFIED]
    assert (hearing_time(case, found) if found else None) == min(ahead, default=None)


@pytest.mark.parametrize(
    ("at", "repeated"),
    [
        ("2026-11-01T01:30:00", True),
        ("2026-11-01T02:30:00", False),
        ("2026-03-25T09:00:00", False),
    ],
)
def test_an_hour_that_comes_twice_is_asked_about(at: str, *, repeated: bool) -> None:
    case = a_detained_case(at)
    assert repeated_hour(case, case.hearings[0]) is repeated
    assert ("hour_repeated" in codes(decided(case))) is repeated


def test_a_hearing_is_in_the_courts_zone() -> None:
    case = a_detained_case("2026-03-25T09:00:00")
    utc = hearing_time(case, case.hearings[0]).astimezone(ZoneInfo("UTC"))
    assert utc.isoformat() == "2026-03-25T16:00:00+00:00"
