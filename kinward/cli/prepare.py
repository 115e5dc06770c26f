"""`kinward prepare`: case files become packets that wait for approval."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kinward.cli import prepared
from kinward.cli.arguments import Parser, describe, offer_as_of, offer_json
from kinward.cli.casefiles import Gathered, gather
from kinward.cli.endings import DONE, FAILED, WRONG, worst
from kinward.cli.files import folder_for
from kinward.cli.manifests import Manifest
from kinward.cli.match import ending_of_duties, opened_library
from kinward.cli.preparing import Errand, Made, prepare
from kinward.cli.screen import Line, Screen
from kinward.handover import Progress
from kinward.library import Library
from kinward.library.case_words import case_words
from kinward.rules.as_of import as_of
from kinward.settings import settings

OF_THE_INPUT = frozenset({"as_of_before_case", "case_erased", "case_unknown"})
"""Codes with which a case stops because of what was asked, not because of the program."""


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
    errand = Errand(home, asked.as_of, folder_for(asked.out or home / "out"))
    made = prepare(found, errand, screen)
    report(screen, made, errand.out, as_json=asked.json)
    return ending(made)


def check_days(found: Gathered, text: str | None, library: Library) -> None:
    """Refuse a day before any of the cases was opened, before anything is written."""
    for case in found.cases:
        as_of(text, datetime.now(UTC), case, library.rulebook)


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
    stopped = [WRONG if one.code in OF_THE_INPUT else FAILED for one in made.not_done]
    return worst(DONE, ending_of_duties(*states), *stopped)
