"""What stands beside a step of a placement abroad: the consent of art. 33, papers, the study."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from kinward.rules.conditions import Scene, caregiver_country
from kinward.rules.gates import gate_notes
from kinward.rules.home_studies import request_notes
from kinward.rules.nationality import HOME, STATELESS, UNKNOWN
from kinward.rules.rulebook import Rulebook
from schemas.country import TreatyStatus
from schemas.procedure import Step
from schemas.source import TO_BE_CONFIRMED

HOME_STUDY = "request_home_study"
CHILD_PROTECTION: Literal["child_protection_1996"] = "child_protection_1996"


def placement_notes(scene: Scene, step: Step) -> Iterator[str]:
    """Yield the notes of a step about a child and the one abroad who would take it in."""
    country, place = caregiver_country(scene), scene.place
    if country is None or scene.child is None:
        return
    if step.duty == HOME_STUDY:
        yield from request_notes(place.book, country)
    yield from gate_notes(scene)
    yield _consent(place.book, country, place.moment.day)
    known = [n.country for n in scene.child.nationalities if n.known_on <= place.moment.day]
    states = [place.book.country_name(c) for c in known if c not in {UNKNOWN, STATELESS}]
    if states:
        yield f"passports of every citizenship recorded: {', '.join(dict.fromkeys(states))}"
    yield from step.papers


def consent_is_gate(book: Rulebook, country: str, day: date) -> bool:
    """Say whether art. 33 asks for the receiving state's consent: both are parties that day.

    Source: R37; the dated rows of `countries.yaml`.
    """
    return all(_is_party(_status(book, code), day) for code in (HOME, country))


def _consent(book: Rulebook, country: str, day: date) -> str:
    name = book.country_name(country)
    if consent_is_gate(book, country, day):
        return f"art. 33 of the 1996 convention: {name} must consent before the child moves"
    statuses = "; ".join(
        f"{book.country_name(code)}: {_words(_status(book, code))}" for code in (HOME, country)
    )
    return (
        f"advisory: ask the receiving authority in {name} what its own law requires for entry and "
        f"recognition; art. 33 of the 1996 convention is no gate ({statuses})"
    )


def _status(book: Rulebook, country: str) -> TreatyStatus | None:
    rows = book.countries[country].treaties if country in book.countries else ()
    return next((row for row in rows if row.treaty == CHILD_PROTECTION), None)


def _is_party(row: TreatyStatus | None, day: date) -> bool:
    in_force = row is not None and row.status.startswith("in_force")
    return in_force and row is not None and row.in_force_on is not None and row.in_force_on <= day


def _words(row: TreatyStatus | None) -> str:
    if row is None:
        return "not read"
    since = f" from {row.in_force_on.isoformat()}" if row.in_force_on else ""
    mark = ", to be confirmed by counsel" if row.confidence in TO_BE_CONFIRMED else ""
    return f"{row.status.replace('_', ' ')}{since}{mark}"
