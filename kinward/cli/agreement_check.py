"""`kinward agreement check`: faults of the library, what to look at, counsel's list."""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from kinward.cli.arguments import Parser, day, describe, offer_json
from kinward.cli.case_load import case_load, offer_cases
from kinward.cli.endings import DONE, WRONG
from kinward.cli.files import write_whole
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.cli.words import number_of, plain
from kinward.library import Library
from kinward.library.advising import SEEN, advice, now_seen, read_seen
from kinward.library.checking import check
from kinward.library.checking_directory import directory_days
from kinward.library.counsel import CounselRow, for_counsel
from kinward.library.places import Places
from kinward.settings import settings
from schemas.problem import Problem

_TOPIC = re.compile(r"terms\.[a-z_]+")


def fill(parser: Parser) -> None:
    """Say what `agreement check` takes."""
    describe(
        parser,
        "Every fault of the library: form, dates, sources, words, worked examples.\n"
        "Then what should be looked at, and what the home's own rows replace.",
        "kinward agreement check",
        "kinward agreement check --counsel",
    )
    parser.add_argument(
        "--counsel",
        action="store_true",
        help="what counsel should fill in instead, what touches most cases first",
    )
    parser.add_argument(
        "--as-of", metavar="D", type=day, help="what has expired on this day, not today"
    )
    offer_cases(parser)
    offer_json(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Say everything that is wrong with the library, or what counsel should fill in."""
    library = opened_library(asked.home, aloud=asked.counsel)  # the check tells every fault itself
    return _counsel(asked, library, screen) if asked.counsel else _check(asked, library, screen)


def _check(asked: argparse.Namespace, library: Library, screen: Screen) -> int:
    home = settings(asked.home).home
    today = asked.as_of or datetime.now(UTC).date()
    problems = (*check(library), *directory_days(library, today, Places(library)))
    seen = read_seen(home)
    looked = advice(library, today, seen)
    remembered = now_seen(library, seen)
    if remembered != seen:
        write_whole(home / SEEN, json.dumps(remembered, indent=1, sort_keys=True) + "\n")
    if asked.json:
        screen.json(
            {
                "ok": not problems,
                "problems": _plain(problems),
                "advice": _plain(looked),
                "overrides": list(library.overrides),
            }
        )
        return WRONG if problems else DONE
    screen.say(*(Line(problem.sentence(), "fault") for problem in problems))
    screen.say(*(Line(f"To look at: {row.sentence()}", "warning") for row in looked))
    examples = sum(len(row.examples) for row in library.instruments)
    fault = number_of(len(problems), "fault") if problems else "no fault"
    screen.say(f"{len(library.instruments)} instruments, {examples} worked examples: {fault}.")
    for row in library.overrides:
        screen.say(Line(f"The home replaces: {row}", "warning"))
    return WRONG if problems else DONE


def _plain(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [
        {"code": p.code, "message": p.message, "remedy": p.remedy, "where": p.where}
        for p in problems
    ]


def _counsel(asked: argparse.Namespace, library: Library, screen: Screen) -> int:
    cases = case_load(asked, library, screen)
    rows = for_counsel(library, cases)
    if asked.json:
        screen.json({"cases": len(cases), "open": [asdict(row) for row in rows]})
        return DONE
    for one in _by_text(rows):
        screen.page(Line(_headed(one[0]), "title"), *_asked(one), "")
    screen.note(f"{len(rows)} open places; {len(cases)} cases looked at.")
    return DONE


def _by_text(rows: Iterable[CounselRow]) -> Iterable[list[CounselRow]]:
    """Return the rows of each text together, in the order in which the texts come first."""
    found: dict[tuple[int, str, str], list[CounselRow]] = {}
    for row in rows:
        found.setdefault((row.touches, row.instrument, row.version), []).append(row)
    return found.values()


def _headed(row: CounselRow) -> str:
    cases = {0: "", 1: " · touches 1 case"}.get(row.touches, f" · touches {row.touches} cases")
    return f"{row.instrument} {row.version}".rstrip() + cases


def _asked(rows: Iterable[CounselRow]) -> Iterator[str]:
    """Yield what is asked of one text; the topics that nobody read stand in one line."""
    topics: list[str] = []
    for row in rows:
        if row.why == "not_read" and _TOPIC.fullmatch(row.field):
            topics.append(plain(row.field.removeprefix("terms.")))
        else:
            ask = row.ask.removeprefix("Confirm: ")
            yield f"  {plain(row.why).capitalize()}: {ask} [{row.field}]"
    if topics:
        yield f"  Not read: what does it say on {', '.join(topics)}? [terms]"
