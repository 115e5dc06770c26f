"""Checks of what an instrument says: sources that exist, posts, needs, and titles that decide."""

from collections.abc import Iterator, Mapping

from kinward.library.checking_instruments import Fault
from kinward.library.holdings import Library
from kinward.library.places import Places
from kinward.library.statements import of_instrument, said_on
from schemas.instrument import Instrument
from schemas.problem import Problem
from schemas.terms import NOT_READ

_RESTS_ON: Mapping[str, str] = {
    "form": "notice_form",
    "sender": "sender",
    "addressee": "addressee",
    "channel": "channel",
}
"""What a notice says, and the topic of the terms that it rests on."""


def term_problems(library: Library, instrument: Instrument, places: Places) -> Iterator[Problem]:
    """Yield the faults of an instrument's statements, each with its file and line."""
    for path, code, message, remedy in _faults(library, instrument):
        where = places.where("instrument", instrument.id, path)
        yield Problem(code, message, remedy, where)


def fewest_examples(instrument: Instrument) -> int:
    """Return how many worked examples an instrument needs: three, whatever it decides.

    One known by its title alone needs two: that it is asked about, and where it is not.
    """
    return 2 if instrument.status == "known_to_exist" else 3


def _faults(library: Library, instrument: Instrument) -> Iterator[Fault]:
    ids = {source.id for source in instrument.sources}
    for said in of_instrument(instrument):
        for id_ in said.statement.sources:
            if id_ not in ids:
                message = f"it names the source {id_}, which the row does not list"
                yield said.path, "unknown_source", message, "Add it to the row's `sources`."
    yield from _own(library, instrument)
    yield from _notices(instrument)
    if instrument.status == "known_to_exist":
        yield from _title_alone(instrument)


def _own(library: Library, instrument: Instrument) -> Iterator[Fault]:
    for i, post in enumerate(instrument.posts):
        if post not in library.posts:
            message = f"there is no post {post}"
            yield ("posts", i), "unknown_post", message, "Use a post's id of consulates/*.yaml."
    for i, need in enumerate(instrument.needs):
        if need not in library.vocabulary.needs:
            message = f"there is no need {need}"
            yield ("needs", i), "unknown_need", message, "Use a need of vocabulary.yaml."


def _notices(instrument: Instrument) -> Iterator[Fault]:
    """Yield what a notice says of its form, sender and way that rests on no term that was read."""
    for i, version in enumerate(instrument.versions):
        for j, duty in enumerate(version.duties):
            for field, topic in _RESTS_ON.items():
                said = getattr(duty.notice, field, None)
                if said not in (None, NOT_READ) and not said_on(version, topic):
                    message = f"its notice names a {field}, and nothing was read on {topic}"
                    remedy = f"Say under `terms: {topic}:` where it was read, or take it out."
                    path = ("versions", i, "duties", j, "notice", field)
                    yield path, "term_missing", message, remedy


def _title_alone(instrument: Instrument) -> Iterator[Fault]:
    for i, version in enumerate(instrument.versions):
        if version.duties or version.covered:
            message = "it is known by its title alone, and yet says whom it covers or what is owed"
            remedy = "Take `duties` and `covered` out, or `status: known_to_exist`."
            yield ("versions", i), "decides_unread", message, remedy
