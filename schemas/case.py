"""The case file: everything the unit knows about one family, as `contracts.md` defines it."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import (
    CaseNumber,
    Code,
    Day,
    InstrumentId,
    LanguageTag,
    LocalTime,
    Occasion,
    PersonId,
    Record,
    Sha256,
    Text,
    ZoneName,
)
from schemas.person import (
    Address,
    AttorneyGroup,
    Child,
    Counsel,
    GuardianAdLitem,
    LegalGuardian,
    Name,
    Parent,
    ParentLike,
    Person,
)

Attendance = Literal["in_person", "video", "telephone"]
Answer = Literal["yes", "no", "unknown"]
Custody = Literal["child_welfare", "youth_justice"]


class Court(Record):
    """The court of the case; hearings are in its zone."""

    name: Text
    office: Text | None = None
    """The id of its row in the directory, where its name alone does not find the right one."""
    division: Text | None = None
    docket_number: Text
    timezone: ZoneName
    address: Address
    phone: Text | None = None


class Official(Record):
    """A worker, supervisor or lawyer of the agency."""

    name: Name
    title: Text | None = None
    phone: Text | None = None
    email: Text | None = None


class SignOff(Record):
    """Who signed something off, and in which role (R55)."""

    person: Text
    role: Code


class Event(Record):
    """Something that happened, on a day or at a moment."""

    id: PersonId | None = None
    kind: Code
    on: Occasion
    of: tuple[PersonId, ...] = ()
    with_: Annotated[PersonId | None, Field(alias="with")] = None
    note: Text | None = None
    custody: Custody | None = None
    """Of `taken_into_custody`: whose it is; child welfare where nothing is said."""
    corrects: PersonId | None = None
    by: Text | SignOff | None = None


class Hearing(Record):
    """A hearing, at a wall-clock time of the court's zone."""

    id: PersonId
    kind: Code
    at: LocalTime
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    attendance: tuple[Attendance, ...]
    department: Text | None = None
    video_link: Text | None = None
    dial_in: Text | None = None
    test_at: LocalTime | None = None
    attendance_chosen: Attendance | None = None


class Authorization(Record):
    """A consent, waiver, order or decision of counsel: what may be told, about whom, to whom."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=60)]
    kind: Literal["consent", "court_order", "waiver", "counsel_decision", "sealing_order"]
    on: Day
    expires_on: Day | None = None
    revoked_on: Day | None = None
    by: Text
    by_capacity: Literal[
        "self", "parent", "legal_custodian", "own_counsel", "agency_counsel", "court"
    ]
    about: Annotated[tuple[PersonId, ...], Field(min_length=1)]
    covers: Annotated[tuple[Code, ...], Field(min_length=1)]
    recipients: Annotated[tuple[Code, ...], Field(min_length=1)]
    language: LanguageTag | None = None
    document_sha256: Sha256 | None = None


class SafetyCheck(Record):
    """The question whether telling a foreign state is safe, and its answer (R73)."""

    of: Annotated[tuple[PersonId, ...], Field(min_length=1)]
    on: Day
    by: Text
    asked_of: Literal["person", "counsel", "guardian_ad_litem"]
    language: LanguageTag
    result: Literal["clear", "concern", "not_possible"]


class Protection(Record):
    """Who is protected from whom, on what basis and until when (R74)."""

    who: Annotated[tuple[PersonId, ...], Field(min_length=1)]
    from_: Annotated[str, Field(alias="from", pattern=r"^(relatives_of:)?[a-z][a-z0-9_]*$")]
    basis: Literal["order", "statement", "agency"]
    on: Day
    until: Day | None = None


class Restricted(Record):
    """The part of a case that no template, log, file name, export or Prefect ever sees."""

    protect: tuple[Protection, ...] = ()
    notes: Text | None = None


class Screen(Record):
    """Intake screens before any step of placement abroad (R83)."""

    uccjea: Answer = "unknown"
    icwa: Answer = "unknown"
    abduction: Answer = "unknown"
    orr: Answer = "unknown"


class Care(Record):
    """What a caregiver must know; shared only with a release."""

    needs: Text | None = None
    needs_part2: bool | None = None
    school: Text | None = None
    summary: Text | None = None


class HomeStudy(Record):
    """What is asked of a study of a home abroad."""

    report_needed_on: Day | None = None
    payer: Text | None = None
    questions: tuple[Text, ...] = ()


class Case(Record):
    """One family's file."""

    case_number: CaseNumber
    agency: InstrumentId
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    county: Text
    opened_on: Day
    needs: Annotated[tuple[Code, ...], Field(min_length=1)]
    court: Court
    worker: Official
    agency_counsel: Official | None = None
    supervisor: Official | None = None
    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    events: tuple[Event, ...]
    hearings: tuple[Hearing, ...] = ()
    authorizations: tuple[Authorization, ...] = ()
    safety_checks: tuple[SafetyCheck, ...] = ()
    restricted: Restricted = Restricted()
    screen: Screen = Screen()
    care: Care | None = None
    home_study: HomeStudy | None = None

    def person(self, person_id: str) -> Person:
        """Return the person with this id; the reader has checked that ids are known."""
        return next(person for person in self.people if person.id == person_id)

    def position(self, person_id: str) -> str:
        """Return `people[2]` for a person: what logs and file names may say."""
        return next(
            f"people[{i}]" for i, person in enumerate(self.people) if person.id == person_id
        )

    @property
    def children(self) -> tuple[Child, ...]:
        """The children of the file, in its order."""
        return tuple(person for person in self.people if isinstance(person, Child))

    @property
    def parents(self) -> tuple[ParentLike, ...]:
        """Parents and legal guardians, in the file's order."""
        return tuple(p for p in self.people if isinstance(p, Parent | LegalGuardian))

    def parents_of(self, child_id: str) -> tuple[ParentLike, ...]:
        """Parents and guardians of one child."""
        return tuple(parent for parent in self.parents if child_id in parent.of)

    def counsel_of(self, person_id: str) -> tuple[Counsel, ...]:
        """Lawyers named for a person, whatever their status."""
        lawyers = (person for person in self.people if isinstance(person, Counsel))
        return tuple(lawyer for lawyer in lawyers if person_id in lawyer.represents)

    def childs_lawyers(self, child_ids: frozenset[str]) -> tuple[GuardianAdLitem | Counsel, ...]:
        """Guardians ad litem and lawyers of any of these children."""
        return tuple(
            person
            for person in self.people
            if (isinstance(person, GuardianAdLitem) and child_ids & set(person.of))
            or (isinstance(person, Counsel) and child_ids & set(person.represents))
        )

    @property
    def attorney_groups(self) -> tuple[AttorneyGroup, ...]:
        """Offices that appoint counsel for parents."""
        return tuple(person for person in self.people if isinstance(person, AttorneyGroup))
