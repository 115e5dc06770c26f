"""Settings of letters, built from the sample families as the library decides them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from kinward.library.case_words import case_words
from kinward.reading.casefile import read_case
from kinward.rules.as_of import as_of
from kinward.rules.conditions import caregiver_country
from kinward.rules.duties import Decided, decide
from kinward.rules.recipients import Addressing, recipients, variant_of
from kinward.rules.setting import Recipient, Setting
from kinward.rules.steps import Stepped
from schemas.case import Case
from schemas.document import DocumentKind
from schemas.duty import OwedDuty
from schemas.instrument import Instrument, Notice
from schemas.person import Caregiver, Relative
from tests.mou_library.shipped import the_shipped_library

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
FAMILIES = {
    "san-diego-mexico-detained-mother": "2026-03-10T12:00:00-07:00",
    "texas-dual-national": "2026-04-15",
    "illinois-us-child-of-mexican-parent": "2026-06-16",
    "colorado-honduran-siblings": "2026-03-17",
    "washington-ukraine-no-agreement": "2026-05-05",
    "florida-haiti-detained-mother": "2026-07-07T12:00:00-04:00",
    "arizona-guatemala-father-abroad": "2026-09-15",
}
SAN_DIEGO, TEXAS, ILLINOIS, COLORADO, WASHINGTON, FLORIDA, ARIZONA = FAMILIES


@cache
def the_family(name: str) -> Case:
    """A sample family as its file says."""
    library = the_shipped_library()
    read = read_case((EXAMPLES / f"{name}.yaml").read_bytes(), name, case_words(library))
    assert read.case is not None
    return read.case


def decided(case: Case, moment: str) -> Decided:
    """What the shipped library decides about a case as of a moment."""
    book = the_shipped_library().rulebook
    never_asked = datetime(2026, 1, 1, tzinfo=UTC)
    return decide(case, as_of(moment, never_asked, case, book), book)


def the_kind(kind: str) -> DocumentKind:
    """A data sheet of the shipped templates."""
    return the_shipped_library().rulebook.kinds[kind]


def settings(family: str, case: Case | None = None) -> tuple[Setting, ...]:
    """Every letter's setting that a family's duties call for, holds left aside."""
    found = decided(case or the_family(family), FAMILIES[family])
    return (*_notices(found), *_steps(found))


def the_setting(
    family: str, kind: str, class_: str | None = None, case: Case | None = None
) -> Setting:
    """One letter of a family: of a kind, to its addressee or to the class named."""
    return next(
        one
        for one in settings(family, case)
        if one.kind.kind == kind and class_ in {None, one.recipient.class_}
    )


def _notices(found: Decided) -> Iterator[Setting]:
    bound = [row.duty for row in found.noticed if row.duty.governed_by]
    for _, group in groupby(bound, key=lambda duty: (duty.country, duty.post)):
        duties = tuple(group)
        children = tuple(duty.about for duty in duties if duty.about)
        kind = the_kind("consular_notification")
        place = Addressing(
            found.place, kind, children, country=duties[0].country, post=duties[0].post
        )
        instrument, notice = _governing(duties[0])
        for recipient in recipients(place):
            plain = _setting(found, place, recipient, duties, children)
            yield replace(plain, instrument=instrument, notice=notice)


def _steps(found: Decided) -> Iterator[Setting]:
    for stepped in found.stepped:
        kind = the_shipped_library().rulebook.kinds.get(stepped.step.document or "")
        if kind is not None:
            place = _addressing(found, kind, stepped)
            about = (place.parent.id,) if place.parent else place.children
            for recipient in recipients(place):
                yield _setting(found, place, recipient, (stepped.duty,), about)


def _addressing(found: Decided, kind: DocumentKind, stepped: Stepped) -> Addressing:
    scene = stepped.scene
    children = (scene.child.id,) if scene.child else scene.parent.of if scene.parent else ()
    country = caregiver_country(scene) if scene.caregiver else None
    row = found.place.book.countries.get(country or "")
    kin = scene.caregiver if isinstance(scene.caregiver, Relative | Caregiver) else None
    return Addressing(
        found.place,
        kind,
        children,
        parent=scene.parent,
        country=country,
        post="mx-san-diego" if country == "MX" else None,
        route=row.home_study if row else None,
        region=kin.address.region if kin and kin.address else None,
    )


def _governing(duty: OwedDuty) -> tuple[Instrument | None, Notice | None]:
    assert duty.governed_by is not None
    instrument = the_shipped_library().instrument(duty.governed_by.instrument)
    assert instrument is not None
    version = next(v for v in instrument.versions if v.version == duty.governed_by.version)
    return instrument, next(c.notice for c in version.duties if c.duty == duty.duty)


def _setting(
    found: Decided,
    place: Addressing,
    recipient: Recipient,
    duties: tuple[OwedDuty, ...],
    about: tuple[str, ...],
) -> Setting:
    return Setting(
        case=found.place.case,
        kind=place.kind,
        variant=variant_of(place),
        recipient=recipient,
        duties=duties,
        about=about,
        agency=found.place.agency,
        instrument=None,
        notice=None,
        as_of=found.place.moment.moment,
        hearing_kinds=found.place.book.vocabulary.hearings,
        limits=found.place.book.limits,
    )
