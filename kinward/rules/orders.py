"""The papers that duties ask for: of which kind, about whom, to whom, and what holds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kinward.rules.conditions import caregiver_country
from kinward.rules.duties import Decided
from kinward.rules.place import Place
from kinward.rules.posts import competent_post
from kinward.rules.recipients import Addressing
from kinward.rules.safety import SAFETY_CHECK_MISSING, unchecked
from kinward.rules.steps import Stepped
from schemas.document import DocumentKind
from schemas.duty import OwedDuty
from schemas.instrument import Instrument, Notice
from schemas.person import Caregiver, Relative

NOTICE_KIND = "consular_notification"


@dataclass(frozen=True, slots=True)
class Order:
    """A paper asked for: its kind, duties, whom it is about, and what holds it already."""

    kind: DocumentKind
    duties: tuple[OwedDuty, ...]
    about: tuple[str, ...]
    addressing: Addressing
    held_by: str | None
    instrument: Instrument | None = None
    notice: Notice | None = None
    route_body: str | None = None


def notice_orders(decided: Decided) -> Iterator[Order]:
    """Yield one notification for each post and governing instrument: siblings share it."""
    place, kind = decided.place, decided.place.book.kinds.get(NOTICE_KIND)
    owed = [n.duty for n in decided.noticed if n.duty.state == "owed" and n.duty.governed_by]

    def same_letter(duty: OwedDuty) -> tuple[str, str, str]:
        governed = duty.governed_by.instrument if duty.governed_by else ""
        return (duty.country or "", duty.post or "", governed)

    for _, group in groupby(sorted(owed, key=same_letter), key=same_letter):
        duties = tuple(group)
        children = tuple(duty.about for duty in duties if duty.about)
        named = frozenset(p.id for child in children for p in place.case.parents_of(child))
        held = bool(unchecked(place.case, named, place.moment.day))
        instrument, notice = _governing(place, duties[0])
        if kind is not None:
            yield Order(
                kind=kind,
                duties=duties,
                about=children,
                addressing=Addressing(
                    place, kind, children, country=duties[0].country, post=duties[0].post
                ),
                held_by=SAFETY_CHECK_MISSING if held else None,
                instrument=instrument,
                notice=notice,
            )


def _governing(place: Place, duty: OwedDuty) -> tuple[Instrument | None, Notice | None]:
    bound = duty.governed_by
    for instrument in place.book.instruments if bound else ():
        for version in instrument.versions:
            if bound and (instrument.id, version.version) == (bound.instrument, bound.version):
                clauses = [c for c in version.duties if c.duty == duty.duty]
                return instrument, clauses[0].notice if clauses else None
    return None, None


def step_orders(decided: Decided) -> Iterator[Order]:
    """Yield the paper that each owed step of a procedure asks for."""
    book = decided.place.book
    for stepped in decided.stepped:
        kind = book.kinds.get(stepped.step.document or "")
        if kind is not None and stepped.duty.state == "owed":
            yield _step_order(decided.place, kind, stepped)


def _step_order(place: Place, kind: DocumentKind, stepped: Stepped) -> Order:
    scene, duty = stepped.scene, stepped.duty
    children = (scene.child.id,) if scene.child else scene.parent.of if scene.parent else ()
    country = caregiver_country(scene) if scene.caregiver else None
    row = place.book.countries.get(country or "")
    route = row.home_study if row else None
    caregiver = scene.caregiver
    address = caregiver.address if isinstance(caregiver, Relative | Caregiver) else None
    region = address.region if address else None
    return Order(
        kind=kind,
        duties=(duty,),
        about=(scene.parent.id,) if scene.parent else children,
        addressing=Addressing(
            place,
            kind,
            children,
            parent=scene.parent,
            country=country,
            post=_post(place, country),
            route=route,
            region=region,
        ),
        held_by=stepped.held_by[0] if stepped.held_by else None,
        route_body=route.body.replace("{region}", region or "") if route else None,
    )


def _post(place: Place, country: str | None) -> str | None:
    if country is None:
        return None
    case = place.case
    found = competent_post(country, case.state, case.county, place.moment.day, place.book).post
    return found.id if found else None
