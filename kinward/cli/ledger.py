"""`kinward ledger`: verify, export, back up and restore the record."""

import argparse
from pathlib import Path

from kinward.cli.arguments import Parser, describe, offer_json, subcommands
from kinward.cli.endings import DONE, FAILED, WRONG
from kinward.cli.files import place_for
from kinward.cli.screen import Line, Screen
from kinward.cli.words import number_of
from kinward.ledger import Ledger, restore
from kinward.ledger.faults import MasterKeyMissing, MasterKeyWrong
from kinward.settings import Settings, settings
from kinward.store import Store
from schemas.problem import Problem, UnitError

CHECKER = Path(__file__).parents[1] / "ledger" / "verify_export.py"
TRACES = ("keys", "store", "seals.jsonl")


class NoLedger(UnitError):
    """The home holds no ledger yet."""

    code = "no_ledger"
    remedy = "Name the home with --home DIR, or record a first case: kinward case add FILE."


class LedgerGone(UnitError):
    """The home holds keys, files or seals of a ledger, and the ledger is not there."""

    code = "ledger_missing"
    remedy = "Keep the home as it is for evidence; restore a backup into an empty home."


def fill(parser: Parser) -> None:
    """Say what `ledger` takes."""
    describe(parser, "The record of every step.", "kinward ledger verify")
    commands = subcommands(parser)
    verifying = commands.add_parser("verify", help="read everything again; name what is changed")
    describe(
        verifying,
        "Read the chains, seals, tables and stored files again; exit code 3 names every changed,\n"
        "missing, moved or cut-off place.",
        "kinward ledger verify",
    )
    offer_json(verifying)
    verifying.set_defaults(run=verify)
    _fill_with_path(
        commands.add_parser("export", help="JSON Lines that a short script verifies alone"),
        "Write entries and seals as JSON Lines that a shipped script verifies with Python alone.",
        "kinward ledger export ledger.jsonl",
    ).set_defaults(run=export)
    backing_up = _fill_with_path(
        commands.add_parser("backup", help="everything in one file"),
        "Write every table, stored file and seal into one file; the master key only if asked.",
        "kinward ledger backup /backups/2026-06-30.kinward",
    )
    backing_up.add_argument(
        "--with-master-key",
        action="store_true",
        help="the backup alone then opens every case: keep it like the key itself",
    )
    backing_up.set_defaults(run=backup)
    _fill_with_path(
        commands.add_parser("restore", help="a backup into an empty home"),
        "Bring a backup back into an empty home (its keys/master.key may lie there), verify it.",
        "kinward --home new-home ledger restore /backups/2026-06-30.kinward",
    ).set_defaults(run=bring_back)


def _fill_with_path(parser: Parser, summary: str, example: str) -> Parser:
    describe(parser, summary, example)
    parser.add_argument("path", metavar="PATH", type=Path, help="the file")
    return parser


def _opened(found: Settings) -> Ledger:
    """Open the ledger of the home; one that is not there is not made for being looked at."""
    there = found.database_url or (found.home / "ledger.sqlite3").is_file()
    if not there and any((found.home / trace).exists() for trace in TRACES):
        raise LedgerGone("the ledger is gone from the home")
    if not there:
        raise NoLedger("there is no ledger in the home")
    return Ledger.open(found.database_url, found.home)


def verify(asked: argparse.Namespace, screen: Screen) -> int:
    """Verify, and say what was read or what is wrong."""
    found = settings(asked.home)
    with _opened(found) as ledger:
        problems = ledger.verify(Store(found.home / "store"))
        counts = {} if problems else counted(ledger)
    if asked.json:
        screen.json({"ok": not problems, "counts": counts, "problems": _plain(problems)})
    elif problems:
        screen.say(*(Line(problem.sentence(), "fault") for problem in problems))
        screen.say(f"The ledger does NOT verify: {number_of(len(problems), 'place')}.")
    else:
        said = ", ".join(f"{noun} {count}" for noun, count in counts.items())
        screen.say(f"The ledger verifies: {said}.")
    return FAILED if problems else DONE


def counted(ledger: Ledger) -> dict[str, int]:
    """Return how much was verified."""
    with ledger.reading() as screens:
        counts = {
            "cases": len(screens.cases()),
            "duties": len(screens.duties()),
            "documents": len(screens.documents()),
            "packets": len(screens.packets()),
            "deliveries": len(screens.deliveries()),
        }
    seal = ledger.seal_reference()
    return {**counts, "seals": seal.number if seal else 0}


def _plain(problems: tuple[Problem, ...]) -> list[dict[str, str]]:
    return [
        {"code": p.code, "message": p.message, "remedy": p.remedy, "where": p.where}
        for p in problems
    ]


def export(asked: argparse.Namespace, screen: Screen) -> int:
    """Export the ledger."""
    with _opened(settings(asked.home)) as ledger:
        ledger.export(place_for(asked.path))
    screen.say(f"Exported to {asked.path}.", f"Check it anywhere: python {CHECKER} {asked.path}")
    return DONE


def backup(asked: argparse.Namespace, screen: Screen) -> int:
    """Back the ledger up."""
    with _opened(settings(asked.home)) as ledger:
        ledger.backup(place_for(asked.path), with_master_key=asked.with_master_key)
    screen.say(f"Backed up to {asked.path}.")
    if asked.with_master_key:
        screen.note(Line("It holds the master key: whoever has it reads every case.", "warning"))
    else:
        screen.note("The master key is not in it: keep keys/master.key apart, and safe.")
    return DONE


def bring_back(asked: argparse.Namespace, screen: Screen) -> int:
    """Restore a backup and verify what came back."""
    found = settings(asked.home)
    if not asked.path.is_file():
        screen.note(Line("There is no backup of this name.", "fault"))
        return WRONG
    try:
        restored = restore(asked.path, found.home, found.database_url)
    except (MasterKeyMissing, MasterKeyWrong) as fault:
        # Elsewhere the home has lost its key; here the person has not brought it yet.
        screen.note(
            Line(f"{fault} [{fault.code}]", "fault"),
            "Lay the master key of the ledger that was backed up into keys/master.key of the new "
            "home, mode 0600, and restore again. Nothing was restored.",
        )
        return WRONG
    with restored as ledger:
        problems = ledger.verify(Store(found.home / "store"))
        counts = counted(ledger)
    if problems:
        screen.faults(problems)
        return FAILED
    said = ", ".join(f"{noun} {count}" for noun, count in counts.items())
    screen.say(f"Restored into {found.home}, and it verifies: {said}.")
    return DONE
