"""`kinward prepare`: case files become packets that wait for approval."""

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue

from flows.run import run_prepare, temporary_server
from kinward.cli import prepared
from kinward.cli.arguments import Parser, describe, offer_as_of, offer_json
from kinward.cli.casefiles import Gathered, gather
from kinward.cli.endings import DONE, FAILED, ending_of, worst
from kinward.cli.manifests import Manifest
from kinward.cli.match import ending_of_duties, opened_library
from kinward.cli.progress import bar
from kinward.cli.screen import Line, Screen
from kinward.handover import Outcome, Progress, Server, hand_over, server_of
from kinward.library import Library
from kinward.library.case_words import case_words
from kinward.rules.as_of import as_of
from kinward.settings import settings

if TYPE_CHECKING:
    from flows.prefect_server import PrefectServer
    from kinward.casework.desk import Office

Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What preparing came to: the manifests of what is done, and what is not."""

    manifests: tuple[dict[str, JsonValue], ...]
    not_done: tuple[Progress, ...]
    unchanged: tuple[str, ...]


def fill(parser: Parser) -> None:
    """Say what `prepare` takes."""
    describe(
        parser,
        "Prepare case files: decide duties, write letters, bind packets that wait for approval.",
        "kinward prepare cases/ --out out",
        "kinward prepare IL-2026-5521    (a case that is recorded already)",
    )
    parser.add_argument(
        "cases", metavar="CASE", nargs="+", help="case files, folders, or case numbers"
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="where packets are laid (default: out in the home)"
    )
    offer_as_of(parser)
    offer_json(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Prepare what was named; nothing is written before every file has been read without fault."""
    home = settings(asked.home).home
    library = opened_library(asked.home)
    found = gather(asked.cases, case_words(library), screen)
    check_days(found, asked.as_of, library)
    out: Path = asked.out or home / "out"
    with bar(screen, len(found.cases) + len(found.recorded)) as tell:
        made = prepare(home, found, asked.as_of, out, tell)
    report(screen, made, out, as_json=asked.json)
    return ending(made)


def check_days(found: Gathered, text: str | None, library: Library) -> None:
    """Refuse a day before any of the cases was opened, before anything is written."""
    for case in found.cases:
        as_of(text, datetime.now(UTC), case, library.rulebook)


def prepare(home: Path, found: Gathered, text: str | None, out: Path, tell: Tell) -> Made:
    """Register and prepare the cases with the server that is up, or with one for this run."""
    server = server_of(home)
    with ExitStack() as open_for_now:
        own = None if server else open_for_now.enter_context(temporary_server(home))
        # Loaded while the server comes up: ledger and press take a second.
        from kinward.office import open_office  # noqa: PLC0415

        office = open_for_now.enter_context(open_office(home))
        return prepared_in(office, found, Way(home, text, out, server, own), tell)


@dataclass(frozen=True, slots=True)
class Way:
    """How this run goes: where, as of when, and by which server."""

    home: Path
    as_of: str | None
    out: Path
    served: Server | None
    own: "PrefectServer | None"


def prepared_in(office: "Office", found: Gathered, way: Way, tell: Tell) -> Made:
    """Register cases, have them prepared, and export what came of each."""
    from kinward.casework.manifest import export  # noqa: PLC0415 - as above

    numbers, new = register(office, found, way.as_of)
    before = {number: standing(office, number) for number in numbers}
    outcome = worked(way, numbers, tell)
    done = [one.case_number for one in outcome.endings if one.step == "done"]
    return Made(
        tuple(export(office, number, way.out) for number in done),
        tuple(one for one in outcome.endings if one.step != "done"),
        tuple(n for n in done if n not in new and standing(office, n) == before[n]),
    )


def register(
    office: "Office", found: Gathered, text: str | None
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Record the cases of files; return all numbers, and which of them are new or changed."""
    from kinward.casework.register import add_case, current_case  # noqa: PLC0415 - as above

    for number in found.recorded:
        as_of(text, office.clock(), current_case(office, number), office.library.rulebook)
    new = frozenset(case.case_number for case in found.cases if add_case(office, case))
    return (*(case.case_number for case in found.cases), *found.recorded), new


def standing(office: "Office", case_number: str) -> tuple[object, ...]:
    """Return every row of a case: the same rows, nothing has happened."""
    with office.ledger.reading() as screens:
        return (
            screens.case(case_number),
            screens.duties(case_number),
            screens.documents(case_number),
            screens.packets(case_number),
            screens.questions(case_number),
        )


def worked(way: Way, numbers: Sequence[str], tell: Tell) -> Outcome:
    """Have the cases prepared: handed over to the server that is up, else by this program."""
    if way.served is None:
        return run_prepare(numbers, way.as_of, way.home, tell, way.own)
    endings = []
    for progress in hand_over(way.served, numbers, way.as_of):
        tell(progress)
        endings += [progress] if progress.ends else []
    return Outcome(tuple(endings))


def report(screen: Screen, made: Made, out: Path, *, as_json: bool) -> None:
    """Show what was prepared; what was not goes to standard error, by number and code."""
    for one in made.not_done:
        screen.note(Line(_why_not(one), "fault"))
    for number in made.unchanged:
        screen.note(f"{number}: nothing has changed since it was last prepared.")
    if as_json:
        single = len(made.manifests) == 1 and not made.not_done
        several = {"cases": list(made.manifests), "not_done": [_told(n) for n in made.not_done]}
        screen.json(made.manifests[0] if single else several)
    elif made.manifests:
        prepared.show(screen, [Manifest.model_validate(one) for one in made.manifests], out)


def _told(one: Progress) -> dict[str, object]:
    return {
        "case_number": one.case_number,
        "code": one.code or "incident",
        "remedy": one.remedy,
        "incident": one.incident,
    }


def _why_not(one: Progress) -> str:
    if one.step == "stopped":
        return f"{one.case_number}: not prepared [{one.code}] {one.remedy}"
    return f"{one.case_number}: Kinward failed, incident {one.incident}."


def ending(made: Made) -> int:
    """Return how the command ends."""
    states = [duty.state for one in made.manifests for duty in Manifest.model_validate(one).duties]
    stopped = [ending_of(one.code) if one.code else FAILED for one in made.not_done]
    return worst(DONE, ending_of_duties(*states), *stopped)
