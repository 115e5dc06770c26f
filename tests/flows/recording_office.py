"""An office that writes down what it is asked to do, and can be told to fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, NoReturn

from flows.unit import Unit
from schemas.problem import UnitError

if TYPE_CHECKING:
    from kinward.casework.desk import Office

PLANTED = ("Sofía Ramírez", "219408772", "1 Elm Street", "2019-04-11")


class LettersHeld(UnitError):
    """A problem whose message breaks the rule: it names a person."""

    code = "letters_held"
    remedy = "Answer the question that is open."


@dataclass
class RecordingOffice:
    """What was asked, in order, and from which threads."""

    asked: list[tuple[str, ...]] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    opened: int = 0
    closed: int = 0
    failing: dict[str, BaseException] = field(default_factory=dict)
    approved: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    locked: bool = False
    home: Path = Path("home-that-nobody-opens")

    def note(self, verb: str, *numbers: str | None) -> None:
        """Write the verb down; fail where the number was told to fail."""
        self.threads.add(get_ident())
        self.asked.append((verb, *(n for n in numbers if n is not None)))
        for number in numbers:
            if number in self.failing:
                fail_with_a_person_in_the_frame(self.failing[number])

    def unit(self) -> Unit:
        """Return the verbs of this office."""

        @contextmanager
        def open_office(_: Path) -> Iterator[Office]:
            if self.locked:
                raise PermissionError(PLANTED[0])
            self.opened += 1
            yield self  # type: ignore[misc]  # its verbs look at nothing of the office
            self.closed += 1

        def dispatch(_: Office, packet: str, channel: str) -> None:
            self.note("dispatch", packet, channel)
            self.approved = tuple(p for p in self.approved if p != packet)

        def count(verb: str, *numbers: str | None) -> int:
            self.note(verb, *numbers)
            return len(self.asked)

        return Unit(
            open_office=open_office,
            decide_duties=lambda _, number, as_of: self.note("decide", number, as_of),
            write_letters=lambda _, number, as_of: count("write", number, as_of),
            make_pdfs=lambda _, number: count("print", number),
            bind_packets=lambda _, number: count("bind", number),
            packets_to_dispatch=lambda _: self.approved,
            dispatch_packet=dispatch,
            cases_to_watch=lambda _, __: self.watched,
            watch_case=lambda _, number, as_of: count("watch", number, as_of),
        )


def fail_with_a_person_in_the_frame(error: BaseException) -> NoReturn:
    """Raise `error` from a frame, and with a cause, that hold what must not get out."""
    child = {"name": PLANTED[0], "a_number": PLANTED[1], "address": PLANTED[2], "born": PLANTED[3]}
    raise error from KeyError(str(child))
