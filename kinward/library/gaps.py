"""What a row leaves open: topics that were not read, clauses, figures to be confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kinward.library.statements import TOPICS, of_version, terms_of
from kinward.reading.faults import field_path
from schemas.instrument import NOTICE_NEED, CoveredChild, DutyClause, Instrument, Version
from schemas.source import TO_BE_CONFIRMED
from schemas.terms import NOT_READ, OF_EVERY_NOTICE

Why = Literal["text_not_read", "clause_not_read", "not_read", "left_out", "to_confirm"]
"""Why a place is open: a whole text, a clause, a topic, a topic left out, or a doubt."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One open place of a row, why it is open, and what to ask."""

    field: str
    why: Why
    ask: str


def instrument_gaps(instrument: Instrument) -> Iterator[Gap]:
    """Yield what is open in the row itself, whatever the version."""
    if instrument.status == "known_to_exist":
        ask = f"Get and read {instrument.title}."
        yield Gap("status", "text_not_read", ask)
    for i, row in enumerate(instrument.known):
        if row.confidence in TO_BE_CONFIRMED:
            yield Gap(f"known[{i}]", "to_confirm", f"Confirm: {row.says}")


def gaps_of(instrument: Instrument, version: Version) -> Iterator[Gap]:
    """Yield what is open in a version; of a title alone, only that it is one is said."""
    if instrument.status == "known_to_exist":
        return
    yield from (
        Gap(f"unread[{i}]", "clause_not_read", row.ask) for i, row in enumerate(version.unread)
    )
    if version.terms == NOT_READ:
        if not version.unread:
            yield Gap("terms", "text_not_read", "Get and read this text.")
        return
    yield from _of_force(version)
    if version.covered:
        yield from _of_child(version.covered)
    for i, duty in enumerate(version.duties):
        yield from _of_duty(i, duty)
    yield from _of_terms(instrument, version)
    yield from _of_forms(version)


def _of_force(version: Version) -> Iterator[Gap]:
    row = version.in_force
    if row.starts_on is None:
        ask = f"From which day is it in force? Only {row.attested_on.isoformat()} is attested."
        yield Gap("in_force.starts_on", "not_read", ask)
    if row.end == NOT_READ:
        yield Gap("in_force.end", "not_read", "Does it end, or renew itself, and when?")


def _of_child(covered: CoveredChild) -> Iterator[Gap]:
    words = {
        "age_says": "Up to which age does it cover a child?",
        "marriage_says": "Does it cover a married minor?",
        "dual_nationals": "Does it cover a child of several nationalities?",
    }
    for name, ask in words.items():
        if getattr(covered, name) == NOT_READ:
            yield Gap(f"covered.{name}", "not_read", ask)
    if NOT_READ in covered.proceedings:
        ask = "Does it speak of child welfare alone, or of youth justice too?"
        yield Gap("covered.proceedings", "not_read", ask)


def _of_duty(place: int, duty: DutyClause) -> Iterator[Gap]:
    field = f"duties[{place}]"
    if duty.clock.not_stated:
        yield Gap(f"{field}.clock", "not_read", "Which time does it set for the notice?")
    if duty.confidence in TO_BE_CONFIRMED:
        yield Gap(f"{field}.confidence", "to_confirm", f"Confirm: {duty.clock.says}")


def _of_terms(instrument: Instrument, version: Version) -> Iterator[Gap]:
    terms = terms_of(version)
    expected = _expected(instrument)
    for topic in TOPICS:
        term = getattr(terms, topic, None)
        ask = f"What does it say on {topic.replace('_', ' ')}?"
        if term == NOT_READ:
            yield Gap(f"terms.{topic}", "not_read", ask)
        elif term is None and topic in expected:
            yield Gap(f"terms.{topic}", "left_out", ask)
    for said in of_version(version):
        if said.statement.confidence in TO_BE_CONFIRMED and said.path[0] == "terms":
            ask = f"Confirm: {said.statement.says}"
            yield Gap(field_path(said.path), "to_confirm", ask)
    if version.safety_exception == NOT_READ and expected:
        ask = "Does it excuse the notice where a person fears the state: yes, no, or silent?"
        yield Gap("safety_exception", "not_read", ask)


def _of_forms(version: Version) -> Iterator[Gap]:
    for i, form in enumerate(version.forms):
        if form.field_list == NOT_READ:
            ask = f"Get the form “{form.name}” and list its fields."
            yield Gap(f"forms[{i}].field_list", "not_read", ask)
            continue  # what is guessed of its items falls with the list itself
        for j, item in enumerate(form.items):
            if item.confidence in TO_BE_CONFIRMED:
                yield Gap(f"forms[{i}].items[{j}]", "to_confirm", f"Confirm: {item.says}")


def _expected(instrument: Instrument) -> frozenset[str]:
    """Return the topics that no row about notices may leave out."""
    if NOTICE_NEED not in instrument.needs:
        return frozenset()
    two_sides = instrument.kind in {"agreement", "treaty"}
    return frozenset(OF_EVERY_NOTICE) - (frozenset() if two_sides else {"parties"})
