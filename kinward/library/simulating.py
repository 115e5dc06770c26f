"""What an agreement would have changed: the cases that there were, decided without it and with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kinward.library.row_hash import row_sha256
from kinward.rules.as_of import AsOf
from kinward.rules.duties import decide
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.duty import Binding, OwedDuty
from schemas.instrument import Instrument

Moments = Iterable[tuple[Case, AsOf]]
Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a duty comes to: its state, its day, and what governs it."""

    state: str
    due_on: date | None
    governed_by: str | None
    also: tuple[str, ...]
    """What binds beside it."""

    @property
    def words(self) -> str:
        """The standing in words."""
        due = f"due {self.due_on.isoformat()}" if self.due_on else "no date"
        also = f", also {', '.join(self.also)}" if self.also else ""
        governs = self.governed_by or "nothing governs"
        return f"{self.state.replace('_', ' ')}, {due}, {governs}{also}"


@dataclass(frozen=True, slots=True)
class Change:
    """One duty of one case that the agreement would change, by the child's position."""

    case_number: str
    duty: str
    about: str | None
    country: str | None
    before: Standing | None
    after: Standing | None


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
    """Yield every duty that two rulebooks decide differently in state, day or instrument."""
    for case, moment in cases:
        old, new = _standings(case, moment, before), _standings(case, moment, after)
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                duty, about, country = key
                place = case.position(about) if about else None
                yield Change(case.case_number, duty, place, country, old.get(key), new.get(key))


def _standings(case: Case, moment: AsOf, book: Rulebook) -> Mapping[Key, Standing]:
    duties = decide(case, moment, book).decision.duties
    return {(duty.duty, duty.about, duty.country): _standing(duty) for duty in duties}


def _standing(duty: OwedDuty) -> Standing:
    governed = _name(duty.governed_by) if duty.governed_by else None
    return Standing(duty.state, duty.due_on, governed, tuple(_name(row) for row in duty.also))


def _name(row: Binding) -> str:
    return f"{row.instrument}@{row.version}"
