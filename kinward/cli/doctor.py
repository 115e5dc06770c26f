"""`kinward doctor`: what this machine lacks, and what to do about it."""

import argparse
from dataclasses import asdict

from kinward.cli.arguments import Parser, describe, offer_json
from kinward.cli.endings import DONE, FAILED
from kinward.cli.screen import Line, Screen
from kinward.doctor import Check, examine
from kinward.settings import settings


def fill(parser: Parser) -> None:
    """Say what `doctor` takes."""
    describe(
        parser,
        "Look at everything Kinward uses on this machine; exit code 3 if it lacks what is needed.",
        "kinward doctor",
    )
    offer_json(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Examine the machine."""
    found = settings(asked.home)
    checks = examine(found.home, database_url=found.database_url, port=found.serve_port)
    lacking = [check for check in checks if not check.ok and check.needed]
    if asked.json:
        screen.json({"ok": not lacking, "checks": [asdict(check) for check in checks]})
    else:
        screen.table(("", "what", "found"), [_cells(check) for check in checks])
        for check in checks:
            if not check.ok:
                screen.say(Line(f"{check.name}: {check.remedy}", "warning"))
        screen.say("", "Something needed is lacking." if lacking else "Nothing needed is lacking.")
    return FAILED if lacking else DONE


def _cells(check: Check) -> tuple[str, str, str]:
    mark = "ok" if check.ok else "LACKING" if check.needed else "without"
    return mark, check.name, check.found
