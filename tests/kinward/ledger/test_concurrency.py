"""Several writers at once: no chain forks, nothing leaves twice, a crash leaves nothing half."""

import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kinward.ledger import Ledger
from kinward.ledger.faults import LedgerBusy, MoveRefused
from schemas.ledger import Decided
from tests.kinward.ledger.builders import (
    CASE,
    NOON,
    a_case_recorded,
    a_duty,
    a_sending,
    a_signature,
    an_approval,
    record_a_case,
    record_a_waiting_packet,
)

ROOT = Path(__file__).parents[3]


def test_writers_of_one_case_never_fork_its_chain(ledger: Ledger) -> None:
    record_a_case(ledger)

    def write(number: int) -> None:
        for step in range(5):
            with ledger.begin(a_signature()) as page:
                page.record(CASE, a_duty(f"duty-{number}-{step}"))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))

    assert [entry.seq for entry in ledger.history(CASE)] == list(range(1, 32))
    assert ledger.verify() == ()


def test_writers_of_a_new_case_at_once_make_one_chain_with_one_pair_of_keys(
    ledger: Ledger,
) -> None:
    def write(number: int) -> None:
        with ledger.begin(a_signature()) as page:
            page.record(CASE, a_case_recorded(), sealed=number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))

    assert sorted(str(entry.sealed) for entry in ledger.history(CASE)) == ["0", "1", "2", "3"]
    assert ledger.verify() == ()


def test_of_many_dispatchers_one_takes_the_packet(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        record_a_waiting_packet(page)
        page.record(CASE, an_approval())

    def send(_: int) -> str:
        try:
            with ledger.begin(a_signature()) as page:
                page.record(CASE, a_sending())
        except MoveRefused:
            return "refused"
        return "taken"

    with ThreadPoolExecutor(6) as pool:
        outcomes = Counter(pool.map(send, range(6)))
    assert outcomes == {"taken": 1, "refused": 5}


def test_sealing_while_others_write_keeps_the_ledger_whole(ledger: Ledger) -> None:
    def write(number: int) -> None:
        record_a_case(ledger, f"IL-{number}")
        ledger.seal(NOON)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(12)))
    ledger.seal(NOON)

    assert ledger.verify() == ()


def test_many_programs_that_open_a_new_ledger_at_once_all_succeed(url: str, home: Path) -> None:
    def open_and_write(number: int) -> None:
        with Ledger.open(url, home) as ledger:
            record_a_case(ledger, f"IL-{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(open_and_write, range(4)))
    with Ledger.open(url, home) as ledger:
        assert ledger.verify() == ()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_on_postgresql_a_writer_does_not_wait_for_one_of_another_case(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_duty())
        record_a_case(ledger, "IL-2026-0002")  # would hang if it waited for this open page

    assert ledger.verify() == ()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_on_postgresql_two_pages_that_wait_for_each_other_end_with_one_told_to_try_again(
    ledger: Ledger,
) -> None:
    for number in (1, 2):
        record_a_case(ledger, f"IL-{number}")

    def cross(order: tuple[int, int]) -> str:
        try:
            with ledger.begin(a_signature()) as page:
                page.record(f"IL-{order[0]}", Decided(as_of=NOON.date()))
                time.sleep(0.3)
                page.record(f"IL-{order[1]}", Decided(as_of=NOON.date()))
        except LedgerBusy:
            return "busy"
        return "written"

    with ThreadPoolExecutor(2) as pool:
        assert Counter(pool.map(cross, [(1, 2), (2, 1)])) == {"busy": 1, "written": 1}
    assert ledger.verify() == ()


_WRITER = """
import sys
from pathlib import Path
from kinward.ledger import Ledger
from tests.kinward.ledger.builders import *
with Ledger.open(sys.argv[1], Path(sys.argv[2])) as ledger:
    for number in range(100000):
        record_a_case(ledger, f"IL-{number}")
        with ledger.begin(a_signature()) as page:
            for duty in range(5):
                page.record(f"IL-{number}", a_duty(f"duty-{number}-{duty}"))
        print(number, flush=True)
"""


def test_a_program_killed_while_writing_leaves_whole_pages_only(url: str, home: Path) -> None:
    command = [sys.executable, "-c", _WRITER, url, str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        for _ in range(7):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        printed = 7 + len(writer.stdout.readlines())

    with Ledger.open(url, home) as ledger:
        assert ledger.verify() == ()
        with ledger.reading() as screens:
            duties = Counter(duty.case_number for duty in screens.duties())
        assert set(duties.values()) == {5}
        assert len(duties) >= printed
        record_a_case(ledger, "IL-after")
        assert ledger.verify() == ()
