"""What was spoken of with a consulate about working together, and the next step (R91)."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from schemas.base import Day, PostId, Record, Text

How = Literal["telephone", "email", "letter", "meeting", "visit"]

HOW: tuple[str, ...] = get_args(How)
"""How a contact may be made."""


class Contacted(Record):
    """One contact with a post about the work itself; never about a family."""

    on: Day
    how: How
    about: Text
    by: Text
    """The role of whoever made it: `international liaison`."""
    next_step: Text | None = None
    next_on: Day | None = None


class ContactLog(Record):
    """`contacts_log/POST.yaml`: every contact with one post; the newest tells the next step."""

    post: PostId
    contacts: Annotated[tuple[Contacted, ...], Field(min_length=1)]

    @property
    def latest(self) -> Contacted:
        """The newest contact."""
        return max(self.contacts, key=lambda row: row.on)
