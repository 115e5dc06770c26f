"""What stands beside a step of a placement abroad, as its row asks: gates, dates, passports."""

from collections.abc import Callable, Iterator, Mapping

from kinward.rules.conditions import Scene, caregiver_country
from kinward.rules.gates import gate_notes
from kinward.rules.home_studies import request_notes
from kinward.rules.nationality import HOME, STATELESS, UNKNOWN
from kinward.rules.treaties import CONVENTION_1996
from schemas.country import TreatyStatus
from schemas.procedure import Shown, Step
from schemas.source import TO_BE_CONFIRMED


def placement_notes(scene: Scene, step: Step) -> Iterator[str]:
    """Yield the notes of a step about a child and the one abroad who would take it in."""
    country = caregiver_country(scene)
    if country is not None and scene.child is not None:
        for name in step.shows:
            yield from _SHOWN[name](scene, country)


def _home_study(scene: Scene, country: str) -> Iterator[str]:
    yield from request_notes(scene.place.book, country)


def _gates(scene: Scene, _: str) -> Iterator[str]:
    yield from gate_notes(scene)


def _convention(scene: Scene, country: str) -> Iterator[str]:
    """Yield where both states stand: only of two parties does article 33 ask for consent (R37)."""
    book = scene.place.book
    statuses = "; ".join(
        f"{book.country_name(code)}: {_words(_status(scene, code))}" for code in (HOME, country)
    )
    yield f"1996 convention on the protection of children: {statuses}"


def _passports(scene: Scene, _: str) -> Iterator[str]:
    """Yield the citizenships of which the child needs a passport (R38)."""
    place, rows = scene.place, scene.child.nationalities if scene.child else ()
    known = [row.country for row in rows if row.known_on <= place.moment.day]
    states = [place.book.country_name(code) for code in known if code not in {UNKNOWN, STATELESS}]
    if states:
        yield f"passports of every citizenship recorded: {', '.join(dict.fromkeys(states))}"


_SHOWN: Mapping[Shown, Callable[[Scene, str], Iterator[str]]] = {
    "home_study": _home_study,
    "gates": _gates,
    "convention_1996": _convention,
    "passports": _passports,
}


def _status(scene: Scene, code: str) -> TreatyStatus | None:
    country = scene.place.book.countries.get(code)
    rows = country.treaties if country else ()
    return next((row for row in rows if row.treaty == CONVENTION_1996), None)


def _words(row: TreatyStatus | None) -> str:
    if row is None:
        return "not read"
    since = f" from {row.in_force_on.isoformat()}" if row.in_force_on else ""
    mark = ", to be confirmed by counsel" if row.confidence in TO_BE_CONFIRMED else ""
    return f"{row.status.replace('_', ' ')}{since}{mark}"
