"""An office in a home of its own, with the shipped library and the real LibreOffice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kinward.casework.desk import Office
from kinward.library.case_words import case_words
from kinward.office import open_office
from kinward.reading.casefile import read_case
from schemas.case import Case

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
AS_OF = {
    "san-diego": "2026-03-10T12:00:00-07:00",
    "texas": "2026-04-15",
    "illinois": "2026-06-16",
    "colorado": "2026-03-17",
    "washington": "2026-05-05",
    "florida": "2026-07-07T12:00:00-04:00",
    "arizona": "2026-09-15",
}


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = datetime(2026, 11, 24, 18, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Died(Exception):
    """The program dies."""


class DyingClock:
    """A clock that stands at noon of a day, and at which the program may die."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.looks_left: int | None = None

    def __call__(self) -> datetime:
        if self.looks_left is not None:
            if self.looks_left == 0:
                raise Died
            self.looks_left -= 1
        return datetime(self.today.year, self.today.month, self.today.day, 20, tzinfo=UTC)


@contextmanager
def an_office(home: Path, clock: Clock | None = None) -> Iterator[Office]:
    """An open office over `home`; its clock stands still unless the test moves it."""
    with open_office(home) as office:
        yield replace(office, clock=clock or Clock())


def a_real_office(office: Office) -> Office:
    """The same office with a profile and contacts of its own, on the day of the letter."""
    book = office.library.rulebook
    own = replace(
        book,
        agencies={
            name: agency.model_copy(update={"sample": False})
            for name, agency in book.agencies.items()
        },
        contacts=tuple(row.model_copy(update={"sample": False}) for row in book.contacts),
    )
    library = replace(office.library, rulebook=own)
    return replace(office, library=library, clock=Clock(datetime(2026, 6, 16, 17, tzinfo=UTC)))


def a_family(office: Office, name: str) -> Case:
    """One of the seven sample families, by the first words of its file's name."""
    (path,) = EXAMPLES.glob(f"{name}-*.yaml")
    read = read_case(path.read_bytes(), path.name, case_words(office.library))
    assert read.case is not None, [problem.sentence() for problem in read.problems]
    return read.case
