"""A case's county beside the county of its agency: a doubt that is told aloud."""

from kinward.reading.casewords import CaseWords
from kinward.reading.yaml12 import Document
from kinward.rules.counties import bare, same_county
from schemas.problem import Problem

ANOTHER = "county_of_another_agency"


def county_beside_agency(document: Document, words: CaseWords) -> Problem | None:
    """Return the doubt about a county that is not the one its agency's profile names.

    It is no fault, for a case may move; a name that is no county is one (`county_fault.py`).
    """
    case = document.data if isinstance(document.data, dict) else {}
    agency, county = case.get("agency"), case.get("county")
    if not isinstance(agency, str) or not isinstance(county, str):
        return None
    own = words.agency_counties.get(agency)
    known = words.counties.get(f"US-{case.get('state')}", {})
    is_none = bool(known) and bare(county) not in known
    if own is None or is_none or same_county(county, own):
        return None
    where = f"{document.where(('county',))} county"
    message = f"this is not the county of the agency {agency}, which is of {own} County"
    remedy = "No agreement of the agency's county binds: is it the right county and agency?"
    return Problem(ANOTHER, message, remedy, where)
