"""Small facts of people that decide under which category their values stand, and about whom."""

from zoneinfo import ZoneInfo

from schemas.case import Case
from schemas.person import Caregiver, Casa, Counsel, GuardianAdLitem, Person, Relative

CUSTODIANS: dict[str, tuple[str, ...]] = {
    "ice": ("ICE", "Immigration and Customs Enforcement", "Enforcement and Removal Operations"),
    "cbp": ("CBP", "Customs and Border Protection", "Border Patrol"),
    "marshals": ("Marshals Service",),
    "bop": ("Bureau of Prisons", "federal prison"),
    "state_prison": ("state prison",),
    "county_jail": ("county jail",),
}
HELD = ("detained", "in detention", "detention center", "incarcerated")
"""Words that state that a person is held, whoever holds them."""


def custodian_words(custodian: str) -> tuple[str, ...]:
    """Return the words by which a paper would say who holds a person, or that one is held."""
    return (*CUSTODIANS[custodian], *HELD)


def kin_category(person: Relative | Caregiver) -> str:
    """Return the category of a relative's or caregiver's own data: by role, offer and country."""
    abroad = person.address is not None and person.address.country != "US"
    if person.offers_home and abroad:
        return "proposed_caregiver_abroad"
    if isinstance(person, Caregiver):
        return "proposed_caregiver_abroad" if abroad else "caregiver_us_identity"
    return "relatives_abroad_contact" if abroad else "relatives_us_names_addresses"


def stands_for(person: Person) -> tuple[str, ...]:
    """Return whom a person's values are about; a lawyer's are about the clients (R74)."""
    if isinstance(person, Counsel):
        return person.represents
    return person.of if isinstance(person, GuardianAdLitem | Casa) else (person.id,)


def is_in_public_view(place: str, case: Case) -> bool:
    """Say whether a place is named by the court or county anyway, and tells nothing by itself."""
    named = f"{case.court.name} {case.court.address.city} {case.county}".casefold()
    return place.casefold() in named


def zone_of_case(case: Case) -> ZoneInfo:
    """Return the court's zone, in which the days of events are told here."""
    return ZoneInfo(case.court.timezone)
