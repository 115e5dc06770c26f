"""An office in a home of its own, with the shipped library and the real LibreOffice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
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


@contextmanager
def an_office(home: Path, clock: Clock | None = None) -> Iterator[Office]:
    """An open office over `home`; its clock stands still unless the test moves it."""
    with open_office(home) as office:
        yield replace(office, clock=clock or Clock())


def a_family(office: Office, name: str) -> Case:
    """One of the seven sample families, by the first words of its file's name."""
    (path,) = EXAMPLES.glob(f"{name}-*.yaml")
    read = read_case(path.read_bytes(), path.name, case_words(office.library))
    assert read.case is not None, [problem.sentence() for problem in read.problems]
    return read.case
