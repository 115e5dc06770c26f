"""The named conditions that procedures and data sheets speak of, each a plain question."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kinward.rules.ages import years_old
from kinward.rules.authorizations import decided_by_agency_counsel, fulfilling
from kinward.rules.location import held_at, is_current, next_hearing
from kinward.rules.nationality import HOME, UNKNOWN
from kinward.rules.place import Place
from kinward.rules.representation import counsel_on
from kinward.rules.treaties import CONVENTION_1996, party_on
from schemas.case import Hearing
from schemas.person import (
    Abroad,
    Caregiver,
    Child,
    Detained,
    LegalGuardian,
    Parent,
    ParentLike,
    Relative,
)

FOREIGN_AUTHORITY = "foreign_central_authority"
CUSTODIANS = frozenset({"ice_field_office", "detention_facility"})
REQUESTED = ("parent_identity", "parent_location_detention_facility")
"""What a request to the custodian says of a parent: counsel's yes covers one of them."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who a step is about: a parent, or a child with the one who would take it in."""

    place: Place
    parent: ParentLike | None = None
    child: Child | None = None
    caregiver: Parent | LegalGuardian | Relative | Caregiver | None = None
    of_hearing: Hearing | None = None
    """The hearing that a step is about, where it is about one."""

    @property
    def hearing(self) -> Hearing | None:
        """The hearing it is about, else the next one."""
        return self.of_hearing or next_hearing(self.place.case, self.place.moment.moment)

    @property
    def reader(self) -> ParentLike | None:
        """The parent whom the step is about, also where that parent would take the child in."""
        takes_in = self.caregiver if isinstance(self.caregiver, Parent | LegalGuardian) else None
        return self.parent or takes_in

    def happened(self, kind: str, person: str) -> bool:
        """Say whether an event has happened to a person."""
        return any(e.kind == kind and person in e.of for e in self.place.case.events)


def _detained(scene: Scene) -> bool:
    """Held, and not released or removed since that was verified."""
    place, parent = scene.place, scene.parent
    return parent is not None and held_at(parent, place.case, place.moment.moment) is not None


def _removed(scene: Scene) -> bool:
    parent = scene.parent
    abroad = parent is not None and isinstance(parent.whereabouts, Abroad)
    return abroad and parent is not None and scene.happened("parent_removed", parent.id)


def _represented(scene: Scene) -> bool:
    place, parent = scene.place, scene.reader
    if parent is None:
        return False
    return counsel_on(place.case, parent.id, place.moment.day, place.zone) is not None


def _reads_nothing(scene: Scene) -> bool:
    """Nothing is read where the file says so: `reads: []` or literacy none (R62, R63)."""
    languages = scene.reader.languages if scene.reader else None
    return languages is not None and (not languages.reads or languages.literacy == "none")


def _caregiver_is_relative(scene: Scene) -> bool:
    return isinstance(scene.caregiver, Relative | Caregiver)


def _caregiver_is_parent(scene: Scene) -> bool:
    return isinstance(scene.caregiver, Parent | LegalGuardian)


def caregiver_country(scene: Scene) -> str | None:
    """Return the foreign country in which a caregiver lives, or None."""
    caregiver = scene.caregiver
    if isinstance(caregiver, Parent | LegalGuardian):
        where = caregiver.whereabouts
        return where.country if isinstance(where, Abroad) else None
    address = caregiver.address if caregiver else None
    return address.country if address and address.country != "US" else None


def _caregiver_abroad(scene: Scene) -> bool:
    return caregiver_country(scene) is not None


def _attendance_not_chosen(scene: Scene) -> bool:
    """The form of attendance is counsel's choice; remote is a default only without counsel (R50).

    Without counsel nobody has chosen, whatever the file records: it stays open for a hearing in
    which evidence may be heard, and for one that may end parental rights.
    """
    hearing = scene.hearing
    if hearing is None:
        return False
    if _represented(scene):
        return hearing.attendance_chosen is None
    kinds = {row.kind: row for row in scene.place.book.vocabulary.hearings}
    row = kinds.get(hearing.kind)
    plain = row is not None and row.evidentiary == "no" and not row.terminates_rights
    remote = bool({"video", "telephone"} & set(hearing.attendance))
    return not plain or not remote


def _counsel_first(scene: Scene) -> bool:
    """A represented parent's request goes to her counsel as a draft first (R42).

    It becomes a letter on counsel's written yes to that custodian, or on silence and agency
    counsel's decision that it goes to the custodian.
    """
    parent = scene.parent
    if not _represented(scene) or parent is None:
        return False
    rows, day = scene.place.case.authorizations, scene.place.moment.day
    own = any(
        what == "counsel"
        for category in REQUESTED
        for _, what in fulfilling(scene.place.case, parent.id, category, _custodian(parent), day)
    )
    return not own and not any(
        decided_by_agency_counsel(row, parent.id, custodian, day)
        for row in rows
        for custodian in CUSTODIANS
    )


