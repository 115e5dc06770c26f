"""What a channel is: it takes approved bytes once and says what it can prove."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """Approved bytes on their way: the packet's id and hash, no name of a person."""

    packet_id: str
    case_number: str
    sha256: str
    recipient_class: str
    rehearsal: bool
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Handed:
    """What a channel says when it took a parcel: where it lies and the receipt it wrote."""

    where: str
    receipt: bytes


class Channel(Protocol):
    """A way out of the house."""

    @property
    def name(self) -> str:
        """The word under which deliveries are recorded."""

    def deliver(self, parcel: Parcel, at: datetime) -> Handed:
        """Take the parcel; the same parcel twice is taken once."""

    def has(self, parcel: Parcel) -> bool:
        """Say whether this parcel certainly lies with the channel already."""
