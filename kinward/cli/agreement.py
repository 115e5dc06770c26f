"""`kinward agreement`: check and show the library of agreements and law."""

import argparse
import difflib

from kinward.cli.arguments import Parser, describe, offer_json, subcommands
from kinward.cli.endings import DONE, WRONG
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.library import Library
from kinward.library.checking import check
from kinward.library.showing import UnknownInstrument, show


def fill(parser: Parser) -> None:
    """Say what `agreement` takes."""
    describe(parser, "The library of agreements and law.", "kinward agreement show us-il_mx")
    commands = subcommands(parser)
    checking = commands.add_parser("check", help="every fault of the library, at once")
    describe(
        checking,
        "Every fault of the library: form, dates, sources, words, worked examples.\n"
        "Then what the home's own rows replace.",
        "kinward agreement check",
    )
    offer_json(checking)
    checking.set_defaults(run=check_library)
    showing = commands.add_parser("show", help="an agreement, statute, policy or treaty")
    describe(
        showing,
        "One agreement, statute, policy or treaty as a page that a lawyer can read;\n"
        "without an id, a list of all.",
        "kinward agreement show us-il_mx",
    )
    showing.add_argument("id", metavar="ID", nargs="?", help="its id")
    showing.set_defaults(run=show_instrument)


def check_library(asked: argparse.Namespace, screen: Screen) -> int:
    """Say everything that is wrong with the library."""
    library = opened_library(asked.home)
    problems = check(library)
    if asked.json:
        faults = [
            {"code": p.code, "message": p.message, "remedy": p.remedy, "where": p.where}
            for p in problems
        ]
        screen.json({"ok": not faults, "problems": faults, "overrides": list(library.overrides)})
        return WRONG if problems else DONE
    screen.say(*(Line(problem.sentence(), "fault") for problem in problems))
    examples = sum(len(row.examples) for row in library.instruments)
    fault = f"{len(problems)} faults" if problems else "no fault"
    screen.say(f"{len(library.instruments)} instruments, {examples} worked examples: {fault}.")
    for row in library.overrides:
        screen.say(Line(f"The home replaces: {row}", "warning"))
    return WRONG if problems else DONE


def show_instrument(asked: argparse.Namespace, screen: Screen) -> int:
    """Show one instrument, or list all."""
    library = opened_library(asked.home)
    if asked.id is None:
        rows = [(row.id, row.kind, row.title) for row in library.instruments]
        screen.table(("id", "kind", "title"), sorted(rows))
        return DONE
    screen.say(*show(library, _known(library, asked.id)).rstrip().split("\n"))
    return DONE


def _known(library: Library, id_: str) -> str:
    ids = [row.id for row in library.instruments]
    if id_ in ids:
        return id_
    near = difflib.get_close_matches(id_, ids, n=1)
    hint = f"; did you mean {near[0]}?" if near else "; `kinward agreement show` lists all"
    raise UnknownInstrument(f"the library has no instrument of this id{hint}")
