"""Two programs that prepare in one home take turns."""

import fcntl
import io
from pathlib import Path
from threading import Thread

from kinward.cli.demo import fresh
from kinward.cli.screen import Screen
from kinward.cli.turns import LOCK, is_busy, turn
from tests.kinward.cli.builders import kinward


def test_the_second_waits_until_the_first_has_ended(bare_home: Path) -> None:
    said, order = io.StringIO(), []

    def second() -> None:
        with turn(bare_home, Screen(io.StringIO(), said)):
            order.append("second")

    waiting = Thread(target=second)
    with turn(bare_home, Screen()):
        waiting.start()
        waiting.join(0.3)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]
    assert "waiting for it to end" in said.getvalue()


def test_a_home_is_busy_as_long_as_somebody_prepares_in_it(bare_home: Path) -> None:
    assert not is_busy(bare_home)
    with turn(bare_home, Screen()):
        assert is_busy(bare_home)
    assert not is_busy(bare_home)


def test_a_demo_is_not_replaced_while_it_works(bare_home: Path) -> None:
    fresh(bare_home)
    with (bare_home / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = kinward(bare_home, "demo")
    assert ran.code == 2
    assert "end it first" in ran.err
