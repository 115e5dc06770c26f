"""The program's door: reads what was typed, loads that noun alone, and catches everything."""

import contextlib
import gc
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from kinward.cli.arguments import Parser, Run, Version, name_home
from kinward.cli.endings import FAILED, INTERRUPTED, PIPE_CLOSED, WRONG, ending_of
from kinward.cli.screen import Line, Screen
from kinward.incidents import incident
from schemas.problem import Problem, UnitError

NOUNS: dict[str, tuple[str, str]] = {
    "prepare": ("prepare", "case files or folders -> packets that wait for approval"),
    "match": ("match", "which duties bind, by when, and why; writes nothing"),
    "case": ("case", "the register: add, list, show, event, erase"),
    "duties": ("duties", "what is owed, by whom, by when"),
    "approve": ("approve", "a person approves exactly the bytes of a packet"),
    "return": ("return_packet", "a person sends a packet back for rework"),
    "send": ("send", "deliver what is approved and unsent, once"),
    "receipt": ("receipt", "record what came back for a packet"),
    "agreement": ("agreement", "check and show the library of agreements and law"),
    "template": ("template", "check a Word letter"),
    "ledger": ("ledger", "verify, export, back up and restore the record"),
    "serve": ("serve", "run Kinward's server on this machine"),
    "doctor": ("doctor", "what this machine lacks"),
    "demo": ("demo", "prepare the seven sample families"),
}
"""Each noun with the module that knows it and what it does."""

_ABOUT = """\
Prepares, proves and tracks what a child-welfare agency owes across borders.

Exit codes: 0 done, 1 a question must be answered first, 2 the input or the command is wrong
(nothing was written), 3 the program or a server failed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was typed and return the exit code; nothing ever leaves here as a traceback."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    # Modules and the library are thousands of objects that all stay: looking for garbage among
    # them every 700 costs a tenth of a match.
    gc.set_threshold(50_000, 20, 20)
    # Whatever is written, the ledger and its seals above all, is its owner's alone.
    former = os.umask(0o077)
    try:
        return _answer(typed)
    except BrokenPipeError:
        # The reader has gone; Python would complain again when it closes the streams.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BrokenPipeError):
                stream.flush()
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return PIPE_CLOSED
    finally:
        os.umask(former)


def _answer(typed: list[str]) -> int:
    _quiet_logs()
    screen = Screen()
    try:
        ending = _run(typed, screen)
        screen.out.flush()
    except SystemExit as ended:  # argparse: help was shown, or what is wrong
        return ended.code if isinstance(ended.code, int) else WRONG
    except UnitError as error:
        return _refused(error, screen, as_json="--json" in typed)
    except KeyboardInterrupt:
        screen.note("Interrupted. What is done already is in the ledger and is not done twice.")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except BaseException as error:  # noqa: BLE001 - one of the two boundaries that catch all
        return _failed(error, screen, as_json="--json" in typed)
    return ending


def _run(typed: list[str], screen: Screen) -> int:
    parser = parser_for(typed)
    asked = parser.parse_args(typed)
    if "run" not in asked:
        parser.print_help(screen.err)
        return WRONG
    run: Run = asked.run
    return run(asked, screen)


def parser_for(typed: Sequence[str]) -> Parser:
    """Return the parser; only the noun that was typed is loaded with its arguments."""
    parser = Parser(prog="kinward", description=_ABOUT)
    parser.epilog = (
        "example:\n  kinward prepare cases/ --out out\n\nkinward NOUN --help says more."
    )
    parser.add_argument("--version", action=Version)
    name_home(parser)
    parser.set_defaults(home=None)
    nouns = parser.add_subparsers(metavar="NOUN", parser_class=Parser)
    wanted = _noun(typed)
    for noun, (module, summary) in NOUNS.items():
        own = nouns.add_parser(noun, help=summary)
        if noun == wanted:
            importlib.import_module(f"kinward.cli.{module}").fill(own)
    return parser


def _noun(typed: Sequence[str]) -> str | None:
    """Return the noun that was typed, wherever `--home DIR` stands."""
    before = ("", *typed)
    words = zip(before, typed, strict=False)
    return next((word for last, word in words if last != "--home" and word in NOUNS), None)


def _refused(error: UnitError, screen: Screen, *, as_json: bool) -> int:
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    screen.faults(problems)
    screen.note(Line(f"{error} [{error.code}]", "fault"), error.remedy)
    if as_json:
        said = {"code": error.code, "message": str(error), "remedy": error.remedy}
        screen.json({"error": said, "problems": [_plain(problem) for problem in problems]})
    return ending_of(error.code)


def _plain(problem: Problem) -> dict[str, str]:
    return {
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
        "where": problem.where,
    }


def _failed(error: BaseException, screen: Screen, *, as_json: bool) -> int:
    incident_id = incident(error)
    screen.note(
        Line(f"Kinward failed: incident {incident_id}.", "fault"),
        "Give this number, and the line above, to the person who looks after Kinward.",
    )
    if as_json:
        screen.json({"error": {"code": "incident", "incident": incident_id}})
    return FAILED


def _quiet_logs() -> None:
    """Let our own logs be heard, and no library's: its messages may hold what it was given."""
    root, ours = logging.getLogger(), logging.getLogger("kinward")
    if not root.handlers:
        root.addHandler(logging.NullHandler())
    if not ours.handlers and logging.lastResort is not None:
        ours.addHandler(logging.lastResort)


if __name__ == "__main__":
    sys.exit(main())
