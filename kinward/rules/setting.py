"""What a letter is written from: one case, one recipient, one day, the duties it serves."""

from dataclasses import dataclass
from datetime import datetime

from schemas.agency import Agency
from schemas.case import Case
from schemas.consulate import Contact
from schemas.deadline import Limit
from schemas.document import DocumentKind
from schemas.duty import OwedDuty
from schemas.instrument import Instrument, Notice
from schemas.procedure import HearingKind


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a paper: a class of the sharing matrix and, where there is one, a person or post.

    `clients` are the people whom a lawyer or custodian stands for; `reads_with` are the classes
    of carriers that read the same sheet (a consulate that passes a request on).
    """

    class_: str
    name: str
    department: str | None = None
    address_lines: tuple[str, ...] = ()
    fax: str | None = None
    email: str | None = None
    person: str | None = None
    post: str | None = None
    country: str | None = None
    clients: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    reads_with: tuple[str, ...] = ()
    copy_of: str | None = None
    reads: tuple[str, ...] = ("en",)
    contact: Contact | None = None
    doubt: str | None = None
    """What a person must settle before the contact is used: none of it is printed until then."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that decides what one letter says."""

    case: Case
    kind: DocumentKind
    variant: str | None
    recipient: Recipient
    duties: tuple[OwedDuty, ...]
    about: tuple[str, ...]
    """Person ids the paper concerns: children of a notification, the parent of a location."""
    agency: Agency | None
    instrument: Instrument | None
    notice: Notice | None
    as_of: datetime
    """The moment, with the agency's offset."""
    route_body: str | None = None
    """The foreign authority, where the library's route names one."""
    hearing_kinds: tuple[HearingKind, ...] = ()
    """The library's kinds of hearing, for their titles."""
    limits: tuple[Limit, ...] = ()
    """The library's limits: how long a verified place holds."""
