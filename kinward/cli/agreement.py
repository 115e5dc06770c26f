"""`kinward agreement`: check, show, compare and write the library of agreements and law."""

import argparse

from kinward.cli import (
    agreement_check,
    agreement_contact,
    agreement_new,
    agreement_texts,
    agreement_trials,
)
from kinward.cli.arguments import Parser, describe, subcommands
from kinward.cli.endings import DONE
from kinward.cli.match import opened_library
from kinward.cli.screen import Screen
from kinward.library.naming import known
from kinward.library.showing import show
from kinward.library.showing_deadlines import deadline_lines, deadline_of


def fill(parser: Parser) -> None:
    """Say what `agreement` takes."""
    describe(
        parser,
        "The library of agreements and law.",
        "kinward agreement show us-il_mx",
        "kinward agreement check --counsel",
    )
    commands = subcommands(parser)
    agreement_new.fill(commands.add_parser("new", help="write an agreement from answers"))
    agreement_check.fill(commands.add_parser("check", help="every fault of the library, at once"))
    showing = commands.add_parser("show", help="an agreement, statute, policy or treaty")
    describe(
        showing,
        "One agreement, statute, policy, treaty or deadline as a page that a lawyer can read;\n"
        "without an id, a list of all.",
        "kinward agreement show us-il_mx",
        "kinward agreement show asfa_15_22",
    )
    showing.add_argument("id", metavar="ID", nargs="?", help="its id")
    showing.set_defaults(run=show_instrument)
    agreement_texts.fill_diff(commands.add_parser("diff", help="what a text changed, in words"))
    agreement_texts.fill_compare(
        commands.add_parser("compare", help="two agreements, clause by clause")
    )
    agreement_trials.fill_simulate(
        commands.add_parser("simulate", help="which past cases an agreement would change")
    )
    agreement_trials.fill_coverage(
        commands.add_parser("coverage", help="nationalities of the case load without agreement")
    )
    agreement_contact.fill(
        commands.add_parser("contact", help="the log of contacts with a consulate, and one more")
    )


def show_instrument(asked: argparse.Namespace, screen: Screen) -> int:
    """Show one instrument or deadline, or list all."""
    library = opened_library(asked.home)
    if asked.id is None:
        rows = [(row.id, str(row.kind), row.title) for row in library.instruments]
        rows += [(row.key, "deadline", row.action) for row in library.rulebook.deadlines]
        screen.table(("id", "kind", "title"), sorted(rows))
        return DONE
    deadline = deadline_of(library, asked.id)
    if deadline is not None:
        screen.page(*deadline_lines(library, deadline))
        return DONE
    screen.page(*show(library, known(library, asked.id).id).rstrip().split("\n"))
    return DONE
