"""What a duty comes to under a set of rules, and how two such standings differ, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from kinward.library.showing_terms import in_words, sureness
from schemas.duty import Binding, OwedDuty


@dataclass(frozen=True, slots=True)
class Bound:
    """An instrument that binds, with its clause, its clock and the days that follow."""

    name: str
    """Its id and version: `us-il_mx@2020-10-02`."""
    clause: str
    clock: str
    """The clock, and its own words where they are others."""
    counted_from: date | None
    due: date | None
    how_sure: str

    @property
    def words(self) -> str:
        """The binding in words."""
        return f"{self.name}, {self.clause}, {self.clock}, {_due(self.due)}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a duty comes to: its state, its day, what governs it, and what binds beside it."""

    state: str
    due_on: date | None
    governed_by: Bound | None
    also: tuple[Bound, ...]

    @property
    def bound(self) -> dict[str, Bound]:
        """All that binds, by name."""
        return {row.name: row for row in (self.governed_by, *self.also) if row}

    @property
    def words(self) -> str:
        """The standing in words."""
        also = f", also {', '.join(row.name for row in self.also)}" if self.also else ""
        return f"{in_words(self.state)}, {_due(self.due_on)}, {_governor(self)}{also}"


def standing(duty: OwedDuty) -> Standing:
    """Return what a duty comes to."""
    governor = _bound(duty.governed_by) if duty.governed_by else None
    return Standing(duty.state, duty.due_on, governor, tuple(map(_bound, duty.also)))


def told(before: Standing | None, after: Standing | None) -> Iterator[str]:
    """Yield how a duty differs after from before, one sentence for each thing."""
    if before and after:
        yield from _changed(before, after)
    elif after:
        yield f"a new duty: {after.words}"
    elif before:
        yield f"no longer a duty; it was: {before.words}"


def told_of_questions(before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    """Yield the questions that are asked only before, and those asked only after."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    yield from (f"asked now: {ask}" for ask in new if ask not in old)
    yield from (f"no longer asked: {ask}" for ask in old if ask not in new)


def _changed(before: Standing, after: Standing) -> Iterator[str]:
    if before.state != after.state:
        yield f"state: was {in_words(before.state)}, is {in_words(after.state)}"
    if before.due_on != after.due_on:
        yield f"the duty: was {_due(before.due_on)}, is {_due(after.due_on)}"
    if _governor(before) != _governor(after):
        yield f"governs: was {_governor(before)}, is {_governor(after)}"
    old, new = before.bound, after.bound
    for name in dict.fromkeys((*old, *new)):
        if name not in old:
            yield f"binds now: {new[name].words}"
        elif name not in new:
            yield f"no longer binds: {old[name].words}"
        elif old[name] != new[name]:
            yield f"{name}: {'; '.join(_edited(old[name], new[name]))}"


def _edited(old: Bound, new: Bound) -> Iterator[str]:
    for field in fields(Bound):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was != now:
            label = in_words(field.name)
            yield f"{label}: was {_said(was)}, is {_said(now)}"


def _said(value: str | date | None) -> str:
    if value is None:
        return "no date"
    return value.isoformat() if isinstance(value, date) else value


def _bound(row: Binding) -> Bound:
    words = f" (“{row.says}”)" if row.says != row.clock else ""
    target = f", by {row.target}" if row.target else ""
    return Bound(
        name=f"{row.instrument}@{row.version}",
        clause=row.clause,
        clock=f"{row.clock}{words}{target}",
        counted_from=row.starts_on,
        due=row.due_on,
        how_sure=sureness(row.confidence),
    )


def _governor(row: Standing) -> str:
    return row.governed_by.name if row.governed_by else "nothing"


def _due(day: date | None) -> str:
    return f"due {day.isoformat()}" if day else "no date"
