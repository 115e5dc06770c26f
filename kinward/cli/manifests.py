"""What a command reads of a manifest: a few fields of its contract, the rest left alone."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Bound(_Read):
    """The instrument that governs a duty, as far as a table shows it."""

    instrument: str
    to_be_confirmed: bool = False


class Owed(_Read):
    """A duty of a manifest."""

    id: str
    duty: str
    about: str | None = None
    country: str | None = None
    state: str
    standing: str | None = None
    due_on: date | None = None
    governed_by: Bound | None = None
    hold: str | None = None


class Paper(_Read):
    """A document of a manifest."""

    id: str
    kind: str
    duties: tuple[str, ...]
    state: str
    why: str | None = None
    docx: str | None = None
    pdf: str | None = None


class Dispatch(_Read):
    """Whether a packet may leave."""

    state: str
    why: str | None = None


class Receiver(_Read):
    """Whom a packet is for."""

    class_: Annotated[str | None, Field(alias="class")] = None
    name: str | None = None


class Bundle(_Read):
    """A packet of a manifest."""

    id: str
    recipient: Receiver
    channel: str
    documents: tuple[str, ...]
    pdf: str | None = None
    state: str = "waiting"
    dispatch: Dispatch


class Matter(_Read):
    """What a question or a problem of a manifest is about."""

    code: str
    duty: str | None = None
    about: str | None = None
    country: str | None = None

    def concerns(self, duty: Owed) -> bool:
        """Say whether it stands beside this duty."""
        mine = (self.duty, self.about, self.country)
        return mine == (duty.duty, duty.about, duty.country)


class Trouble(Matter):
    """A problem of a manifest: what is wrong, what to do, and where."""

    message: str
    remedy: str
    where: str


class Manifest(_Read):
    """What was prepared for a case; a case that nobody decided yet has no moment."""

    case_number: str
    as_of: str | None
    duties: tuple[Owed, ...]
    documents: tuple[Paper, ...]
    packets: tuple[Bundle, ...]
    questions: tuple[Matter, ...] = ()
    problems: tuple[Trouble, ...] = ()

    def papers_of(self, duty: Owed) -> tuple[Paper, ...]:
        """Return the documents that a duty asks for."""
        return tuple(paper for paper in self.documents if duty.id in paper.duties)

    def packets_of(self, duty: Owed) -> tuple[Bundle, ...]:
        """Return the packets that carry a duty's documents."""
        papers = {paper.id for paper in self.papers_of(duty)}
        return tuple(packet for packet in self.packets if papers & set(packet.documents))
