"""Checks of what an instrument says: sources that exist, posts, needs, and titles that decide."""

from collections.abc import Iterator

from kinward.library.checking_instruments import Fault
from kinward.library.holdings import Library
from kinward.library.places import Places
from kinward.library.statements import of_instrument
from schemas.instrument import NOTICE_NEED, Instrument
from schemas.problem import Problem


def term_problems(library: Library, instrument: Instrument, places: Places) -> Iterator[Problem]:
    """Yield the faults of an instrument's statements, each with its file and line."""
    for path, code, message, remedy in _faults(library, instrument):
        where = places.where("instrument", instrument.id, path)
        yield Problem(code, message, remedy, where)


def fewest_examples(instrument: Instrument) -> int:
    """Return how many worked examples an instrument needs: none where it decides no notice.

    One known by its title alone needs two: that it is asked about, and where it is not.
    """
    if NOTICE_NEED not in instrument.needs and "US" in instrument.scope.states:
        return 0
    return 2 if instrument.status == "known_to_exist" else 3


def _faults(library: Library, instrument: Instrument) -> Iterator[Fault]:
    ids = {source.id for source in instrument.sources}
    for said in of_instrument(instrument):
        for id_ in said.statement.sources:
            if id_ not in ids:
                message = f"it names the source {id_}, which the row does not list"
                yield said.path, "unknown_source", message, "Add it to the row's `sources`."
    yield from _own(library, instrument)
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


def _title_alone(instrument: Instrument) -> Iterator[Fault]:
    for i, version in enumerate(instrument.versions):
        if version.duties or version.covered:
            message = "it is known by its title alone, and yet says whom it covers or what is owed"
            remedy = "Take `duties` and `covered` out, or `status: known_to_exist`."
            yield ("versions", i), "decides_unread", message, remedy
