"""`kinward match`: which duties bind, by when, and why; no ledger, no Prefect, nothing written."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from kinward.cli.arguments import Parser, describe, offer_as_of, offer_json
from kinward.cli.casefiles import Gathered, gather
from kinward.cli.endings import ASKED, DONE
from kinward.cli.explaining import explained
from kinward.cli.screen import Screen
from kinward.library import Library, load
from kinward.library.case_words import case_words
from kinward.rules.as_of import as_of
from kinward.rules.duties import decide
from kinward.settings import made, settings
from schemas.case import Case
from schemas.duty import Decision


def fill(parser: Parser) -> None:
    """Say what `match` takes."""
    describe(
        parser,
        "Which duties bind in a case, under which instrument, by when and why. Writes nothing.",
        "kinward match examples/colorado-honduran-siblings.yaml --as-of 2026-03-17",
    )
    parser.add_argument("case", metavar="CASE", help="a case file, a folder, or a case number")
    offer_as_of(parser)
    offer_json(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Decide and show; 1 where a duty cannot be decided before a question is answered."""
    library = opened_library(asked.home)
    found = gather([asked.case], case_words(library), screen)
    cases = (*found.cases, *_recorded(found, asked.home))
    now = datetime.now(UTC)
    decisions = [decision_of(case, asked.as_of, now, library) for case in cases]
    if asked.json:
        shown = [as_json(decision) for decision in decisions]
        screen.json(shown[0] if len(shown) == 1 else {"cases": shown})
    else:
        for number, (case, decision) in enumerate(zip(cases, decisions, strict=True)):
            screen.say(*([""] if number else []), *explained(case, decision, library))
    return ending_of_duties(*(duty.state for one in decisions for duty in one.duties))


def opened_library(home: Path | None, *, aloud: bool = True) -> Library:
    """Return the library alone: the office would load the ledger with it."""
    found = settings(home)
    return load(found.shipped, made(found.home), aloud=aloud)


def decision_of(case: Case, text: str | None, now: datetime, library: Library) -> Decision:
    """Return what a case owes as of a moment."""
    book = library.rulebook
    return decide(case, as_of(text, now, case, book), book).decision


def as_json(decision: Decision) -> dict[str, object]:
    """Return a decision in the form that other programs rely on: `as_of` is the day."""
    whole: dict[str, object] = json.loads(decision.model_dump_json())
    return {**whole, "as_of": decision.as_of[:10], "as_of_moment": decision.as_of}


def ending_of_duties(*states: str) -> int:
    """Return how a command ends that decided duties of these states."""
    return ASKED if "ask" in states else DONE


def _recorded(found: Gathered, home: Path | None) -> tuple[Case, ...]:
    if not found.recorded:
        return ()
    # A case named by its number is in the ledger, which a case file does without.
    from kinward.casework.register import current_case  # noqa: PLC0415
    from kinward.office import open_office  # noqa: PLC0415

    with open_office(home) as office:
        return tuple(current_case(office, number) for number in found.recorded)
