"""A decision in words that a supervisor reads: what is owed, by when, and every reason."""

from collections.abc import Iterator

from kinward.cli.screen import Line
from kinward.cli.words import (
    COUNSEL,
    country_of,
    dated,
    due_of,
    instrument_title,
    person_of,
    plain,
    state_of,
)
from kinward.library import Library
from schemas.case import Case
from schemas.duty import Binding, Considered, Decision, OwedDuty, Question


def explained(case: Case, decision: Decision, library: Library) -> Iterator[Line]:
    """Yield a decision line by line."""
    yield Line(f"Case {case.case_number}, as of {decision.as_of}", "title")
    if not decision.duties:
        yield Line("No duty stands in this case.")
    for duty in decision.duties:
        yield Line("")
        yield from _duty(case, duty, decision.questions, library)
    yield from _of_case(decision)


def _duty(
    case: Case, duty: OwedDuty, questions: tuple[Question, ...], library: Library
) -> Iterator[Line]:
    country = country_of(library, duty.country)
    named = plain(duty.duty).capitalize() + (f", {country}" if country else "")
    yield Line(f"{named} · {person_of(case, duty.about)}", "title")
    when = f", {due_of(duty)}" if duty.state != "not_owed" else ""
    standing = "overdue" if duty.standing == "overdue" else duty.state
    yield Line(f"  {state_of(duty.state, duty.hold).upper()}{when}", standing)
    yield Line(f"  By: {plain(duty.owner)}. Set in motion by: {plain(duty.occasion)}")
    if duty.recipient:
        yield Line(f"  To: {plain(duty.recipient)}")
    if duty.post_words and duty.state != "not_owed":
        yield Line(f"  Post: {duty.post_words}")
    if duty.governed_by:
        yield from _binding("Governed by", duty.governed_by, library)
    for row in duty.also:
        yield from _binding("Binds too", row, library)
    yield from (_considered(row, library) for row in duty.considered)
    yield from (Line(f"  Note: {note}") for note in duty.notes)
    mine = (duty.duty, duty.about, duty.country)
    yield from (_question(q) for q in questions if (q.duty, q.about, q.country) == mine)


def _binding(label: str, row: Binding, library: Library) -> Iterator[Line]:
    words = f" (“{row.says}”)" if row.says != row.clock else ""
    title = instrument_title(library, row.instrument)
    yield Line(f"  {label}: {title} [{row.instrument}, version {row.version}], {row.clause}")
    start = f", counted from {row.starts_on.isoformat()}" if row.starts_on else ""
    when = dated(row.due_on, None, row)
    unsure = f" — {COUNSEL}" if row.to_be_confirmed and row.due_on is None else ""
    yield Line(f"    Clock: {row.clock}{words}{start}: {when}{unsure}")
    yield Line(f"    Source: {row.source}", "quiet")
    yield from (Line(f"    Note: {note}") for note in row.notes)


def _considered(row: Considered, library: Library) -> Line:
    outcome = "Looked at, does not bind" if row.applies is False else "Looked at, cannot be said"
    title = instrument_title(library, row.instrument)
    return Line(
        f"  {outcome}: {title} [{row.instrument}]: {row.explanation} ({plain(row.because)})"
    )


def _question(question: Question) -> Line:
    asked_of = f" of the {plain(question.owner)}" if question.owner else ""
    due = f", by {question.due_on.isoformat()}" if question.due_on else ""
    return Line(f"  Question ({question.code}), asked{asked_of}{due}: {question.ask}", "ask")


def _of_case(decision: Decision) -> Iterator[Line]:
    loose = [question for question in decision.questions if question.duty is None]
    for title, lines in (
        ("Questions about the whole case", [_question(question) for question in loose]),
        ("Searches", [Line(f"  {search}") for search in decision.searches]),
        (
            "Left out (after the day asked for, or out of service)",
            [Line(f"  {place}") for place in decision.left_out],
        ),
    ):
        if lines:
            yield from (Line(""), Line(title, "title"), *lines)