def _custodian(parent: ParentLike) -> str:
    """Return the class of recipient that holds a parent: ICE's unless a state's own facility."""
    where = parent.whereabouts
    held_by_state = isinstance(where, Detained) and where.custodian not in {"ice", "cbp"}
    return "detention_facility" if held_by_state else "ice_field_office"


def _location_stale(scene: Scene) -> bool:
    place, parent = scene.place, scene.parent
    if parent is None or not isinstance(parent.whereabouts, Detained):
        return False
    return not is_current(parent, place.case, place.moment.moment, place.book.limits)


def _authorization_missing(scene: Scene) -> bool:
    """No valid consent or order yet for what the paper must name."""
    return bool(not_authorized(scene))


def authorized_reader(scene: Scene) -> str:
    """Return the class of recipient to whom a paper about the scene names people."""
    return _custodian(scene.parent) if scene.parent else FOREIGN_AUTHORITY


def not_authorized(scene: Scene) -> tuple[str, ...]:
    """Return the categories that a paper must name, and no valid consent or order allows yet."""
    return tuple(_not_authorized(scene))


def _not_authorized(scene: Scene) -> Iterator[str]:
    case, day = scene.place.case, scene.place.moment.day
    needed: list[tuple[str, str]] = []
    if scene.child is not None and scene.caregiver is not None:
        needed.append((scene.child.id, "child_identity"))
        needed.append((scene.caregiver.id, "proposed_caregiver_abroad"))
    elif scene.parent is not None:
        needed.append((scene.parent.id, "parent_identity"))
    reader = authorized_reader(scene)
    for person, category in needed:
        if not fulfilling(case, person, category, reader, day):
            yield category
    if not _household_agreed(scene, day):
        yield "household_members_abroad"


def _household_agreed(scene: Scene, day: date) -> bool:
    """Every adult of the caregiver's household agreed for himself."""
    caregiver = scene.caregiver
    household = caregiver.household if isinstance(caregiver, Relative | Caregiver) else ()
    # Without a row that names the age everyone is asked.
    of_age = scene.place.adult_from or 0
    adults = [m for m in household if m.born_on is None or years_old(m.born_on, day) >= of_age]
    return all(m.agreed_on is not None and m.agreed_on <= day for m in adults)


def _route_unknown(scene: Scene) -> bool:
    country = scene.place.book.countries.get(caregiver_country(scene) or "")
    return country is None or country.home_study is None


def _screen_unknown(scene: Scene) -> bool:
    screen = scene.place.case.screen
    return "unknown" in {screen.uccjea, screen.icwa, screen.abduction, screen.orr}


def _not_confirmed_us_citizen(scene: Scene) -> bool:
    rows = scene.child.nationalities if scene.child else ()
    return not any(row.country == HOME and row.evidence == "confirmed" for row in rows)


def _noncitizen(scene: Scene) -> bool:
    """A parent with a nationality on record, none of them that of the United States."""
    countries = {row.country for row in scene.parent.nationalities} if scene.parent else set()
    return bool(countries - {UNKNOWN}) and HOME not in countries


def _both_parties_1996(scene: Scene) -> bool:
    """Both states are parties on that day: only then is article 33 a gate (R37)."""
    book, day = scene.place.book, scene.place.moment.day
    countries = (HOME, caregiver_country(scene) or UNKNOWN)
    return all(party_on(book.countries.get(code), CONVENTION_1996, day) for code in countries)


CONDITIONS: Mapping[str, Callable[[Scene], bool]] = {
    "parent_detained": _detained,
    "parent_removed": _removed,
    "parent_detained_or_removed": lambda scene: _detained(scene) or _removed(scene),
    "parent_represented": _represented,
    "parent_not_represented": lambda scene: not _represented(scene),
    "reads_nothing": _reads_nothing,
    "hearing_ahead": lambda scene: scene.hearing is not None,
    "caregiver_is_relative": _caregiver_is_relative,
    "caregiver_is_parent": _caregiver_is_parent,
    "caregiver_abroad": _caregiver_abroad,
    "attendance_not_chosen": _attendance_not_chosen,
    "counsel_first": _counsel_first,
    "location_stale": _location_stale,
    "authorization_missing": _authorization_missing,
    "home_study_route_unknown": _route_unknown,
    "screen_unknown": _screen_unknown,
    "jurisdiction_kept_or_closed": _caregiver_is_parent,
    "not_confirmed_us_citizen": _not_confirmed_us_citizen,
    "noncitizen": _noncitizen,
    "both_parties_1996": _both_parties_1996,
    "not_both_parties_1996": lambda scene: not _both_parties_1996(scene),
}
"""Every name that `when`, `holds` and `asks` of a procedure may use, but the safety check, which
is one question for the whole family (`safety.py`)."""


def holds(name: str, scene: Scene) -> bool:
    """Say whether a named condition holds."""
    return CONDITIONS[name](scene)
