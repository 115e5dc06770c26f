"""Due days as a calendar file that any calendar program subscribes to.

Source: RFC 5545 - lines of at most 75 octets (3.1), escaped text (3.3.11), all-day events
(3.6.1), DTSTAMP and UID (3.8.7.2, 3.8.4.7).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Kinward//Duties//EN"
LONGEST_LINE = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """One due day, or the moment of it; the same `uid` again replaces what a program has."""

    uid: str
    on: date
    summary: str
    description: str
    at: datetime | None = None


def calendar(entries: Sequence[Entry], now: datetime) -> str:
    """Return the entries as one iCalendar object."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "METHOD:PUBLISH"]
    for entry in entries:
        lines += _event(entry, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(entry: Entry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if entry.at is None:
        yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"
    else:  # an event without an end takes no time: it ends when it starts (RFC 5545, 3.6.1)
        yield f"DTSTART:{entry.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    yield f"DESCRIPTION:{escaped(entry.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return a text in which nothing ends its value."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text.replace("\r", "")


def folded(line: str) -> str:
    """Return a line broken after at most 75 octets, never inside a character."""
    parts: list[str] = [""]
    room = LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append("")
            room = LONGEST_LINE - 1  # the blank that goes on a folded line counts
        parts[-1] += character
        room -= size
    return "\r\n ".join(parts)
