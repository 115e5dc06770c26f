"""Who gets a paper: every class on its route, as people, courts and posts of this case."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kinward.rules.directory import Listed, court_row, facility_row, field_office_row
from kinward.rules.place import Place
from kinward.rules.posts import contact_of
from kinward.rules.representation import counsel_on, lawyers_of
from kinward.rules.setting import Recipient
from schemas.case import Official
from schemas.country import HomeStudyRoute
from schemas.document import DocumentKind
from schemas.person import Address, Detained, ParentLike, Person


@dataclass(frozen=True, slots=True)
class Addressing:
    """What decides a route: the case, whom the paper is about, the country and post."""

    place: Place
    kind: DocumentKind
    children: tuple[str, ...]
    parent: ParentLike | None = None
    country: str | None = None
    post: str | None = None
    route: HomeStudyRoute | None = None
    region: str | None = None


def variant_of(asked: Addressing) -> str | None:
    """Return the variant of a kind that this case calls for."""
    variants = {route.variant for route in asked.kind.routes if route.variant}
    if {"before_appointment", "after_appointment"} <= variants:
        return "after_appointment" if _counsel(asked) else "before_appointment"
    if "central_authority" in variants:
        return asked.route.via if asked.route else None
    if {"ice", "facility"} & variants:
        return "ice" if _held_by_ice(asked) else "facility"
    return None


def recipients(asked: Addressing) -> Iterator[Recipient]:
    """Yield the addressees of a paper, then everyone who gets a copy of his own.

    Without an addressee there is nothing to copy: a copy is never the only paper.
    """
    variant = variant_of(asked)
    rows = [r for r in asked.kind.routes if r.variant in {None, variant}]
    carriers = tuple(r.recipient for r in rows if r.role == "carrier" and _reads(r.view, asked))
    outside = tuple(r.recipient for r in rows if r.role == "carrier" and r.view == "content")
    first: str | None = None
    for row in rows:
        for found in _of_class(row.recipient, asked) if row.role != "carrier" else ():
            if row.role == "addressee":
                first = first or found.class_
                yield replace(found, reads_with=carriers, via=outside if carriers else ())
            elif first is not None:
                yield replace(found, copy_of=first)


def _reads(view: str, asked: Addressing) -> bool:
    through = asked.route is None or asked.route.through_consulate
    return view == "content" and through


def _held_by_ice(asked: Addressing) -> bool:
    where = asked.parent.whereabouts if asked.parent else None
    return isinstance(where, Detained) and where.custodian in {"ice", "cbp"}


def _counsel(asked: Addressing) -> Person | None:
    if asked.parent is None:
        return None
    place = asked.place
    return counsel_on(place.case, asked.parent.id, place.moment.day, place.zone)


def _of_class(name: str, asked: Addressing) -> Iterator[Recipient]:
    builders = {
        "juvenile_court": _court,
        "consulate": _consulate,
        "foreign_central_authority": _authority,
        "parents_counsel": _parents_counsel,
        "parent_attorney_group_pre_appointment": _attorney_groups,
        "childs_counsel_gal": _childs_lawyers,
        "agency_counsel": _agency_counsel,
        "other_parents_counsel": _other_parents_counsel,
        "other_parent": _other_parents,
        "ice_field_office": _field_office,
        "detention_facility": _facility,
    }
    yield from builders[name](asked) if name in builders else ()


def address_lines(address: Address | None) -> tuple[str, ...]:
    """Return an address as lines; the country comes last, in capitals, outside the US."""
    if address is None:
        return ()
    town = " ".join(filter(None, [address.region, address.postal_code]))
    lines = (*address.lines, ", ".join(filter(None, [address.city, town])))
    return lines if address.country == "US" else (*lines, address.country)


def _court(asked: Addressing) -> Iterator[Recipient]:
    court = asked.place.case.court
    name = ", ".join(filter(None, [court.name, court.division]))
    yield _office("juvenile_court", name, court_row(asked.place))


def _office(class_: str, name: str, listed: Listed, clients: tuple[str, ...] = ()) -> Recipient:
    """Return an office of the directory; in doubt only the case file's own address is used (R29).

    Nothing of a row in doubt is printed. A notice does not wait for a row: the address that the
    file gives stands where no row speaks against it, and the question is asked beside it.
    Its papers go to the office itself: a firm that scans the mail of those held gets none.
    """
    row = listed.contact if listed.doubt is None else None
    return Recipient(
        class_,
        name,
        department=row.department if row else None,
        address_lines=address_lines(row.address if row else listed.given),
        fax=row.fax if row else None,
        email=row.email if row else None,
        clients=clients,
        contact=listed.contact,
        doubt=listed.doubt,
    )


def _consulate(asked: Addressing) -> Iterator[Recipient]:
    book = asked.place.book
    contact = contact_of(asked.post, book)
    post = book.posts.get(asked.post or "")
    words = f"Consulate of {book.country_name(asked.country or '')}"
    yield Recipient(
        "consulate",
        contact.name if contact else post.name if post else words,
        department=contact.department if contact else None,
        address_lines=address_lines(contact.address if contact else None),
        fax=contact.fax if contact else None,
        email=contact.email if contact else None,
        post=asked.post,
        country=asked.country,
        contact=contact,
    )


def _authority(asked: Addressing) -> Iterator[Recipient]:
    if asked.route is None:
        return
    body = asked.route.body.replace("{region}", asked.region or "")
    yield Recipient(
        "foreign_central_authority",
        body,
        post=asked.post,
        country=asked.country,
        contact=contact_of(asked.post, asked.place.book),
    )


def _person(class_: str, person: Person, clients: tuple[str, ...]) -> Recipient:
    return Recipient(
        class_,
        person.name.full,
        department=getattr(person, "organization", None),
        address_lines=address_lines(person.address),
        email=person.email,
        person=person.id,
        clients=clients,
    )


def _parents_counsel(asked: Addressing) -> Iterator[Recipient]:
    lawyer = _counsel(asked)
    if lawyer is not None:
        yield _person("parents_counsel", lawyer, tuple(getattr(lawyer, "represents", ())))


def _attorney_groups(asked: Addressing) -> Iterator[Recipient]:
    clients = (asked.parent.id,) if asked.parent else ()
    for group in asked.place.case.attorney_groups:
        yield _person("parent_attorney_group_pre_appointment", group, clients)


def _childs_lawyers(asked: Addressing) -> Iterator[Recipient]:
    case = asked.place.case
    acting = [person for child in asked.children for person in lawyers_of(case, child)]
    for person in dict.fromkeys(acting):
        clients = tuple(getattr(person, "of", ()) or getattr(person, "represents", ()))
        yield _person("childs_counsel_gal", person, clients)


def _official(class_: str, official: Official) -> Recipient:
    return Recipient(class_, official.name.full, department=official.title, email=official.email)


def _agency_counsel(asked: Addressing) -> Iterator[Recipient]:
    counsel = asked.place.case.agency_counsel
    if counsel is not None:
        yield _official("agency_counsel", counsel)


def _others(asked: Addressing) -> Iterator[ParentLike]:
    for parent in asked.place.case.parents:
        shares = set(parent.of) & set(asked.children)
        if asked.parent is not None and parent.id != asked.parent.id and shares:
            yield parent


def _other_parents_counsel(asked: Addressing) -> Iterator[Recipient]:
    place = asked.place
    for parent in _others(asked):
        lawyer = counsel_on(place.case, parent.id, place.moment.day, place.zone)
        if lawyer is not None:
            yield _person("other_parents_counsel", lawyer, tuple(lawyer.represents))


def _other_parents(asked: Addressing) -> Iterator[Recipient]:
    place = asked.place
    for parent in _others(asked):
        if counsel_on(place.case, parent.id, place.moment.day, place.zone) is None:
            yield _person("other_parent", parent, ())


def _field_office(asked: Addressing) -> Iterator[Recipient]:
    parent, where = asked.parent, asked.parent.whereabouts if asked.parent else None
    if parent is not None and isinstance(where, Detained):
        listed = field_office_row(where, asked.place)
        name = listed.contact.name if listed.contact else "Field office that holds the person"
        yield _office("ice_field_office", name, listed, (parent.id,))


def _facility(asked: Addressing) -> Iterator[Recipient]:
    parent, where = asked.parent, asked.parent.whereabouts if asked.parent else None
    if parent is not None and isinstance(where, Detained):
        listed = facility_row(where, asked.place)
        yield _office("detention_facility", where.facility.name, listed, (parent.id,))
