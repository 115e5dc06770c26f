"""Checks of an agency's profile: its calendars and its time zone."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.agency import Agency
from schemas.problem import Problem


def agency_problems(library: Library, agency: Agency, places: Places) -> Iterator[Problem]:
    """Yield what a profile names that does not exist, each with its file and line."""
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
