"""The entry into care, and the months that count towards 15 of the most recent 22."""

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.clocks import months_after
from kinward.rules.entry_into_care import Stretch, entered_care, reached_on, removed_on, stretches
from kinward.rules.happened import Happened
from schemas.deadline import Counted
from tests.builders import Facts, a_case, an_event
from tests.library import decided, the_book

ENTERED = date(2026, 5, 1)
COUNTED = next(row.counted for row in the_book().deadlines if row.key == "asfa_15_22")
entries = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def entry(*events: Facts, as_of: str = "2027-12-01") -> Happened | None:
    """The entry into care that these events give."""
    return entered_care(decided(a_case(events=events), as_of).place, "child")


def left_out(*events: Facts, as_of: str = "2027-12-01") -> list[tuple[date, date | None]]:
    """The time that does not count, as these events give it."""
    assert isinstance(COUNTED, Counted)
    place = decided(a_case(events=[an_event(), *events]), as_of).place
    return [(one.begins, one.ends) for one in stretches(place, "child", COUNTED)]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        pytest.param("2026-04-10", "2026-04-10", id="a finding first"),
        pytest.param("2026-05-01", "2026-05-01", id="both on one day"),
        pytest.param("2026-06-10", "2026-05-01", id="sixty days first"),
        pytest.param("2026-01-10", "2026-03-02", id="a finding before the removal"),
    ],
)
def test_r24_the_entry_is_the_first_of_a_finding_or_sixty_days_after_removal(
    finding: str, expected: str
) -> None:
    found = entry(an_event(), an_event("finding_made", finding))
    assert found is not None
    assert found.on == date.fromisoformat(expected)


def test_r24_without_a_finding_it_is_sixty_days_and_without_a_removal_nothing() -> None:
    assert entry(an_event()) == Happened("taken_into_custody", date(2026, 5, 1))
    assert entry(an_event("finding_made")) is None


def test_r24_custody_of_youth_justice_is_no_removal() -> None:
    arrested = an_event(on="2026-03-02", custody="youth_justice")
    place = decided(a_case(events=[arrested, an_event(on="2026-03-20")])).place
    assert removed_on(place, "child") is None
    later = decided(a_case(events=[arrested, an_event(on="2026-03-20")]), "2026-03-20").place
    assert removed_on(later, "child") == Happened("taken_into_custody", date(2026, 3, 20))


def test_r24_a_finding_not_known_yet_changes_nothing() -> None:
    found = entry(an_event(), an_event("finding_made", "2026-04-10"), as_of="2026-04-09")
    assert found == Happened("taken_into_custody", date(2026, 5, 1))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([("ran_away", 1), ("found", 5)], [(1, 5)], id="once"),
        pytest.param([("ran_away", 1)], [(1, None)], id="not found yet"),
        pytest.param([("found", 5)], [], id="an end without a beginning"),
        pytest.param([("ran_away", 5), ("found", 5)], [], id="on one day"),
        pytest.param([("ran_away", 1), ("found", 5), ("ran_away", 5)], [(1, None)],
                     id="gone again on the day found"),
        pytest.param([("ran_away", 1), ("ran_away", 3), ("found", 5)], [(1, 5)], id="told twice"),
        pytest.param([("ran_away", 3), ("found", 9), ("trial_home_visit_begun", 1),
                      ("trial_home_visit_ended", 5)], [(1, 9)], id="both kinds overlap"),
        pytest.param([("trial_home_visit_begun", 1), ("trial_home_visit_ended", 2),
                      ("ran_away", 8), ("found", 9)], [(1, 2), (8, 9)], id="apart"),
        pytest.param([("ran_away", 1), ("trial_home_visit_ended", 5)], [(1, None)],
                     id="another kind's end ends nothing"),
    ],
)  # fmt: skip
def test_r23_trial_home_visits_and_runaway_time_are_left_out(
    events: list[tuple[str, int]], expected: list[tuple[int, int | None]]
) -> None:
    facts = [an_event(kind, f"2026-09-0{day}") for kind, day in events]
    assert left_out(*facts) == [
        (date(2026, 9, begins), date(2026, 9, ends) if ends else None) for begins, ends in expected
    ]


def test_r23_fifteen_months_without_anything_left_out_are_fifteen_months() -> None:
    assert reached_on(ENTERED, 15, 22, ()) == date(2027, 8, 1)


def test_r23_time_left_out_moves_the_day_by_just_so_many_days() -> None:
    visit = Stretch(date(2026, 9, 1), date(2026, 10, 1))
    assert reached_on(ENTERED, 15, 22, (visit,)) == date(2027, 8, 31)


def test_r23_time_before_the_entry_and_after_the_day_changes_nothing() -> None:
    around = (
        Stretch(date(2026, 3, 10), date(2026, 4, 1)),
        Stretch(date(2027, 8, 1), None),
    )
    assert reached_on(ENTERED, 15, 22, around) == date(2027, 8, 1)


def test_r23_the_clock_stands_still_while_nobody_knows_the_end() -> None:
    assert reached_on(ENTERED, 15, 22, (Stretch(date(2027, 7, 31), None),)) is None


def test_r23_months_outside_the_most_recent_twenty_two_fall_out() -> None:
    a_year_away = Stretch(date(2026, 8, 1), date(2027, 8, 1))
    # The days before she ran away lie more than 22 months back: only those since count.
    assert (date(2028, 10, 31) - date(2027, 8, 1)).days == (date(2027, 8, 1) - ENTERED).days
    assert reached_on(ENTERED, 15, 22, (a_year_away,)) == date(2028, 10, 31)


@given(entered=entries, months=st.integers(1, 21))
def test_r23_the_same_day_of_the_month_whatever_the_entry(entered: date, months: int) -> None:
    assert reached_on(entered, months, 22, ()) == months_after(entered, months)


@given(
    entered=entries,
    gaps=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 200)), max_size=4),
)
def test_r23_against_counting_every_single_day(entered: date, gaps: list[tuple[int, int]]) -> None:
    out: list[Stretch] = []
    gone: set[int] = set()
    for start, length in gaps:
        begins = entered + timedelta(days=start)
        if gone.isdisjoint(range(start, start + length)):
            out.append(Stretch(begins, begins + timedelta(days=length)))
            gone |= set(range(start, start + length))
    in_care = [0, *accumulate(day not in gone for day in range(3000))]
    wanted = (months_after(entered, 15) - entered).days

    def enough(days: int) -> bool:
        window = months_after(entered + timedelta(days=days), -22)
        return in_care[days] - in_care[max(0, (window - entered).days)] >= wanted

    first = next(days for days in range(wanted, 3000) if enough(days))
    assert reached_on(entered, 15, 22, tuple(out)) == entered + timedelta(days=first)
