"""Where a rule comes from and how sure we are of it."""

from typing import Literal

from schemas.base import Day, Record, Text

Confidence = Literal["confirmed", "read_in_part", "to_confirm", "design", "mixed"]

TO_BE_CONFIRMED: frozenset[str] = frozenset({"to_confirm", "design"})
"""Confidence values that are shown with "to be confirmed by counsel" on screen and cover sheet."""


class Source(Record):
    """A dated source: an id of the source list, a title, an address, the part relied on."""

    id: Text | None = None
    title: Text
    address: Text | None = None
    section: Text | None = None
    read_on: Day

    @property
    def line(self) -> str:
        """The source as one line: title, section, the day it was read."""
        section = f", {self.section}" if self.section else ""
        return f"{self.title}{section} (read {self.read_on.isoformat()})"
