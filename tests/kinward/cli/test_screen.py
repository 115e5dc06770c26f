"""Tables and colour on a terminal; plain text, one line for one thing, everywhere else."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

from kinward.cli.screen import Line, Screen
from tests.kinward.cli.builders import ILLINOIS, REPOSITORY


def on_a_terminal(home: Path, *typed: str) -> str:
    """Return what a command writes on a terminal of 90 columns."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kinward", "--home", str(home), *typed],
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "90"},
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


def test_elsewhere_a_table_is_plain_and_ends_where_its_text_does() -> None:
    out = io.StringIO()
    Screen(out).table(("a", "long head"), [("[b]x[/b]", "owed"), ("y", "z" * 200)])
    assert out.getvalue() == f"a         long head\n[b]x[/b]  owed\ny         {'z' * 200}\n"


def test_elsewhere_a_line_is_not_broken() -> None:
    out = io.StringIO()
    Screen(out).say("word " * 100, Line("due", "overdue"))
    assert out.getvalue() == f"{'word ' * 100}\ndue\n"
