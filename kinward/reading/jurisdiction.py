"""A case's county beside the county of its agency: a slip of the pen, or a doubt told aloud."""

import difflib

from kinward.reading.casewords import CaseWords
from kinward.reading.yaml12 import Document
from kinward.rules.counties import same_county
from schemas.problem import Problem

MISSPELT, ANOTHER = "county_misspelt", "county_of_another_agency"
_ALIKE = 0.8


def county_beside_agency(document: Document, words: CaseWords) -> Problem | None:
    """Return what is odd about a case's county, when its agency's profile names another.

    A county that is nearly the agency's own is a fault (`county_misspelt`): no agreement of the
    county would bind. Any other is a doubt (`county_of_another_agency`), for a case may move.
    """
    case = document.data if isinstance(document.data, dict) else {}
    agency, county = case.get("agency"), case.get("county")
    if not isinstance(agency, str) or not isinstance(county, str):
        return None
    own = words.agency_counties.get(agency)
    if own is None or same_county(county, own):
        return None
    where = f"{document.where(('county',))} county"
    message = f"this is not the county of the agency {agency}, which is of {own} County"
    if difflib.SequenceMatcher(None, county.casefold(), own.casefold()).ratio() >= _ALIKE:
        remedy = f"Did you mean `{own}`? Else name the agency of that county."
        return Problem(MISSPELT, message, remedy, where)
    remedy = "No agreement of the agency's county binds: is it the right county and agency?"
    return Problem(ANOTHER, message, remedy, where)
