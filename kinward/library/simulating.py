"""What an agreement would have changed: the cases that there were, decided without it and with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kinward.library.row_hash import row_sha256
from kinward.library.standings import Standing, standing, told, told_of_questions
from kinward.rules.as_of import AsOf
from kinward.rules.duties import decide
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.duty import Decision
from schemas.instrument import Instrument

Moments = Iterable[tuple[Case, AsOf]]
Key = tuple[str | None, str | None, str | None]
"""A kind of duty, the person it is about, the country; none for what is of the whole case."""


@dataclass(frozen=True, slots=True)
class Change:
    """One duty of one case that the agreement would change, by the child's position."""

    case_number: str
    duty: str | None
    """None where only a question about the whole case changes."""
    about: str | None
    country: str | None
    before: Standing | None
    after: Standing | None
    sentences: tuple[str, ...]
    """What changes, in words."""


def with_agreement(book: Rulebook, instrument: Instrument) -> Rulebook:
    """Return the rules with an agreement added, or put in place of the one of its id."""
    others = tuple(row for row in book.instruments if row.id != instrument.id)
    hashes = {f"{instrument.id}@{row.version}": row_sha256(row) for row in instrument.versions}
    return replace(
        book,
        instruments=(*others, instrument),
        row_sha256={**book.row_sha256, **hashes},
    )


def without_agreement(book: Rulebook, id_: str) -> Rulebook:
    """Return the rules as if nobody had written this agreement."""
    others = tuple(row for row in book.instruments if row.id != id_)
    return replace(book, instruments=others)


def changes(cases: Moments, before: Rulebook, after: Rulebook) -> Iterator[Change]:
    """Yield every duty that two rulebooks decide differently, by one word or one question."""
    for case, moment in cases:
        old = decide(case, moment, before).decision
        new = decide(case, moment, after).decision
        yield from _changed(case, old, new)


def _changed(case: Case, old: Decision, new: Decision) -> Iterator[Change]:
    was, now = _standings(old), _standings(new)
    asked, asks = _questions(old), _questions(new)
    for key in dict.fromkeys((*was, *now, *asked, *asks)):
        questions = told_of_questions(asked.get(key, ()), asks.get(key, ()))
        sentences = (*told(was.get(key), now.get(key)), *questions)
        if sentences:
            duty, about, country = key
            place = case.position(about) if about else None
            pair = (was.get(key), now.get(key))
            yield Change(case.case_number, duty, place, country, *pair, sentences)


def _standings(decision: Decision) -> Mapping[Key, Standing]:
    return {(row.duty, row.about, row.country): standing(row) for row in decision.duties}


def _questions(decision: Decision) -> Mapping[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for row in decision.questions:
        found.setdefault((row.duty, row.about, row.country), []).append(row.ask)
    return found
