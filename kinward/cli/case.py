"""`kinward case`: the register - add, list, show, event, erase."""

import argparse
import json
from dataclasses import asdict, dataclass
from datetime import date

from kinward.casework.desk import Office
from kinward.casework.register import add_case, erase_case
from kinward.cli import case_event, case_show
from kinward.cli.arguments import (
    Commands,
    Parser,
    case_number,
    describe,
    offer_json,
    order_id,
    subcommands,
)
from kinward.cli.casefiles import CaseFilesFaulty, gather
from kinward.cli.endings import DONE
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.cli.words import NO_CASE
from kinward.library.case_words import case_words
from kinward.office import open_office
from schemas.problem import Problem

OPEN = ("owed", "held", "ask")


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list: no name, no person."""

    case_number: str
    agency: str
    opened_on: date
    open_duties: int
    next_due_on: date | None
    decided_as_of: date | None
    erased_on: date | None


def fill(parser: Parser) -> None:
    """Say what `case` takes."""
    describe(parser, "The register of cases.", "kinward case show IL-2026-5521")
    commands = subcommands(parser)
    _fill_add(commands)
    _fill_list(commands)
    case_show.fill(commands.add_parser("show", help="one case: people, duties, packets"))
    case_event.fill(commands.add_parser("event", help="record what happened and recompute"))
    _fill_erase(commands)


def _fill_add(commands: "Commands[Parser]") -> None:
    parser = commands.add_parser("add", help="record case files as they now stand")
    describe(
        parser,
        "Record case files as they now stand; nothing is decided or written yet.",
        "kinward case add examples/illinois-us-child-of-mexican-parent.yaml",
    )
    parser.add_argument("cases", metavar="CASE", nargs="+", help="case files or folders")
    parser.set_defaults(run=add)


def _fill_list(commands: "Commands[Parser]") -> None:
    parser = commands.add_parser("list", help="every case, without names")
    describe(parser, "Every case: agency, opened, open duties, next due.", "kinward case list")
    offer_json(parser)
    parser.set_defaults(run=list_cases)


def _fill_erase(commands: "Commands[Parser]") -> None:
    parser = commands.add_parser("erase", help="destroy a case's key by order")
    describe(
        parser,
        "Destroy the key of a case by order of a court. Nothing of it can be read ever again;\n"
        "the chain of the ledger stays and still verifies.",
        "kinward case erase IL-2026-5521 --order ORDER-2026-114",
    )
    parser.add_argument("number", metavar="NUMBER", type=case_number, help="the case's number")
    parser.add_argument(
        "--order", metavar="ID", type=order_id, required=True, help="the id of the order"
    )
    parser.set_defaults(run=erase)


def add(asked: argparse.Namespace, screen: Screen) -> int:
    """Record cases; a case that stands as it is recorded is left alone."""
    found = gather(asked.cases, case_words(opened_library(asked.home)), screen)
    if found.recorded:
        message = f"{len(found.recorded)} of the names are no files"
        raise CaseFilesFaulty((Problem("case_not_found", message, "Check the path.", "CASE"),))
    with open_office(asked.home) as office:
        for case in found.cases:
            said = "recorded" if add_case(office, case) else "stands as it was recorded"
            screen.say(f"{case.case_number}: {said}")
    return DONE


def list_cases(asked: argparse.Namespace, screen: Screen) -> int:
    """List every case, erased ones included."""
    with open_office(asked.home) as office:
        rows = listed(office)
    if asked.json:
        screen.json({"cases": [json.loads(json.dumps(asdict(r), default=str)) for r in rows]})
    elif rows:
        heads = ("case", "agency", "opened", "open duties", "next due", "decided as of")
        screen.table(heads, [_cells(row) for row in rows])
    else:
        screen.say(NO_CASE)
    return DONE


def listed(office: Office) -> list[Listed]:
    """Return every case of the register with what is open in it."""
    with office.ledger.reading() as screens:
        cases, duties = screens.cases(), screens.duties(states=OPEN)
    mine: dict[str, list[date | None]] = {}
    for duty in duties:
        mine.setdefault(duty.case_number, []).append(duty.due_on)
    return [
        Listed(
            case_number=case.case_number,
            agency=case.agency,
            opened_on=case.opened_on,
            open_duties=0 if case.erased_on else len(mine.get(case.case_number, [])),
            next_due_on=None
            if case.erased_on
            else min((day for day in mine.get(case.case_number, []) if day), default=None),
            decided_as_of=case.last_decided_as_of,
            erased_on=case.erased_on,
        )
        for case in cases
    ]


def _cells(row: Listed) -> tuple[str, ...]:
    if row.erased_on is not None:
        erased = f"erased on {row.erased_on.isoformat()}"
        return (row.case_number, row.agency, row.opened_on.isoformat(), erased, "-", "-")
    return (
        row.case_number,
        row.agency,
        row.opened_on.isoformat(),
        str(row.open_duties),
        row.next_due_on.isoformat() if row.next_due_on else "-",
        row.decided_as_of.isoformat() if row.decided_as_of else "not decided yet",
    )


def erase(asked: argparse.Namespace, screen: Screen) -> int:
    """Destroy a case's key."""
    with open_office(asked.home) as office:
        erase_case(office, asked.number, asked.order)
    screen.say(f"{asked.number}: erased under order {asked.order}; its key is destroyed.")
    screen.note(
        Line("Clear copies outside the ledger are yours to destroy:", "warning"),
        f"what `prepare` laid down for {asked.number} under --out, what the mailroom holds, "
        "the case file itself, and backups made before today.",
    )
    return DONE
