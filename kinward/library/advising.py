"""What an admin should look at although nothing is broken: ends, gaps, older texts, slips."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from kinward.library.checking_directory import directory_advice
from kinward.library.holdings import Library
from kinward.library.overlay import Row, overlaid
from kinward.library.places import Places
from kinward.library.row_hash import row_sha256
from kinward.library.shelves import files_under
from kinward.library.showing_deadlines import duty_of
from kinward.library.volumes import Reading, volumes_of
from schemas.instrument import Instrument, Version
from schemas.problem import Problem

SOON = timedelta(days=90)
SEEN = "agreements_seen.json"

Seen = Mapping[str, Mapping[str, str | None]]
"""By `id@version`: the hash of its text without the erratum, and the erratum it had."""


def advice(library: Library, today: date, seen: Seen) -> tuple[Problem, ...]:
    """Return what should be looked at on a day; none of it takes a row out of service."""
    places = Places(library)
    found: list[Problem] = []
    for row in library.instruments:
        found += _ends(row, today, places)
        found += _gaps(row, places)
        found += _edited(library, row, today, seen, places)
    found += _older(library, places)
    found += _without_note(library, places)
    found += directory_advice(library, today, places)
    return tuple(found)


def read_seen(home: Path) -> Seen:
    """Return the texts that an earlier check saw; none where it was the first, or is damaged."""
    try:
        rows = json.loads((home / SEEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return rows if isinstance(rows, dict) else {}


def now_seen(library: Library, seen: Seen) -> Seen:
    """Return the home's texts to remember: a text edited without erratum keeps its old hash."""
    found: dict[str, Mapping[str, str | None]] = {}
    for row in _own(library):
        for version in row.versions:
            key = f"{row.id}@{version.version}"
            old = seen.get(key)
            slipped = old is not None and _slipped(version, old)
            found[key] = old if slipped and old is not None else _as_seen(version)
    return found


def _as_seen(version: Version) -> Mapping[str, str | None]:
    return {"sha256": _hash(version), "erratum": version.erratum}


def _slipped(version: Version, old: Mapping[str, str | None]) -> bool:
    edited = old.get("sha256") != _hash(version)
    return edited and version.erratum == old.get("erratum")


def _hash(version: Version) -> str:
    return row_sha256(version.model_copy(update={"erratum": None}))


def _own(library: Library) -> Iterator[Instrument]:
    for row in library.instruments:
        if library.places.get(f"instrument:{row.id}", "").startswith("home/"):
            yield row


def _begins(version: Version) -> date:
    return version.in_force.starts_on or version.in_force.attested_on


def _ends(row: Instrument, today: date, places: Places) -> Iterator[Problem]:
    last = max(row.versions, key=_begins)
    ends = last.in_force.ends_on
    if ends is None or ends > today + SOON:
        return
    where = places.where("instrument", row.id, ("versions", row.versions.index(last), "in_force"))
    day = ends.isoformat()
    if ends < today:
        remedy = "Ask whether it was renewed; if so, add the new version."
        yield Problem("expired", f"{row.id} ended on {day}", remedy, where)
    else:
        remedy = "Ask the other side for the renewal now."
        yield Problem("expires_soon", f"{row.id} ends on {day}", remedy, where)


def _gaps(row: Instrument, places: Places) -> Iterator[Problem]:
    for earlier, later in pairwise(sorted(row.versions, key=_begins)):
        ended = earlier.in_force.ends_on
        if ended and _begins(later) > ended + timedelta(days=1):
            place = row.versions.index(later)
            where = places.where("instrument", row.id, ("versions", place, "in_force"))
            message = (
                f"{row.id}: nothing is in force between {ended.isoformat()} and {later.version}"
            )
            yield Problem("versions_gap", message, "Mend a day, or leave it if it is so.", where)


def _edited(
    library: Library, row: Instrument, today: date, seen: Seen, places: Places
) -> Iterator[Problem]:
    if not library.places.get(f"instrument:{row.id}", "").startswith("home/"):
        return
    for place, version in enumerate(row.versions):
        old = seen.get(f"{row.id}@{version.version}")
        if old is not None and _begins(version) <= today and _slipped(version, old):
            where = places.where("instrument", row.id, ("versions", place))
            message = f"version {version.version} of {row.id} is in force and was edited"
            remedy = "An amendment is a new version; a slip of the pen is told in `erratum`."
            yield Problem("edited_without_erratum", message, remedy, where)


def _older(library: Library, places: Places) -> Iterator[Problem]:
    replaced = [row for row in _own(library) if f"instrument {row.id}" in library.overrides]
    shipped = _shipped(library) if replaced else {}
    for row in replaced:
        other = shipped.get(("instrument", row.id))
        if other is None or not isinstance(other.record, Instrument):
            continue
        ours, theirs = _newest(row), _newest(other.record)
        if ours < theirs:
            message = (
                f"the home's {row.id} knows {ours.isoformat()}, the shipped one "
                f"{theirs.isoformat()}"
            )
            remedy = f"`kinward agreement diff {row.id} FILE` shows what is new; take it over."
            yield Problem("override_older", message, remedy, places.where("instrument", row.id))


def _newest(row: Instrument) -> date:
    """Return the last day of which a row knows: a version's first, or a source's reading."""
    return max(*(_begins(version) for version in row.versions), *(s.read_on for s in row.sources))


def _shipped(library: Library) -> Mapping[tuple[str, str], Row]:
    root = Path(library.roots[0])
    rows = ("mou_library/agreements/", "mou_library/law/")
    files = [seen for seen in files_under(root) if seen.place.startswith(rows)]
    return overlaid(volumes_of(root, files, home=False), Reading((), (), frozenset())).rows


def _without_note(library: Library, places: Places) -> Iterator[Problem]:
    for procedure in library.procedures.values():
        for place, step in enumerate(procedure.steps):
            if step.duty not in library.notes:
                where = places.where("procedure", procedure.need, ("steps", place))
                yield _no_note(step.duty, where)
    for row in library.rulebook.deadlines:
        kind = duty_of(row)
        if kind and kind not in library.notes:
            yield _no_note(kind, places.where("deadline", row.key))


def _no_note(kind: str, where: str) -> Problem:
    message = f"no note in plain words stands beside {kind}"
    return Problem("guidance_missing", message, "Write one in guidance/*.yaml.", where)
