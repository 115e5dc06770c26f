"""Duties due at a moment and duties on a ladder: from the library through the ledger."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kinward.cli.icalendar import Entry, calendar
from tests.kinward.cli.builders import SAN_DIEGO, a_case_file, kinward

NUMBER = "SD-2026-00417"
OWN_ROWS = """\
place: us-ca
deadlines:
  - key: reasonable_efforts_finding
    statutory: true
    start: {by: event, events: [taken_into_custody], says: Removal}
    clock: {value: 60, unit: calendar_days, ladder: {due_from: 50, overdue_from: 60}, says: "60"}
    action: A finding
    owner: agency_counsel
    legal_basis: as edited
    confidence: confirmed
    source: "R20"
court_notices:
  - id: us-ca_jurisdiction-disposition-detained
    state: US-CA
    hearing: jurisdiction, in hours
    hearings: [jurisdiction_disposition]
    latest: 72
    unit: hours
    direction: before
    anchor: hearing
    unit_says: hours before hearing
    confidence: confirmed
    source: "R22"
"""
DEADLINE = "reasonable_efforts_finding"
TELL = "notify_parent_of_hearing"


@pytest.fixture
def recorded(home: Path, tmp_path: Path) -> Path:
    """The San Diego family, decided by a library with a clock in hours and a ladder."""
    own = home / "mou_library" / "deadlines" / "us-ca-own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_ROWS, encoding="utf-8")
    needs = ["detained_parent", "statutory_deadlines"]
    kinward(home, "case", "add", a_case_file(tmp_path / "cases", SAN_DIEGO, needs=needs))
    typed = ("consulate_answered", "--on", "2026-03-10", "--as-of", "2026-03-10")
    kinward(home, "case", "event", NUMBER, *typed)
    return home


def told(home: Path, duty: str, day: str) -> dict[str, object]:
    """A duty of the list on a day, as other programs read it."""
    rows = kinward(home, "duties", "--as-of", day, "--json").json["duties"]
    (row,) = [row for row in rows if row["duty"] == duty]
    return dict(row)


def test_a_duty_in_hours_has_its_moment_beside_its_day(recorded: Path) -> None:
    duty = told(recorded, TELL, "2026-03-10")
    assert (duty["due_on"], duty["due_at"]) == ("2026-03-22", "2026-03-22T09:00:00-07:00")
    assert "2026-03-22 09:00 -0700" in kinward(recorded, "duties", "--as-of", "2026-03-10").out


def test_a_duty_without_hours_or_ladder_says_null(recorded: Path) -> None:
    duty = told(recorded, "notify_parent_counsel", "2026-03-10")
    assert [duty[name] for name in ("due_at", "due_from", "overdue_from")] == [None, None, None]


@pytest.mark.parametrize(
    ("day", "standing", "shown"),
    [
        pytest.param("2026-04-20", "pending", "2026-05-01 ", id="day 49"),
        pytest.param("2026-04-21", "due", "2026-05-01 DUE", id="day 50"),
        pytest.param("2026-04-30", "due", "2026-05-01 DUE", id="day 59"),
        pytest.param("2026-05-01", "overdue", "2026-05-01 OVERDUE", id="day 60"),
    ],
)
def test_day_49_is_pending_day_50_due_day_60_overdue(
    recorded: Path, day: str, standing: str, shown: str
) -> None:
    duty = told(recorded, DEADLINE, day)
    assert duty["standing"] == standing
    assert (duty["due_from"], duty["overdue_from"]) == ("2026-04-21", "2026-05-01")
    screen = kinward(recorded, "duties", "--as-of", day).out
    (line,) = [row for row in screen.splitlines() if "reasonable efforts finding" in row]
    assert shown in line


def test_the_calendar_has_the_moment_and_the_days_of_the_ladder(
    recorded: Path, tmp_path: Path
) -> None:
    path = tmp_path / "duties.ics"
    kinward(recorded, "duties", "--ics", path)
    written = path.read_bytes().decode().replace("\r\n ", "")
    assert "DTSTART:20260322T160000Z\r\n" in written
    assert "Due from 2026-04-21\\, overdue from 2026-05-01" in written


def test_an_event_at_a_moment_is_stamped_in_utc_and_takes_no_time() -> None:
    at = datetime(2026, 3, 22, 16, tzinfo=UTC)
    entry = Entry("duty-1@kinward", date(2026, 3, 22), "X", "Y", at)
    lines = calendar([entry], at).split("\r\n")
    assert "DTSTART:20260322T160000Z" in lines
    assert not [line for line in lines if line.startswith("DTEND")]
