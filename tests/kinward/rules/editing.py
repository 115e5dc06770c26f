"""An edited library: what an agency's admins may change, one edit at a time."""

from dataclasses import replace
from datetime import date

from kinward.rules.rulebook import Rulebook
from schemas.clock import Clock
from schemas.consulate import District, Post
from schemas.instrument import Instrument, Start
from tests.library import the_book


def the_instrument(instrument_id: str) -> Instrument:
    """An instrument of the shipped library."""
    return next(row for row in the_book().instruments if row.id == instrument_id)


def without(instrument_id: str) -> Rulebook:
    """The library without one instrument."""
    book = the_book()
    rows = tuple(row for row in book.instruments if row.id != instrument_id)
    assert len(rows) < len(book.instruments)
    return replace(book, instruments=rows)


def with_instrument(instrument: Instrument) -> Rulebook:
    """The library with one more instrument, or with one in another wording."""
    book = the_book()
    others = tuple(row for row in book.instruments if row.id != instrument.id)
    return replace(book, instruments=(*others, instrument))


def version_edited(instrument_id: str, **facts: object) -> Instrument:
    """An instrument with some facts of its latest version replaced."""
    row = the_instrument(instrument_id)
    latest = row.versions[-1].model_copy(update=facts)
    return row.model_copy(update={"versions": (*row.versions[:-1], latest)})


def clause_edited(instrument_id: str, **facts: object) -> Instrument:
    """An instrument with some facts of its latest version's first duty replaced."""
    first, *others = the_instrument(instrument_id).versions[-1].duties
    return version_edited(instrument_id, duties=(first.model_copy(update=facts), *others))


def with_clock(instrument_id: str, **clock: object) -> Rulebook:
    """The library with another clock in an instrument."""
    says = Clock.model_validate({"says": "as edited", **clock})
    return with_instrument(clause_edited(instrument_id, clock=says))


def with_start(instrument_id: str, *events: str, or_later: str) -> Rulebook:
    """The library with another start of an instrument's clock."""
    start = Start.model_validate({"events": events, "or_later": or_later})
    return with_instrument(clause_edited(instrument_id, start=start))


def with_in_force(instrument_id: str, **days: object) -> Rulebook:
    """The library with other days in force of an instrument's latest version."""
    latest = the_instrument(instrument_id).versions[-1]
    in_force = latest.in_force.model_copy(update=days)
    return with_instrument(version_edited(instrument_id, in_force=in_force))


def without_target(agency_id: str) -> Rulebook:
    """The library with an agency that has no targets of its own."""
    book = the_book()
    agency = book.agencies[agency_id].model_copy(update={"target": {}})
    return replace(book, agencies={**book.agencies, agency_id: agency})


def with_post_closed(post_id: str, on: date) -> Rulebook:
    """The library with a post that closes on a day."""
    book = the_book()
    closed: Post = book.posts[post_id].model_copy(update={"closed_on": on})
    return replace(book, posts={**book.posts, post_id: closed})


def with_district(district: District) -> Rulebook:
    """The library with one more district."""
    book = the_book()
    return replace(book, districts=(*book.districts, district))
