"""An entry of the ledger: its envelope, who acted, and the words every public part is made of.

A public part holds ids, hashes, codes, states and dates, never a value of a person: it stays
readable after a case is erased, and the tables that screens query are rebuilt from it alone.
People are told apart by their position in the case file (`people[2]`), never by id or name.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field, JsonValue

from schemas.base import Record

CaseNumber = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Za-z0-9._-]{0,39}$")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@#/\[\]-]{0,127}$")]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Position = Annotated[str, Field(pattern=r"^[a-z_]+\[[0-9]{1,4}\](\.[a-z_]+(\[[0-9]{1,4}\])?)*$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Instrument = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.@-]{0,99}$")]
OpenDutyState = Literal["owed", "held", "ask", "not_owed"]


class Actor(Record):
    """Who acted: a person, a flow or a partner, and how we know (`typed` if nobody checked)."""

    kind: Literal["person", "flow", "partner"]
    id: Annotated[str, Field(min_length=1, max_length=200)]
    authenticated: Code


class Envelope(Record):
    """One entry as it is hashed: encrypted parts and names appear as digests only."""

    format: Literal[1] = 1
    case: CaseNumber
    seq: Annotated[int, Field(ge=1)]
    prev: Sha256 | None
    kind: Code
    at: AwareDatetime
    as_of: Annotated[str, Field(pattern=r"^[0-9T:.Z+-]{10,40}$")] | None
    agency: Instrument
    actor: Actor
    public: dict[str, JsonValue]
    sealed: Sha256 | None
    restricted: Sha256 | None
    names: Sha256 | None


class Public(Record):
    """The public part of an entry; `stored` names the fields that are hashes of stored bytes."""

    kind: ClassVar[str]
    stored: ClassVar[tuple[str, ...]] = ()

    def stored_hashes(self) -> tuple[str, ...]:
        """Return the SHA-256 of every stored file this entry relies on."""
        found: list[str] = []
        for name in self.stored:
            value = getattr(self, name)
            found += value if isinstance(value, tuple) else [value] if value else []
        return tuple(found)
