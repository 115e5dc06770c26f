"""Deadlines, limits and court notice rules as tables of the printed library."""

from collections.abc import Iterator

from kinward.library.holdings import Library
from kinward.library.printing import head, line
from kinward.library.showing_terms import in_words as spaced
from kinward.library.showing_terms import sureness
from kinward.rules.clocks import in_words
from schemas.clock import Clock
from schemas.deadline import CourtNoticeRule, Deadline


def deadline_table(library: Library) -> Iterator[str]:
    """Yield the table of every deadline, by place and key."""
    yield from head("Where", "Deadline", "Starts with", "Due", "Action", "Legal basis", "Read")
    for row in sorted(library.rulebook.deadlines, key=lambda row: (row.states, row.key)):
        name = f"`{row.key}`{_kind(row)}"
        read = sureness(row.confidence)
        note = f"<br>{row.confidence_note}" if row.confidence_note else ""
        where = ", ".join(row.states)
        basis = f"{row.legal_basis}<br>{row.source}"
        due = _with_others(row.clock.says, row.also)
        yield line(where, name, row.start.says, due, row.action, basis, read + note)


def _kind(row: Deadline) -> str:
    if not row.statutory:
        return f"<br>dates {spaced(row.repeats_duty)}" if row.repeats_duty else ""
    outside = row.start.by == "not_in_case_file"
    return "<br>statutory, starts outside the case file" if outside else "<br>statutory"


def limit_table(library: Library) -> Iterator[str]:
    """Yield the table of every limit, by key."""
    yield from head("Where", "Limit", "Number", "Decides", "Read")
    for row in sorted(library.rulebook.limits, key=lambda row: (row.key, row.states)):
        number = f"{row.value} {spaced(row.unit)}<br>{row.says}"
        note = f"<br>{row.confidence_note}" if row.confidence_note else ""
        read = f"{sureness(row.confidence)}{note}<br>{row.source}"
        yield line(", ".join(row.states), f"`{row.key}`", number, row.decides, read)


def court_notice_table(library: Library) -> Iterator[str]:
    """Yield the table of every court notice rule, by state."""
    yield from head("State", "Hearing", "Earliest", "Latest", "Counted", "Method", "Part", "Read")
    for rule in sorted(library.rulebook.court_notices, key=lambda rule: rule.id):
        yield line(
            rule.state,
            f"{rule.hearing}<br>`{rule.id}`",
            _number(rule.earliest, rule.earliest_says),
            _number(rule.latest, rule.latest_says),
            _with_others(rule.unit_says or "", rule.also),
            rule.method or "",
            rule.participation_rule or "",
            _read(rule),
        )


def _with_others(says: str, also: tuple[Clock, ...]) -> str:
    """Return a clock's words and the other figures of its row, which are no due day."""
    return "<br>".join([says, *(f"{in_words(clock)}: {clock.says}" for clock in also)])


def _number(value: int | None, says: str | None) -> str:
    return says or ("" if value is None else str(value))


def _read(rule: CourtNoticeRule) -> str:
    return f"{sureness(rule.confidence)}<br>{rule.source}"
