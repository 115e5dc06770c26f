"""Checks of an agency's profile: its county, calendars and time zone."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kinward.library.checking_counties import unknown_counties
from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.agency import Agency
from schemas.problem import Problem


def agency_problems(library: Library, agency: Agency, places: Places) -> Iterator[Problem]:
    """Yield what a profile names that does not exist, each with its file and line."""
    counties = (agency.county,) if agency.county else ()
    for _, message, remedy in unknown_counties(library, f"US-{agency.state}", counties):
        where = places.where("agency", agency.id, ("county",))
        yield Problem("unknown_county", message, remedy, where)
    for i, name in enumerate(agency.calendar):
        if name not in library.rulebook.closed_days:
            where = places.where("agency", agency.id, ("calendar", i))
            message = f"there is no calendar {name}"
            remedy = "Use a name like us-federal or us-il, or write calendars/NAME.yaml."
            yield Problem("unknown_calendar", message, remedy, where)
    if not _zone_exists(agency.timezone):
        where = places.where("agency", agency.id, ("timezone",))
        message = "there is no such time zone"
        yield Problem("unknown_zone", message, "Use a name like America/Chicago.", where)


def _zone_exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
