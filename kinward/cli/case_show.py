"""`kinward case show`: one case with its people, duties, packets and questions."""

import argparse
import json
from collections.abc import Iterator

from pydantic import JsonValue

from kinward.casework.desk import Office
from kinward.casework.manifest import manifest
from kinward.casework.register import current_case
from kinward.cli.arguments import Parser, case_number, describe, offer_json
from kinward.cli.endings import DONE
from kinward.cli.manifests import Manifest
from kinward.cli.screen import Line, Screen
from kinward.cli.troubles import troubles
from kinward.cli.words import brief, person_of, plain
from kinward.ledger.rows import DutyRow, PacketRow
from kinward.office import open_office
from schemas.case import Case


def fill(parser: Parser) -> None:
    """Say what `case show` takes."""
    describe(
        parser,
        "One case: its people by name, duties, papers, packets, questions and searches.",
        "kinward case show IL-2026-5521",
    )
    parser.add_argument("number", metavar="NUMBER", type=case_number, help="the case's number")
    offer_json(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Show one case; names are shown, for this is the command that was asked."""
    with open_office(asked.home) as office:
        case = current_case(office, asked.number)
        made = manifest(office, asked.number)
        duties, packets = _rows(office, asked.number)
    if asked.json:
        screen.json(_as_json(case, made, duties))
        return DONE
    shown = Manifest.model_validate(made)
    screen.say(*_head(case), *_people(case))
    if shown.as_of is None:
        told = f"Nobody has decided yet what is owed: kinward prepare {asked.number}"
        screen.say("", Line(told, "warning"))
    if duties:
        screen.say("", Line("Duties", "title"))
        screen.table(("duty", "about", "due", "state", "id"), list(_duties(case, shown, duties)))
    if packets:
        heads = ("packet", "to", "channel", "due", "state")
        screen.say("", Line("Packets", "title"))
        screen.table(heads, [_packet(row) for row in packets])
    screen.say(*troubles((shown,)), *_questions(case, made), *_searches(made))
    return DONE


def _rows(office: Office, number: str) -> tuple[dict[str, DutyRow], tuple[PacketRow, ...]]:
    with office.ledger.reading() as screens:
        duties = {row.duty_id: row for row in screens.duties(number)}
        return duties, screens.packets(number)


def _head(case: Case) -> Iterator[Line]:
    opened = case.opened_on.isoformat()
    yield Line(f"Case {case.case_number}", "title")
    yield Line(f"  {case.agency}, {case.county} County, {case.state}; opened {opened}")
    yield Line(f"  {case.court.name}, docket {case.court.docket_number}")


def _people(case: Case) -> Iterator[Line]:
    yield from (Line(""), Line("People", "title"))
    for person in case.people:
        yield Line(f"  {person_of(case, person.id)}: {person.name.full}")


def _duties(case: Case, shown: Manifest, rows: dict[str, DutyRow]) -> Iterator[tuple[str, ...]]:
    about = {duty.id: person_of(case, duty.about) for duty in shown.duties}
    for row in rows.values():
        yield (
            plain(row.kind) + (f" {row.country}" if row.country else ""),
            about.get(row.duty_id, row.about_position or "the case"),
            row.due_on.isoformat() if row.due_on else "-",
            brief(row.state, row.hold or row.because),
            row.duty_id,
        )


def _packet(row: PacketRow) -> tuple[str, ...]:
    rehearsal = ", REHEARSAL" if row.rehearsal else ""
    state = "approval void" if row.state == "void" else row.state
    return (
        row.packet_id,
        plain(row.recipient_class),
        plain(row.channel),
        row.due_on.isoformat() if row.due_on else "-",
        brief(state, row.why) + rehearsal,
    )


def _questions(case: Case, made: dict[str, JsonValue]) -> Iterator[Line]:
    questions = made["questions"]
    if not isinstance(questions, list) or not questions:
        return
    yield from (Line(""), Line("Questions", "title"))
    for question in questions:
        if isinstance(question, dict):
            about = question.get("about")
            whom = f", {person_of(case, str(about))}" if about else ""
            due = f", by {question['due_on']}" if question.get("due_on") else ""
            duty = plain(str(question.get("duty") or "the case"))
            yield Line(f"  {question['code']} ({duty}{whom}{due}): {question['ask']}", "ask")


def _searches(made: dict[str, JsonValue]) -> Iterator[Line]:
    searches = made.get("searches")
    if isinstance(searches, list) and searches:
        yield from (Line(""), Line("Searches", "title"))
        yield from (Line(f"  {search}") for search in searches)


def _as_json(
    case: Case, made: dict[str, JsonValue], duties: dict[str, DutyRow]
) -> dict[str, object]:
    people = [
        {
            "id": person.id,
            "position": case.position(person.id),
            "role": person.role,
            "name": person.name.full,
        }
        for person in case.people
    ]
    states = {row.duty_id: row.state for row in duties.values()}
    told = {
        "agency": case.agency,
        "state": case.state,
        "county": case.county,
        "opened_on": case.opened_on.isoformat(),
        "people": people,
        "duty_states": states,
    }
    whole: dict[str, object] = json.loads(json.dumps({**made, **told}))
    return whole
