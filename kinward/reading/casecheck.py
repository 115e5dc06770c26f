"""What a schema cannot see: known words, ids that exist, days that fit together.

Works on plain data, so that these faults come in one run with those of the form.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kinward.reading.casewords import CaseWords
from kinward.reading.country_text import code_hint
from kinward.reading.faults import at, closest, field_path, found
from kinward.reading.yaml12 import Document, Path, Plain
from schemas.problem import Problem

_WORDS: dict[str, tuple[str, str]] = {
    "agency": ("agencies", "agency"),
    "state": ("states", "state of the United States"),
    "country": ("countries", "country code (ISO 3166-1)"),
    "document_issuer": ("countries", "country code (ISO 3166-1)"),
    "language": ("languages", "language tag (BCP-47)"),
    "spoken": ("languages", "language tag (BCP-47)"),
    "reads": ("languages", "language tag (BCP-47)"),
    "needs": ("needs", "need"),
    "method": ("locate_methods", "way of locating"),
    "relationship": ("relationships", "relationship"),
    "covers": ("categories", "data category"),
    "recipients": ("recipients", "recipient class"),
}
_PERSON_IDS = frozenset({"of", "with", "represents", "about", "who"})


def checked(document: Document, words: CaseWords) -> tuple[Problem, ...]:
    """Return every fault of a case that its form does not show."""
    check = _Check(document, words)
    return tuple(check.faults())


class _Check:
    def __init__(self, document: Document, words: CaseWords) -> None:
        self.document, self.words = document, words
        self.people = [
            (i, person)
            for i, person in enumerate(self._list("people"))
            if isinstance(person, dict)
        ]
        self.roles = {
            p["id"]: p.get("role") for _, p in self.people if isinstance(p.get("id"), str)
        }

    def _list(self, *path: str | int) -> list[Plain]:
        value = at(self.document.data, path)
        return value if isinstance(value, list) else []

    def _problem(self, code: str, path: Path, message: str, remedy: str) -> Problem:
        return Problem(code, message, remedy, f"{self.document.where(path)} {field_path(path)}")

    def faults(self) -> Iterator[Problem]:
        if not isinstance(self.document.data, dict):
            return
        yield from self._known_words(self.document.data, ())
        yield from self._ids()
        yield from self._references(self.document.data, ())
        yield from self._corrections()
        yield from self._custody()
        yield from self._marriages()
        yield from self._family()
        yield from self._hearings()

    def _known_words(self, value: Plain, path: Path) -> Iterator[Problem]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from self._known_words(inner, (*path, key))
            return
        if isinstance(value, list):
            for i, inner in enumerate(value):
                yield from self._known_words(inner, (*path, i))
            return
        if isinstance(value, str):
            yield from self._known_word(value, path)

    def _known_word(self, word: str, path: Path) -> Iterator[Problem]:
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        if path[0] == "restricted" and key == "notes":
            return
        if key == "timezone":
            yield from self._zone(word, path)
        elif key == "kind" and path[0] in {"events", "hearings"}:
            yield from self._listed(word, path, f"{path[0]}", f"kind of {path[0][:-1]}")
        elif key in _WORDS and not (key == "needs" and path[0] != "needs"):
            # `care.needs` is free text; only the case's own `needs` is a list of words.
            yield from self._listed(word, path, *_WORDS[key])

    def _listed(self, word: str, path: Path, attribute: str, what: str) -> Iterator[Problem]:
        allowed: frozenset[str] = getattr(self.words, attribute)
        listed = word.split("-", maxsplit=1)[0] if attribute == "languages" else word
        if listed in allowed:
            return
        if attribute == "countries":
            hint = code_hint(word, self.words.country_words, allowed)
        else:
            # Ids of agencies share their beginning: `us-ca-x` is like every agency of California.
            alike = 0.8 if attribute == "agencies" else 0.6
            few = len(allowed) < 300
            hint = closest(word, sorted(allowed), at_least=alike) if few else ""
        listing = f" Known: {', '.join(sorted(allowed))}." if len(allowed) < 100 else ""
        message = f"found {found(word)}, which is no known {what}"
        yield self._problem("unknown_word", path, message, f"{hint}Use a known {what}.{listing}")

    def _zone(self, name: str, path: Path) -> Iterator[Problem]:
        if _zone_of(name) is None:
            remedy = "Use a name of the time-zone database, such as America/Chicago."
            yield self._problem("unknown_zone", path, f"found {found(name)}, no time zone", remedy)

    def _ids(self) -> Iterator[Problem]:
        for group in ("people", "hearings", "authorizations", "events"):
            seen: set[str] = set()
            for i, row in enumerate(self._list(group)):
                row_id = row.get("id") if isinstance(row, dict) else None
                if isinstance(row_id, str) and row_id in seen:
                    message = "this id stands on an earlier row too"
                    yield self._problem(
                        "duplicate_id", (group, i, "id"), message, "Give each its own id."
                    )
                if isinstance(row_id, str):
                    seen.add(row_id)

    def _references(self, value: Plain, path: Path) -> Iterator[Problem]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in _PERSON_IDS:
                    yield from self._people_named(inner, (*path, key))
                elif key == "from" and "protect" in path:
                    yield from self._protected_from(inner, (*path, key))
                else:
                    yield from self._references(inner, (*path, key))
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                yield from self._references(inner, (*path, i))

    def _people_named(self, value: Plain, path: Path) -> Iterator[Problem]:
        names = value if isinstance(value, list) else [value]
        for i, name in enumerate(names):
            if isinstance(name, str) and name not in self.roles:
                place = (*path, i) if isinstance(value, list) else path
                remedy = "Use the id of one of `people`."
                yield self._problem(
                    "unknown_person", place, "nobody in `people` has this id", remedy
                )

    def _protected_from(self, value: Plain, path: Path) -> Iterator[Problem]:
        if isinstance(value, str) and value != "foreign_state":
            yield from self._people_named(value.removeprefix("relatives_of:"), path)

    def _corrections(self) -> Iterator[Problem]:
        events = self._list("events")
        told = [row.get("id") for row in events if isinstance(row, dict)]
        ids = {row_id for row_id in told if isinstance(row_id, str)}
        for i, row in enumerate(events):
            corrected = row.get("corrects") if isinstance(row, dict) else None
            if isinstance(corrected, str) and corrected not in ids:
                message = "no event of this file has the id that this one corrects"
                remedy = "Give the wrong event an `id` and name it here."
                yield self._problem("unknown_event", ("events", i, "corrects"), message, remedy)

    def _custody(self) -> Iterator[Problem]:
        for i, row in enumerate(self._list("events")):
            if not isinstance(row, dict) or row.get("kind") == "taken_into_custody":
                continue
            if row.get("custody") is not None:
                message = "only an event taken_into_custody says whose custody it is"
                remedy = "Move `custody` to that event, or take it out."
                yield self._problem("not_custody", ("events", i, "custody"), message, remedy)

    def _marriages(self) -> Iterator[Problem]:
        for i, person in self.people:
            if _later(person.get("born_on"), person.get("married_on")):
                message = "the child is married before it is born"
                remedy = "Correct one of the two days."
                yield self._problem(
                    "dates_out_of_order", ("people", i, "married_on"), message, remedy
                )

    def _family(self) -> Iterator[Problem]:
        opened = at(self.document.data, ("opened_on",))
        children = [i for i, person in self.people if person.get("role") == "child"]
        if self.people and not children:
            remedy = "Add the child, with role: child."
            yield self._problem("no_child", ("people",), "the file names no child", remedy)
        for i, person in self.people:
            if person.get("role") == "child" and _later(person.get("born_on"), opened):
                message = "the child is born after the case was opened"
                remedy = "Correct the birth date or `opened_on`."
                yield self._problem(
                    "born_after_opening", ("people", i, "born_on"), message, remedy
                )
            elif person.get("role") != "counsel":
                yield from self._of_children(i, person)

    def _of_children(self, i: int, person: dict[str, Plain]) -> Iterator[Problem]:
        named = person.get("of")
        for j, name in enumerate(named if isinstance(named, list) else []):
            if isinstance(name, str) and self.roles.get(name, "child") != "child":
                remedy = "Use the id of a child."
                yield self._problem(
                    "not_a_child", ("people", i, "of", j), "this is no child's id", remedy
                )

    def _hearings(self) -> Iterator[Problem]:
        zone_name = at(self.document.data, ("court", "timezone"))
        zone = _zone_of(zone_name) if isinstance(zone_name, str) else None
        for i, row in enumerate(self._list("hearings")):
            for key in ("at", "test_at"):
                at_time = row.get(key) if isinstance(row, dict) else None
                if zone and isinstance(at_time, str) and _in_gap(at_time, zone):
                    message = "this local time does not exist: clocks are set forward over it"
                    remedy = "Ask the court for the right hour."
                    yield self._problem("hour_skipped", ("hearings", i, key), message, remedy)


def _zone_of(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _later(day: Plain, other: Plain) -> bool:
    # ISO days compare as text; anything else is a fault of form and reported as such.
    both = isinstance(day, str) and isinstance(other, str) and len(day) == len(other) == 10
    return both and str(day) > str(other)


def _in_gap(local: str, zone: ZoneInfo) -> bool:
    try:
        moment = datetime.fromisoformat(local)
    except ValueError:
        return False
    if moment.tzinfo is not None:
        return False
    there = moment.replace(tzinfo=zone)
    return there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment
