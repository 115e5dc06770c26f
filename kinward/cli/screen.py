"""What a command says: answers on standard output, everything else on standard error.

Tables and colour are for terminals; into a file or a pipe goes plain text, one line for one thing.
"""

import io
import json
import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from kinward.cli.columns import widths
from schemas.problem import Problem

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 100
_PAGE = 96
_GAP = 2
"""Blanks between the columns of a table."""
_STYLES = {
    "owed": "bold",
    "overdue": "bold red",
    "held": "yellow",
    "ask": "magenta",
    "not_owed": "dim",
    "blocked": "red",
    "title": "bold",
    "quiet": "dim",
    "warning": "bold yellow",
    "fault": "bold red",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line for people: its text and what it is; deeper lines are indented by their text."""

    text: str
    style: str = ""


class Screen:
    """The two streams of a command."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        for stream in (self.out, self.err):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal of another encoding shows `\\u201c` rather than nothing at all.
                stream.reconfigure(errors="backslashreplace")

    @property
    def is_terminal(self) -> bool:
        """Say whether a person sees standard output."""
        return self.out.isatty()

    @property
    def shows_progress(self) -> bool:
        """Say whether a person sees standard error."""
        return self.err.isatty()

    def say(self, *lines: str | Line) -> None:
        """Write lines of the answer."""
        self._write(self.out, lines)

    def page(self, *lines: str | Line) -> None:
        """Write lines that are read as a page: broken to fit into a file or a pipe, too."""
        for line in lines:
            text, style = (line.text, line.style) if isinstance(line, Line) else (line, "")
            parts = [text] if self.is_terminal else _wrapped(text, _PAGE)
            self._write(self.out, [Line(part, style) for part in parts])

    def note(self, *lines: str | Line) -> None:
        """Write lines beside the answer: notes, faults, hints."""
        self._write(self.err, lines)

    def faults(self, problems: Sequence[Problem]) -> None:
        """Write each problem as one line beside the answer."""
        self.note(*(Line(problem.sentence(), "fault") for problem in problems))

    def json(self, answer: object) -> None:
        """Write the whole answer as one JSON object."""
        unicode = (self.out.encoding or "").lower().replace("-", "") == "utf8"
        print(json.dumps(answer, indent=1, ensure_ascii=not unicode), file=self.out)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write a table; a cell that holds a state is coloured by it.

        On a terminal too narrow for unbroken words, each row is told in a line of its own.
        """
        if not self.is_terminal:
            self._plain_table((heads, *rows))
            return
        columns = widths((heads, *rows), _columns() - _GAP * (len(heads) - 1))
        if columns is None:
            self.say(*(_told(heads, row) for row in rows))
        else:
            self._ruled_table(heads, rows, columns)

    def _ruled_table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[int]
    ) -> None:
        # Loaded for terminals that show one: reading and matching do without.
        from rich import box  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
        for head, width in zip(heads, columns, strict=True):
            table.add_column(Text(head), width=width)
        for row in rows:
            table.add_row(*(Text(cell, style=_style(cell)) for cell in row))
        self._console(self.out).print(table)

    def _plain_table(self, rows: Sequence[Sequence[str]]) -> None:
        wide = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, wide, strict=True))
            print((" " * _GAP).join(cells).rstrip(), file=self.out)

    def _write(self, stream: TextIO, lines: Sequence[str | Line]) -> None:
        for line in lines:
            text, style = (line.text, line.style) if isinstance(line, Line) else (line, "")
            if not stream.isatty():
                print(text, file=stream)
                continue
            for part in _wrapped(text, min(_columns(), _WIDEST)):
                self._console(stream).print(part, style=_STYLES.get(style) or None, soft_wrap=True)

    def _console(self, stream: TextIO) -> "Console":
        from rich.console import Console  # noqa: PLC0415 - as above

        return Console(file=stream, markup=False, highlight=False, emoji=False, width=_columns())


def _style(cell: str) -> str:
    return _STYLES.get(_key_of(cell), "")


def _key_of(cell: str) -> str:
    return cell.split(" ", maxsplit=1)[0].rstrip(",:;")


def _told(heads: Sequence[str], row: Sequence[str]) -> Line:
    """Return a row as a line: each cell that says something, after its column's head."""
    named = (f"{head} {cell}" for head, cell in zip(heads, row, strict=True) if cell != "-")
    style = next((cell for cell in row if _style(cell)), "")
    return Line("; ".join(named), _key_of(style))


def _columns() -> int:
    return shutil.get_terminal_size().columns


def _wrapped(text: str, width: int) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()) + 2)
    wrapped = textwrap.wrap(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return wrapped or [""]
