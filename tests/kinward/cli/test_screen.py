"""Tables and colour on a terminal; plain text, one line for one thing, everywhere else."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kinward.cli.columns import widths
from kinward.cli.screen import Line, Screen
from tests.kinward.cli.builders import ILLINOIS, REPOSITORY, kinward


def on_a_terminal(home: Path, *typed: str, columns: int = 90) -> str:
    """Return what a command writes on a terminal so wide."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kinward", "--home", str(home), *typed],
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns)},
    )
    os.close(theirs)
    said = b""
    while chunk := _read(ours):
        said += chunk
    os.close(ours)
    assert process.wait(60) == 0
    return said.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end has closed
        return b""


def test_a_terminal_gets_colour_and_lines_that_fit(home: Path) -> None:
    said = on_a_terminal(home, "match", str(ILLINOIS), "--as-of", "2026-06-16")
    plain = said.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "")
    assert "\x1b[1m" in said
    too_long = [line for line in plain.replace("\x1b[35m", "").split("\r\n") if len(line) > 90]
    assert [line for line in too_long if len(line.split()) > 1] == []  # an address is not broken


def test_a_comparison_fits_its_terminal(home: Path) -> None:
    said = on_a_terminal(home, "agreement", "compare", "us-il_mx", "us-tx_mx")
    plain = said.replace("\x1b[0m", "").replace("\x1b[1m", "")
    assert max(map(len, plain.split("\r\n"))) <= 90
    assert "\r\n      " in plain


def test_a_terminal_gets_a_ruled_table(home: Path) -> None:
    assert "────" in on_a_terminal(home, "agreement", "show")


def test_no_word_of_a_table_is_broken_where_all_fit(home: Path) -> None:
    kinward(home, "case", "add", ILLINOIS)
    said = on_a_terminal(home, "case", "list", columns=66)
    rows = re.sub(r"\x1b\[\d*m", "", said).split("\r\n")
    told = [row.split() for row in rows if row.startswith("IL-")]
    assert told == [["IL-2026-5521", "us-il", "2026-06-12", "0", "-", "not", "decided"]]


def test_a_terminal_too_narrow_for_a_table_gets_a_line_for_each_row(home: Path) -> None:
    kinward(home, "case", "add", ILLINOIS)
    said = on_a_terminal(home, "case", "list", columns=40)
    assert said == (
        "case IL-2026-5521; agency us-il; opened\r\n"
        "  2026-06-12; open duties 0; decided as\r\n"
        "  of not decided yet\r\n"
    )


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        pytest.param(15, (5, 10), id="all of it fits"),
        pytest.param(40, (5, 10), id="and is no wider than what it says"),
        pytest.param(12, (4, 8), id="lines are broken between words"),
        pytest.param(9, (4, 5), id="each word by itself"),
        pytest.param(8, None, id="a word would be broken"),
    ],
)
def test_columns_share_the_room_that_there_is(room: int, expected: tuple[int, ...] | None) -> None:
    assert widths([("one", "a head"), ("four", "seven five"), ("a b c", "")], room) == expected


def test_elsewhere_a_table_is_plain_and_ends_where_its_text_does() -> None:
    out = io.StringIO()
    Screen(out).table(("a", "long head"), [("[b]x[/b]", "owed"), ("y", "z" * 200)])
    assert out.getvalue() == f"a         long head\n[b]x[/b]  owed\ny         {'z' * 200}\n"


def test_elsewhere_a_line_is_not_broken() -> None:
    out = io.StringIO()
    Screen(out).say("word " * 100, Line("due", "overdue"))
    assert out.getvalue() == f"{'word ' * 100}\ndue\n"
