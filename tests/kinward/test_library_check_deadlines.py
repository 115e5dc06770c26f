"""What `agreement check` says of deadlines that cannot be counted as they are written."""

from pathlib import Path
from typing import NamedTuple

import pytest

from kinward.library.checking import check
from tests.kinward.test_library_check import a_library, line_of

FEDERAL = "mou_library/deadlines/us.yaml"
TEXAS = "mou_library/deadlines/us-tx.yaml"
CALIFORNIA = "mou_library/deadlines/us-ca.yaml"


class Edit(NamedTuple):
    """One edit of a shipped file, and the fault that it makes of a row."""

    place: str
    old: str
    new: str
    code: str
    row: str


EDITS = {
    "event": Edit(
        FEDERAL,
        "events: [efforts_not_required]",
        "events: [efforts_forgotten]",
        "unknown_event",
        "key: permanency_no_efforts",
    ),
    "end of time left out": Edit(
        FEDERAL, "ends: found}", "ends: lost}", "unknown_event", "key: asfa_15_22"
    ),
    "hearing that repeats": Edit(
        FEDERAL,
        "hearings: [permanency]}",
        "hearings: [permanent]}",
        "unknown_hearing",
        "key: permanency_hearing",
    ),
    "no start": Edit(
        FEDERAL,
        ", events: [efforts_not_required]",
        "",
        "clock_without_start",
        'start: {by: event, says: "Order that efforts',
    ),
    "window of a deadline": Edit(
        CALIFORNIA,
        "before, earliest: 30",
        "before, earliest: 3",
        "dates_out_of_order",
        "before, earliest: 3,",
    ),
    "hearing of a second clock": Edit(
        TEXAS,
        "hearings: [status_conference]\n    ended_by",
        "hearings: [status]\n    ended_by",
        "unknown_hearing",
        "key: tx_visit_plan",
    ),
    "second clock counted forward": Edit(
        TEXAS,
        'direction: before, says: "file 10 days',
        'says: "file 10 days',
        "clock_without_start",
        "before_hearing:",
    ),
    "window of another figure": Edit(
        FEDERAL, "months, earliest: 3", "months, earliest: 9", "dates_out_of_order", "earliest: 9"
    ),
    "hearing of a rule": Edit(
        CALIFORNIA,
        "hearings: [detention]",
        "hearings: [holding]",
        "unknown_hearing",
        "id: us-ca_detention",
    ),
    "number without unit": Edit(
        CALIFORNIA,
        "    latest: 10\n    unit: calendar_days\n",
        "    latest: 10\n",
        "number_without_unit",
        "id: us-ca_jurisdiction-disposition-not-detained",
    ),
    "number without direction": Edit(
        CALIFORNIA,
        "    latest: 45\n    unit: calendar_days\n    direction: before\n",
        "    latest: 45\n    unit: calendar_days\n",
        "clock_without_start",
        "id: us-ca_selection-implementation",
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_deadline_that_cannot_be_counted_is_told_with_its_line(
    tmp_path: Path, edit: Edit
) -> None:
    (problem,) = check(a_library(tmp_path, edit.place, {edit.old: edit.new}))
    assert problem.code == edit.code
    line = line_of(tmp_path, edit.place, edit.row)
    assert problem.where.partition(" ")[0] == f"home/{edit.place}:{line}"


def test_a_window_of_a_rule_that_ends_before_it_begins_is_told_once_for_each(
    tmp_path: Path,
) -> None:
    edited = a_library(tmp_path, CALIFORNIA, {"    earliest: 30\n": "    earliest: 10\n"})
    assert [problem.code for problem in check(edited)] == ["dates_out_of_order"] * 2


@pytest.mark.parametrize(
    "clock",
    [
        pytest.param("{value: 60, says: x}", id="a number without its unit"),
        pytest.param("{unit: months, says: x}", id="a unit without its number"),
        pytest.param("{says: x}", id="nothing"),
        pytest.param("{value: 6, unit: months, word: timely, says: x}", id="a number and a word"),
        pytest.param("{word: timely, not_stated: true, says: x}", id="a word, and not stated"),
        pytest.param(
            "{value: 6, unit: months, word: timely, not_stated: true, says: x}", id="all three"
        ),
    ],
)
def test_a_clock_of_a_deadline_that_is_not_exactly_one_thing_decides_nothing(
    tmp_path: Path, clock: str
) -> None:
    old = 'clock: {value: 6, unit: months, says: "every 6 months"}'
    library = a_library(tmp_path, FEDERAL, {old: f"clock: {clock}"})
    (problem,) = check(library)
    assert problem.code == "clock_unclear"
    assert problem.where.startswith(f"home/{FEDERAL}:{line_of(tmp_path, FEDERAL, clock)} ")
    assert problem.where in library.rulebook.out_of_service
    assert not any(row.states == ("US",) for row in library.rulebook.deadlines)
