"""`make demo`: the seven sample families, each as of its own day, in a home of their own."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from kinward.cli.arguments import Parser, describe
from kinward.cli.casefiles import gather
from kinward.cli.match import opened_library
from kinward.cli.prepare import ending, report
from kinward.cli.preparing import Errand, Made, Way, own_server, prepared_in
from kinward.cli.progress import bar
from kinward.cli.screen import Screen
from kinward.cli.turns import is_busy
from kinward.handover import server_of
from kinward.library.case_words import case_words
from kinward.settings import CHECKOUT, made
from schemas.problem import UnitError

EXAMPLES = CHECKOUT / "examples"
MARKER = ".kinward-demo"
FAMILIES = (
    ("san-diego-mexico-detained-mother.yaml", "2026-03-10T12:00:00-07:00"),
    ("texas-dual-national.yaml", "2026-04-15"),
    ("illinois-us-child-of-mexican-parent.yaml", "2026-06-16"),
    ("colorado-honduran-siblings.yaml", "2026-03-17"),
    ("washington-ukraine-no-agreement.yaml", "2026-05-05"),
    ("florida-haiti-detained-mother.yaml", "2026-07-07T12:00:00-04:00"),
    ("arizona-guatemala-father-abroad.yaml", "2026-09-15"),
)
"""Each sample family with the instant as of which it is read."""


class NotADemo(UnitError):
    """The folder is there and was not made by a demo: it is not replaced."""

    code = "not_a_demo"
    remedy = "Name another folder with --home DIR, or move this one away."


class NoExamples(UnitError):
    """The sample families are not here: they come with a checkout, not with the program alone."""

    code = "no_examples"
    remedy = "Run it in a checkout of Kinward: make demo."


def fill(parser: Parser) -> None:
    """Say what `demo` takes."""
    describe(
        parser,
        "Prepare the seven sample families of examples/, each as of its own day, in a fresh home\n"
        "(var/demo), and show what is owed and where the packets lie. All people are invented.",
        "kinward demo",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Prepare the seven families."""
    home: Path = (asked.home or CHECKOUT / "var" / "demo").expanduser().resolve()
    if not EXAMPLES.is_dir():
        raise NoExamples("there is no folder examples beside the program")
    fresh(home)
    # The demo's ledger is its own: never the one that a unit works with.
    os.environ.pop("DATABASE_URL", None)
    whole = _together(list(_prepared(home, screen)))
    report(screen, whole, home / "out", as_json=False)
    kinward = f"kinward --home {home}"
    screen.say("", f"Look around: {kinward} case list")
    screen.say(f"       one case: {kinward} case show IL-2026-5521")
    return ending(whole)


def _prepared(home: Path, screen: Screen) -> Iterator[Made]:
    words = case_words(opened_library(home))
    families = [
        (gather([str(EXAMPLES / name)], words, screen), Errand(home, instant, home / "out"))
        for name, instant in FAMILIES
    ]
    with own_server(home, screen) as own:
        # Loaded while the server comes up, as `prepare` does.
        from kinward.office import open_office  # noqa: PLC0415

        with open_office(home) as office, bar(screen, len(families)) as tell:
            for found, errand in families:
                yield prepared_in(office, found, Way(errand, own=own), tell)


def fresh(home: Path) -> None:
    """Make an empty home; one that an earlier demo made is replaced, nothing else is.

    Raises:
        NotADemo: the folder holds something that no demo made.
    """
    if server_of(home) is not None or is_busy(home):
        raise NotADemo("a server or another demo works in the demo's folder; end it first")
    if home.exists() and any(home.iterdir()):
        if not (home / MARKER).is_file():
            raise NotADemo("the demo's folder holds something else")
        shutil.rmtree(home)
    made(home)
    (home / MARKER).write_text("Replaced by every `make demo`.\n", encoding="utf-8")


def _together(parts: list[Made]) -> Made:
    return Made(
        tuple(one for part in parts for one in part.manifests),
        tuple(one for part in parts for one in part.not_done),
        tuple(one for part in parts for one in part.unchanged),
    )


if __name__ == "__main__":
    from kinward.cli.main import main

    sys.exit(main(["demo", *sys.argv[1:]]))
