"""People of a case, told apart by role, and where they are."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import (
    Code,
    CountryCode,
    Day,
    Instant,
    LanguageTag,
    PersonId,
    Record,
    Text,
    ZoneName,
)


class Name(Record):
    """A name in parts as given, never parsed; a group has only `organization`."""

    given: Text | None = None
    family: Text | None = None
    second_family: Text | None = None
    patronymic: Text | None = None
    as_printed: Text | None = None
    native: Text | None = None
    aliases: tuple[Text, ...] = ()
    organization: Text | None = None

    @property
    def full(self) -> str:
        """The name as letters write it: as printed, else its parts in order."""
        parts = (self.given, self.patronymic, self.family, self.second_family)
        return self.as_printed or self.organization or " ".join(p for p in parts if p)

    @property
    def initials(self) -> str:
        """The first letter of each part of the name: `S. E. R. O.`."""
        return " ".join(f"{word[0].upper()}." for word in self.full.split() if word[0].isalpha())


class Address(Record):
    """A postal address, its lines as given; the country comes last in English capitals."""

    lines: Annotated[tuple[Text, ...], Field(min_length=1)]
    city: Text
    region: Text | None = None
    postal_code: Text | None = None
    country: CountryCode


class Languages(Record):
    """What a person speaks and reads; Spanish is never assumed for a Maya speaker (R62)."""

    spoken: tuple[LanguageTag, ...] = ()
    reads: tuple[LanguageTag, ...] = ()
    variety: Text | None = None
    town: Text | None = None
    literacy: Literal["none", "some", "full"] | None = None


class Nationality(Record):
    """One nationality with its basis, evidence and the day it was learned (R03)."""

    country: CountryCode
    basis: Literal["birth", "parent", "naturalization", "ancestry"]
    evidence: Literal["confirmed", "presumed", "claimed", "disputed"]
    known_on: Day
    document_issuer: CountryCode | None = None


class BirthPlace(Record):
    """Where a person was born."""

    place: Text | None = None
    country: CountryCode


class ChildLocation(Record):
    """Where a child lives; confidential everywhere (R47)."""

    kind: Literal["foster_home", "relative", "facility", "hospital", "other"]
    address: Address | None = None


class Facility(Record):
    """The place that holds a person."""

    name: Text
    office: Text | None = None
    """The id of its row in the directory, where its name alone does not find the right one."""
    address: Address
    timezone: ZoneName
    legal_calls: Text | None = None
    remote_options: Text | None = None


class InCommunity(Record):
    """A person in the United States who is not held."""

    kind: Literal["community"]


class Abroad(Record):
    """A person in another country."""

    kind: Literal["abroad"]
    country: CountryCode
    address: Address | None = None
    verified_by: Text | None = None
    verified_at: Instant | None = None
    method: Code | None = None


class SearchStep(Record):
    """One attempt to find a person."""

    on: Day
    method: Code
    result: Text
    by: Text | None = None


class Unknown(Record):
    """A person nobody has found; the log shows what was tried (R55)."""

    kind: Literal["unknown"]
    search_log: tuple[SearchStep, ...]


class Detained(Record):
    """A person held by a custodian, with who verified it, when and how (R52, R53)."""

    kind: Literal["detained"]
    custodian: Literal["ice", "cbp", "marshals", "bop", "state_prison", "county_jail"]
    facility: Facility
    field_office: Text | None = None
    a_number: Annotated[str, Field(pattern=r"^[0-9]{9}$")] | None = None
    verified_by: Text
    verified_at: Instant
    method: Code


Whereabouts = Annotated[InCommunity | Abroad | Unknown | Detained, Field(discriminator="kind")]


class PersonRecord(Record):
    """What every person of a case may carry."""

    id: PersonId
    name: Name
    languages: Languages | None = None
    phone: Text | None = None
    email: Text | None = None
    address: Address | None = None


Nationalities = Annotated[tuple[Nationality, ...], Field(min_length=1)]
ChildIds = Annotated[tuple[PersonId, ...], Field(min_length=1)]


class Child(PersonRecord):
    """A child of the case; siblings are children of the same file."""

    role: Literal["child"]
    born_on: Day
    married_on: Day | None = None
    nationalities: Nationalities
    sex: Literal["female", "male", "unspecified"] | None = None
    born_in: BirthPlace | None = None
    location: ChildLocation | None = None


class _Parental(PersonRecord):
    relationship: Code
    of: ChildIds
    nationalities: Nationalities
    parentage: Literal["adjudicated", "presumed", "alleged", "unknown"] | None = None
    rights: Literal["intact", "terminated", "unknown"] | None = None
    born_on: Day | None = None
    born_in: BirthPlace | None = None
    whereabouts: Whereabouts


class Parent(_Parental):
    """A parent of one or more children of the case."""

    role: Literal["parent"]


class LegalGuardian(_Parental):
    """A guardian by order or law; has the duties of a parent (R85)."""

    role: Literal["legal_guardian"]


class HouseholdMember(Record):
    """Another member of a home abroad; an adult's `agreed_on` is that adult's consent."""

    id: PersonId | None = None
    relationship: Code
    born_on: Day | None = None
    agreed_on: Day | None = None


class _Kin(PersonRecord):
    relationship: Code
    of: ChildIds
    offers_home: bool | None = None
    nationalities: tuple[Nationality, ...] = ()
    born_on: Day | None = None
    born_in: BirthPlace | None = None
    household: tuple[HouseholdMember, ...] = ()


class Relative(_Kin):
    """A relative, here or abroad."""

    role: Literal["relative"]


class Caregiver(_Kin):
    """A caregiver who is not counted among the relatives."""

    role: Literal["caregiver"]


class Counsel(PersonRecord):
    """A lawyer of a person, from asked for to withdrawn."""

    role: Literal["counsel"]
    represents: Annotated[tuple[PersonId, ...], Field(min_length=1)]
    status: Literal["requested", "appointed", "retained", "withdrawn"]
    organization: Text | None = None


class AttorneyGroup(PersonRecord):
    """The panel or office that appoints counsel for parents."""

    role: Literal["attorney_group"]


class GuardianAdLitem(PersonRecord):
    """A child's guardian ad litem or lawyer."""

    role: Literal["guardian_ad_litem"]
    of: ChildIds


class Casa(PersonRecord):
    """A court-appointed special advocate."""

    role: Literal["casa"]
    of: ChildIds


Person = Annotated[
    Child
    | Parent
    | LegalGuardian
    | Relative
    | Caregiver
    | Counsel
    | AttorneyGroup
    | GuardianAdLitem
    | Casa,
    Field(discriminator="role"),
]
ParentLike = Parent | LegalGuardian
