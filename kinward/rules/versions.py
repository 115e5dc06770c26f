"""The version of an instrument that is in force on a day, or why there is none (R11, R12)."""

from collections.abc import Iterator
from datetime import date

from kinward.rules.covered import Refusal
from schemas.instrument import Instrument, Version
from schemas.terms import NOT_READ


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


def texts(version: Version) -> Iterator[str]:
    """Yield in which languages a version was written and which of them binds (R32).

    Nothing where nobody read that it has texts in several languages. Asked of agreements alone:
    elsewhere the topic is the languages of families.
    """
    terms = version.terms
    topic = None if terms is None or isinstance(terms, str) else terms.languages
    read = [row.says for row in topic] if isinstance(topic, tuple) else []
    written = [version.languages, *read] if version.languages else read
    if written or version.binding_language not in {None, NOT_READ}:
        binding = version.binding_language or NOT_READ
        said = "; ".join(written) or "languages not read"
        yield f"texts: {said}; the text that binds: {binding.replace('_', ' ')}"
