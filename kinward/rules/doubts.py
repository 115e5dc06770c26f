"""What a match leaves open: a time nobody stated, an end nobody read, a clause nobody read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kinward.rules.clocks import in_words
from kinward.rules.nationality import Family
from schemas.instrument import DutyClause, Instrument, UnreadClause, Version


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a match raises beside the duty."""

    code: str
    ask: str


def of_binding(
    instrument: Instrument, version: Version, clause: DutyClause, due_on: date | None
) -> Iterator[Question]:
    """Yield what an instrument that binds leaves open."""
    title = instrument.title
    if clause.clock.not_stated:
        ask = f"{title} states no time for its notice that was read. Which time does it set?"
        yield Question("clock_not_stated", ask)
    elif due_on is None:
        said = in_words(clause.clock)
        ask = f"{title} says “{said}”, and the agency has no target for it. Set one?"
        yield Question("clock_not_stated", ask)
    if version.in_force.end == "not_read":
        ask = f"The end or renewal of {title} was not read. Is it still in force?"
        yield Question("agreement_end_unknown", ask)
    yield from (Question("office_question", row.ask) for row in version.asks_office)


def of_title(instrument: Instrument) -> Iterator[Question]:
    """Yield what is asked of an instrument known by its title alone: its own words, if any."""
    own = [row.ask for version in instrument.versions for row in version.unread]
    ask = f"Read {instrument.title}: does it ask for notice in this case, and by when?"
    yield from (Question("clause_not_read", words) for words in own or [ask])


def clauses_asked(version: Version, family: Family, country: str) -> tuple[UnreadClause, ...]:
    """Return the clauses nobody read that may matter to this family."""
    parental = country in family.parents_born_in or any(
        row.country == country for row in family.parents
    )
    return tuple(
        clause for clause in version.unread if clause.matters_when == "always" or parental
    )


def of_unread(version: Version, family: Family, country: str) -> Iterator[Question]:
    """Yield what the clauses nobody read leave open, where they may matter to this family."""
    for clause in clauses_asked(version, family, country):
        yield Question("clause_not_read", clause.ask)


def of_custody(instrument: Instrument) -> Iterator[Question]:
    """Yield what is asked of a text whose words on custody of youth justice nobody read."""
    ask = f"Does {instrument.title} speak of a child in custody of youth justice? It was not read."
    yield Question("clause_not_read", ask)


def of_several(agreements: Sequence[str]) -> Iterator[Question]:
    """Yield the choice between agreements that claim the same case (R13)."""
    if len(agreements) > 1:
        names = " and ".join(agreements)
        ask = f"{len(agreements)} agreements claim this case: {names}. Which one is followed?"
        yield Question("several_agreements", ask)
