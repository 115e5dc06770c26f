"""What may be typed: the parser, its days and moments, and where the home is named."""

import argparse
import difflib
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from kinward.cli.screen import Screen

Run = Callable[[argparse.Namespace, Screen], int]
Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives its only type no public name

CASE_NUMBER = re.compile(r"[A-Z0-9][A-Za-z0-9._-]{0,39}")
LONGEST_TEXT = 200
HIGHEST_PORT = 65535

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")
_OPTION = re.compile(r"--[a-z][a-z-]{0,30}(=.*)?|-[a-zA-Z]", re.DOTALL)
"""What looks like an option and is repeated; other words may be a name and are only counted."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Parser(argparse.ArgumentParser):
    """A parser that takes no shortened options and never repeats what it does not know."""

    def __init__(self, **how: object) -> None:
        super().__init__(
            **{"allow_abbrev": False, "formatter_class": _Help, **how}  # type: ignore[arg-type]  # passed on as they came
        )

    def parse_known_args(  # type: ignore[override]  # one of its forms is enough here
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Read what was typed; the command itself refuses what it does not know.

        Left to argparse, the program would, with its own usage instead of the command's.
        """
        parsed, left_over = super().parse_known_args(args, namespace)
        if left_over:
            self.error(self._not_known(left_over))
        return parsed, left_over

    def _not_known(self, left_over: list[str]) -> str:
        options = [word for word in left_over if _OPTION.fullmatch(word)]
        if options:
            name = options[0].partition("=")[0]
            near = difflib.get_close_matches(name, self._option_string_actions, n=1)
            hint = f"\nDid you mean `{near[0]}`?" if near else ""
            return f"unknown option {name}{hint}"
        count = f"{len(left_over)} {'word' if len(left_over) == 1 else 'words'}"
        return f"{count} too many; put text with blanks in quotes"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, with the command's own usage, and end."""
        super().error(message + _hint(message))


class Version(argparse.Action):
    """Say which Kinward this is; looked up only when asked."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="say which Kinward this is")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and end."""
        from importlib.metadata import version  # noqa: PLC0415 - costs a tenth of a match

        parser.exit(message=f"kinward {version('kinward')}\n")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of examples as they are written."""


def _hint(message: str) -> str:
    found = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
    if not found:
        return ""
    allowed = re.findall(r"[\w-]+", found[2])
    near = difflib.get_close_matches(found[1], allowed, n=1)
    return f"\nDid you mean `{near[0]}`?" if near else ""


def name_home(parser: argparse.ArgumentParser) -> None:
    """Let the home be named here: before the command and after it."""
    parser.add_argument(
        "--home",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="everything kept lies here (else KINWARD_HOME, else var/ in a checkout)",
    )


def describe(parser: argparse.ArgumentParser, summary: str, *examples: str) -> None:
    """Say what a command does, with examples, in its own help."""
    name_home(parser)
    parser.description = summary
    shown = "\n".join(f"  {example}" for example in examples)
    parser.epilog = f"{'example' if len(examples) == 1 else 'examples'}:\n{shown}"


def offer_json(parser: argparse.ArgumentParser) -> None:
    """Offer the answer as one JSON object."""
    parser.add_argument(
        "--json", action="store_true", help="one JSON object on standard output, nothing else"
    )


def subcommands(parser: argparse.ArgumentParser) -> "Commands[Parser]":
    """Return where the commands of a noun are added; one must be named."""
    return parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=Parser
    )


def day(text: str) -> date:
    """Return the day that was typed."""
    if not _DAY.fullmatch(text):
        raise argparse.ArgumentTypeError("a date written YYYY-MM-DD is needed")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("there is no such day in the calendar") from None


def as_of(text: str) -> str:
    """Return the day or the instant that was typed, as text."""
    if "T" not in text:
        return day(text).isoformat()
    if not _MOMENT.fullmatch(text):
        form = "a date (2026-03-10) or an instant with offset (2026-03-10T09:00:00-08:00)"
        raise argparse.ArgumentTypeError(f"{form} is needed")
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("there is no such day or hour") from None


def case_number(text: str) -> str:
    """Return the case number that was typed; what is none may be a name and is not repeated."""
    if not CASE_NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError("a case number is needed")
    return text


def packet_id(text: str) -> str:
    """Return the id of a packet, or enough of its beginning to mean one."""
    if not re.fullmatch(r"packet-[0-9a-f]{4,40}", text):
        raise argparse.ArgumentTypeError("an id like packet-3f9c2d is needed")
    return text


def order_id(text: str) -> str:
    """Return the id of an order that was typed."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._:@#/-]{0,127}", text):
        raise argparse.ArgumentTypeError("letters, digits and . _ : @ # / - are needed, no blank")
    return text


def words(text: str) -> str:
    """Return a name or a reason that was typed."""
    if not 0 < len(text.strip()) <= LONGEST_TEXT:
        raise argparse.ArgumentTypeError(f"a text of 1 to {LONGEST_TEXT} characters is needed")
    return text.strip()


def offer_as_of(parser: argparse.ArgumentParser) -> None:
    """Offer to look from another day than today."""
    parser.add_argument(
        "--as-of",
        metavar="D",
        type=as_of,
        help="decide as of this date (noon in the agency's zone) or instant with offset",
    )


def whole_number(text: str) -> int:
    """Return a count that was typed."""
    if not re.fullmatch(r"\d{1,5}", text):
        raise argparse.ArgumentTypeError("a whole number is needed")
    return int(text)


def port(text: str) -> int:
    """Return the port that was typed; 0 is any free one."""
    number = whole_number(text)
    if number > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a port is at most {HIGHEST_PORT}")
    return number
