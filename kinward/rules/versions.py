"""The version of an instrument that is in force on a day, or why there is none (R11, R12)."""

from datetime import date

from kinward.rules.covered import Refusal
from schemas.instrument import Instrument, Version


def version_on(instrument: Instrument, day: date) -> Version | Refusal:
    """Return the version in force on a day, or why there is none (R11, R12)."""
    versions = sorted(instrument.versions, key=_in_force_from)
    begun = [version for version in versions if _in_force_from(version) <= day]
    if not begun:
        first_day = _in_force_from(versions[0]).isoformat()
        sentence = f"{instrument.title} is in force from {first_day}; it started before that."
        return Refusal("not_in_force", sentence)
    version = begun[-1]
    ended = version.in_force.ends_on
    if ended is not None and ended < day:
        sentence = f"{instrument.title} ended on {ended.isoformat()}; the treaty floor remains."
        return Refusal("expired", sentence)
    return version


def _in_force_from(version: Version) -> date:
    return version.in_force.starts_on or version.in_force.attested_on


def attested(version: Version) -> tuple[str, ...]:
    """Say that the day an instrument took effect is not known, only its earliest dated source."""
    if version.in_force.starts_on is not None:
        return ()
    day = version.in_force.attested_on.isoformat()
    return (f"its start is not known; in force from {day}, the earliest dated source of it",)
