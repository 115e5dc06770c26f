"""Problems: everything a person can act on, said once, with a place and a remedy."""

from dataclasses import dataclass
from typing import ClassVar


class UnitError(Exception):
    """Something that a person of the unit can act on.

    The message holds numbers and places, never a value of a person: it reaches logs and Prefect.
    """

    code: ClassVar[str] = "unit_error"
    remedy: ClassVar[str] = "Ask the person who looks after Kinward."


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or gap: a stable code, a sentence, a remedy and the place where it was found.

    `where` is a file with line, a field path with positions (`people[2].born_on`), or a row's id;
    it never holds a person's id, name or number.
    """

    code: str
    message: str
    remedy: str
    where: str

    def sentence(self) -> str:
        """Return the problem as one line for a terminal."""
        return f"{self.where}: {self.message} [{self.code}] {self.remedy}"
