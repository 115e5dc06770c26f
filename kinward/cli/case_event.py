"""`kinward case event`: record what happened in a case, and say what that changes."""

import argparse
import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from kinward.casework.desk import Office
from kinward.casework.redeciding import decide_duties
from kinward.casework.register import current_case, record_event
from kinward.casework.void_approvals import VoidApproval, void_approvals
from kinward.cli.arguments import Parser, as_of, case_number, describe, words
from kinward.cli.match import ending_of_duties
from kinward.cli.screen import Line, Screen
from kinward.cli.words import plain, state_of, unsure
from kinward.ledger.rows import DutyRow, QuestionRow
from kinward.office import open_office
from schemas.case import Case, Event
from schemas.problem import UnitError


class EventUnknown(UnitError):
    """The library lists no such kind of event."""

    code = "event_unknown"
    remedy = "Use a kind that the library lists; `kinward case event --help` shows an example."


class PersonUnknown(UnitError):
    """The case has no person of this id."""

    code = "person_unknown"
    remedy = "`kinward case show NUMBER` shows the ids of the case's people."


class EventUnusable(UnitError):
    """The event cannot be read as one."""

    code = "event_unusable"
    remedy = "An id is lower-case letters, digits and underscores; a text is at most 2000 long."


@dataclass(frozen=True, slots=True)
class Standing:
    """The duties, open questions and void approvals of a case at a moment."""

    duties: dict[str, DutyRow]
    questions: dict[str, QuestionRow]
    void: dict[str, VoidApproval]


def fill(parser: Parser) -> None:
    """Say what `case event` takes."""
    describe(
        parser,
        "Record what happened in a case and decide again what it owes.",
        "kinward case event IL-2026-5521 hearing_set --on 2026-06-20 --of daniel",
    )
    parser.add_argument("number", metavar="NUMBER", type=case_number, help="the case's number")
    parser.add_argument("kind", metavar="KIND", help="what happened: taken_into_custody, ...")
    parser.add_argument(
        "--on", metavar="D", type=as_of, required=True, help="its day, or its moment with offset"
    )
    parser.add_argument("--of", metavar="PERSON", action="append", default=[], help="whom")
    parser.add_argument("--with", dest="with_", metavar="PERSON", help="with whom")
    parser.add_argument("--id", dest="event_id", metavar="ID", help="an id for later corrections")
    parser.add_argument("--corrects", metavar="ID", help="the event that this one corrects")
    parser.add_argument("--by", metavar="NAME", type=words, help="who signed it off")
    parser.add_argument("--note", metavar="TEXT", help="a note for the unit; never printed")
    parser.add_argument(
        "--as-of", metavar="D", type=as_of, help="decide as of this day instead of today"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Record the event, decide again, and show what is new."""
    with open_office(asked.home) as office:
        case = current_case(office, asked.number)
        event = _event(asked, case, office)
        before = _standing(office, asked.number)
        record_event(office, asked.number, event)
        decide_duties(office, asked.number, asked.as_of)
        after = _standing(office, asked.number)
    screen.say(f"{asked.number}: recorded {plain(event.kind)} on {asked.on}.")
    changes = list(changed(before, after))
    screen.say(*(changes or [Line("No duty and no question changes by it.")]))
    if changes:
        screen.say(f"Make the papers anew: kinward prepare {asked.number}")
    return ending_of_duties(*(duty.state for duty in after.duties.values()))


def _event(asked: argparse.Namespace, case: Case, office: Office) -> Event:
    _known_kind(asked.kind, office.library.vocabulary.events)
    ids = {person.id for person in case.people}
    named = [*asked.of, *([asked.with_] if asked.with_ else [])]
    strangers = [place for place, person in enumerate(named, start=1) if person not in ids]
    if strangers:
        raise PersonUnknown(f"person {strangers[0]} of {len(named)} is not in case {asked.number}")
    if asked.corrects and asked.corrects not in {event.id for event in case.events}:
        raise EventUnusable("no event of the case has the id that is to be corrected")
    told = {
        "kind": asked.kind,
        "on": asked.on,
        "of": asked.of or None,
        "with": asked.with_,
        "id": asked.event_id,
        "corrects": asked.corrects,
        "by": asked.by,
        "note": asked.note,
    }
    said = json.dumps({name: value for name, value in told.items() if value is not None})
    try:
        return Event.model_validate_json(said)
    except ValidationError as error:
        # `from None`: the names of fields may be told, what was typed may not.
        fields = sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]})
        raise EventUnusable(f"not usable: {', '.join(fields)}") from None


def _known_kind(kind: str, known: tuple[str, ...]) -> None:
    if kind in known:
        return
    near = difflib.get_close_matches(kind, known, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise EventUnknown(f"{hint}there is no event of this kind; known: {', '.join(sorted(known))}")


def _standing(office: Office, number: str) -> Standing:
    void = {approval.packet_id: approval for approval in void_approvals(office, number)}
    with office.ledger.reading() as screens:
        return Standing(
            {row.duty_id: row for row in screens.duties(number)},
            {row.question_id: row for row in screens.questions(number)},
            void,
        )


def changed(before: Standing, after: Standing) -> Iterator[Line]:
    """Yield what is new, other, or gone."""
    for duty_id, duty in after.duties.items():
        old = before.duties.get(duty_id)
        if old is None:
            yield Line(f"  NEW      {_duty(duty)}", duty.state)
        elif _terms(old) != _terms(duty):
            yield Line(f"  CHANGED  {_duty(duty)} (was: {_terms_of(old)})", duty.state)
    yield from _questions_changed(before, after)
    for packet_id, approval in after.void.items():
        if packet_id not in before.void:
            yield Line(f"  VOID     {packet_id}: {approval.problem.message}", "fault")


def _questions_changed(before: Standing, after: Standing) -> Iterator[Line]:
    for question_id, question in after.questions.items():
        if question_id not in before.questions:
            due = f", by {question.due_on.isoformat()}" if question.due_on else ""
            yield Line(f"  ASKED    {plain(question.code)}{due}", "ask")
    for question_id, question in before.questions.items():
        if question_id not in after.questions:
            yield Line(f"  CLOSED   {plain(question.code)}", "quiet")


def _terms(duty: DutyRow) -> tuple[object, ...]:
    return (duty.state, duty.starts_on, duty.due_on, duty.governed_by, duty.hold)


def _duty(duty: DutyRow) -> str:
    about = f", {duty.about_position}" if duty.about_position else ""
    country = f" {duty.country}" if duty.country else ""
    return f"{plain(duty.kind)}{country}{about}: {_terms_of(duty)}"


def _terms_of(duty: DutyRow) -> str:
    due = f", due {duty.due_on.isoformat()}{unsure(duty.confidence)}" if duty.due_on else ""
    return f"{state_of(duty.state, duty.hold)}{due}"
