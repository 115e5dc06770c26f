"""Every statement of an instrument with its place: for checks, counsel, the printed page."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.reading.yaml12 import Path
from schemas.instrument import Instrument, Version
from schemas.terms import Statement, Terms

Topic = str

TOPICS: tuple[Topic, ...] = tuple(Terms.model_fields)
"""The topics of a version's terms, in the order in which they are printed."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, the topic or form it stands under, and its path in the row."""

    topic: Topic
    statement: Statement
    path: Path


def terms_of(version: Version) -> Terms | None:
    """Return the terms of a version; none where its text was not read or they were left out."""
    return version.terms if isinstance(version.terms, Terms) else None


def said_on(version: Version, topic: Topic) -> tuple[Statement, ...]:
    """Return what was read of a topic; nothing where it was not read, or is silent."""
    term = getattr(terms_of(version), topic, None)
    return term if isinstance(term, tuple) else ()


def word_on(version: Version, topic: Topic) -> str | None:
    """Return the bare word that stands for a topic: `not_read` or `silent`."""
    term = getattr(terms_of(version), topic, None)
    return term if isinstance(term, str) else None


def of_version(version: Version) -> Iterator[Said]:
    """Yield the statements of a version's terms and the items of its forms."""
    for topic in TOPICS:
        for i, statement in enumerate(said_on(version, topic)):
            yield Said(topic, statement, ("terms", topic, i))
    for i, form in enumerate(version.forms):
        for j, item in enumerate(form.items):
            yield Said(form.name, item, ("forms", i, "items", j))


def of_instrument(instrument: Instrument) -> Iterator[Said]:
    """Yield every statement of an instrument: what is known of it, and all its versions say."""
    for i, statement in enumerate(instrument.known):
        yield Said("known", statement, ("known", i))
    for i, version in enumerate(instrument.versions):
        for said in of_version(version):
            yield Said(said.topic, said.statement, ("versions", i, *said.path))
