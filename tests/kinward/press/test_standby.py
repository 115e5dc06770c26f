import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kinward.press.checked_pdf import PdfResult
from kinward.press.office import Office
from kinward.press.pdf import convert
from kinward.press.standby import CALLS_OF_ONE_OFFICE, Standby, standing_by
from tests.kinward.press.pdf_builders import a_letter, a_letter_that, a_word_file
from tests.kinward.press.test_pdf_faults import an_impatient_office, codes

A_PROGRAM_THAT_STAYS_UP = """
import sys, time
from pathlib import Path
from kinward.press.office import Office, locate_office
from kinward.press.standby import standing_by
with standing_by(Office(locate_office(), Path(sys.argv[1]))):
    print("up", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def warm(office: Office) -> Iterator[Office]:
    """LibreOffice with another one standing by, and up."""
    with standing_by(office) as standby:
        assert within(30, lambda: is_up(office))
        yield standby


def is_up(office: Office) -> bool:
    """Say whether an office has its page open."""
    return bool(list(office.home.glob("work-*/.~lock.page.txt#")))


def offices_in(home: Path) -> set[str]:
    """The process ids of the LibreOffices whose profile lies below `home`."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:  # it ended while we looked
            continue
        if line.partition("\0")[0].endswith("soffice.bin") and home.as_uri() in line:
            found.add(process.name)
    return found


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Say whether something comes to hold in time."""
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


def test_the_office_that_stands_by_prints_the_same_bytes_and_stays_up(
    office: Office, warm: Office
) -> None:
    alone = convert([a_letter("letter")], office)["letter"]
    up = offices_in(office.home)
    assert len(up) == 1
    for _ in range(3):
        printed = convert([a_letter("letter")], warm)["letter"]
        assert isinstance(alone, PdfResult)
        assert isinstance(printed, PdfResult)
        assert printed.pdf == alone.pdf
    assert offices_in(office.home) == up


def test_no_letter_stays_in_the_room_of_the_office_that_stands_by(warm: Office) -> None:
    warm.print_letters({"letter": a_word_file()})
    left = {path.suffix for path in warm.home.glob("work-*/*") if path.is_file()}
    assert left == {".txt", ".txt#"}


def test_an_office_that_died_while_it_stood_by_costs_no_letter(warm: Office) -> None:
    for process in offices_in(warm.home):
        os.kill(int(process), signal.SIGKILL)
    run = warm.print_letters({"letter": a_word_file()})
    assert set(run.pdfs) == {"letter"}


def test_a_refused_letter_leaves_the_others_printed_and_brings_a_new_office(
    warm: Office,
) -> None:
    before = offices_in(warm.home)
    run = warm.print_letters({"text": b"Dear Consul,", "letter": a_word_file()})
    assert set(run.pdfs) == {"letter"}
    assert run.status == 0
    assert not offices_in(warm.home) & before
    assert set(warm.print_letters({"letter": a_word_file()}).pdfs) == {"letter"}


def test_it_is_ended_with_the_block_and_its_room_removed(office: Office) -> None:
    with standing_by(office):
        assert within(10, lambda: bool(offices_in(office.home)))
    assert not offices_in(office.home)
    assert not list(office.home.glob("work-*"))


def test_it_ends_when_its_program_is_killed(tmp_path: Path) -> None:
    home = tmp_path / "office"
    with subprocess.Popen(
        [sys.executable, "-c", A_PROGRAM_THAT_STAYS_UP, str(home)],
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "up\n"
        assert within(10, lambda: len(offices_in(home)) == 1)
        program.kill()
        program.wait()
        assert within(10, lambda: not offices_in(home))


def test_a_second_caller_prints_with_an_office_of_its_own(
    fake_office: Path, tmp_path: Path
) -> None:
    office = an_impatient_office(fake_office, tmp_path)
    standby = Standby(office)
    assert within(10, lambda: is_up(office))
    busy = standby._lock  # noqa: SLF001 - as another caller's call would hold it
    with busy:
        assert standby.print_letters({"letter": a_word_file()}) is None
    assert standby.print_letters({"letter": a_word_file()}) is not None
    standby.close()


def test_a_letter_that_hangs_is_named_though_an_office_stood_by(
    fake_office: Path, tmp_path: Path
) -> None:
    with standing_by(an_impatient_office(fake_office, tmp_path)) as warm:
        assert within(10, lambda: is_up(warm))
        results = convert([a_letter("first"), a_letter_that("HANGS", "hung")], warm)
    assert codes(dict(results)) == {"first": "printed", "hung": "office_timed_out"}
    assert not list((tmp_path / "office").glob("work-*"))


def test_an_office_makes_way_after_so_many_calls(fake_office: Path, tmp_path: Path) -> None:
    office = an_impatient_office(fake_office, tmp_path)
    standby = Standby(office)
    profiles = set()
    for _ in range(CALLS_OF_ONE_OFFICE + 1):
        assert within(10, lambda: is_up(office))
        profiles.add(standby._up.profile)  # noqa: SLF001 - nothing else tells two offices apart
        assert standby.print_letters({"letter": a_word_file()}) is not None
    standby.close()
    assert len(profiles) == 2


def test_nobody_waits_for_an_office_that_is_not_up_yet(tmp_path: Path) -> None:
    program = tmp_path / "soffice.bin"
    program.write_text('#!/bin/sh\ncase "$*" in *terminate*) exit 0 ;; esac\nsleep 600\n')
    program.chmod(0o700)
    standby = Standby(Office(binary=program, home=tmp_path / "office"))
    assert standby.print_letters({"letter": a_word_file()}) is None
    standby.close()


def test_without_libreoffice_nothing_stands_by(tmp_path: Path) -> None:
    office = Office(binary=tmp_path / "nowhere", home=tmp_path / "office")
    with standing_by(office) as same:
        assert same is office
