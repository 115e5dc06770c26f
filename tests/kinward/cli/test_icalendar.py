"""A calendar file that any calendar program reads (RFC 5545)."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from kinward.cli.icalendar import Entry, calendar, escaped, folded

NOW = datetime(2026, 6, 16, 12, tzinfo=timezone(timedelta(hours=-5)))


def an_entry(**facts: object) -> Entry:
    """A due day in June, unless told otherwise."""
    usual = {
        "uid": "duty-1@kinward",
        "on": date(2026, 6, 30),
        "summary": "IL-2026-5521: notify consulate MX",
        "description": "State: owed",
    }
    return Entry(**{**usual, **facts})  # type: ignore[arg-type]  # builder


def test_an_entry_is_an_all_day_event_stamped_in_utc() -> None:
    lines = calendar([an_entry()], NOW).split("\r\n")
    assert lines[-1] == ""
    assert "DTSTAMP:20260616T170000Z" in lines
    assert "DTSTART;VALUE=DATE:20260630" in lines
    assert "DTEND;VALUE=DATE:20260701" in lines


def test_a_calendar_without_entries_is_still_one() -> None:
    assert calendar([], datetime(2026, 1, 1, tzinfo=UTC)).count("\r\n") == 5


@given(st.text())
def test_a_text_comes_back_as_it_was(text: str) -> None:
    written = escaped(text)
    back = re.sub(
        r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], written, flags=re.DOTALL
    )
    assert "\n" not in written
    assert back == text.replace("\r", "")


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=400))
def test_no_line_is_longer_than_75_octets_and_unfolding_gives_it_back(line: str) -> None:
    parts = folded(line).split("\r\n")
    assert max(len(part.encode()) for part in parts) <= 75
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])


@given(st.text(), st.text())
def test_no_text_can_end_its_event(summary: str, description: str) -> None:
    entry = an_entry(summary=summary, description=description)
    lines = calendar([entry], NOW).split("\r\n")
    assert sum(line == "END:VEVENT" for line in lines) == 1
    assert sum(line.startswith("BEGIN:") for line in lines) == 2
