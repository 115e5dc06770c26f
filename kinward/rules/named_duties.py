"""What the instruments that bind a notice name as owed after it, as read; and what nobody read."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.rules.clocks import in_words
from kinward.rules.place import Place
from kinward.rules.step_terms import of_procedure
from schemas.clock import Clock
from schemas.duty import Binding, OwedDuty
from schemas.instrument import Instrument, Version
from schemas.procedure import Procedure, Step
from schemas.source import TO_BE_CONFIRMED
from schemas.terms import NOT_READ, Promise

BY_WHEN_NOT_READ = "by when was not read"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a step rests on: an instrument's promise, or the procedure itself, with its clock."""

    binding: Binding
    clock: Clock
    ask: str | None = None
    """What is asked where the text gives no time."""


def of_step(place: Place, procedure: Procedure, step: Step, notice: OwedDuty) -> tuple[Basis, ...]:
    """Return what a step rests on; nothing where no instrument that binds names its duty."""
    if not step.named_in:
        return (Basis(of_procedure(place.book, step, procedure), step.clock),)
    return tuple(
        _of_promise(instrument, version, promise, binding)
        for instrument, version, binding in _binding(place, notice)
        for promise in _promises(version, step)
    )


def unread(place: Place, step: Step, notice: OwedDuty) -> Iterator[str]:
    """Yield what is asked of each instrument whose words on a step's topics nobody read."""
    for instrument, version, _ in _binding(place, notice):
        terms = version.terms
        topics = [terms if isinstance(terms, str) else getattr(terms, t) for t in step.named_in]
        if NOT_READ in topics:
            what = step.duty.replace("_", " ")
            yield (
                f"What {instrument.title} says after the notice was not read: does it ask for "
                f"“{what}”, and by when?"
            )


def _binding(place: Place, notice: OwedDuty) -> Iterator[tuple[Instrument, Version, Binding]]:
    bound = {
        (row.instrument, row.version): row for row in (notice.governed_by, *notice.also) if row
    }
    for instrument in place.book.instruments:
        for version in instrument.versions:
            row = bound.get((instrument.id, version.version))
            if row is not None:
                yield instrument, version, row


def _promises(version: Version, step: Step) -> Iterator[Promise]:
    terms = version.terms
    if terms is None or isinstance(terms, str):
        return
    for topic in step.named_in:
        promises = getattr(terms, topic)
        for promise in promises if isinstance(promises, tuple) else ():
            if (step.named_as or step.duty) in promise.duties:
                yield promise


def _of_promise(
    instrument: Instrument, version: Version, promise: Promise, notice: Binding
) -> Basis:
    within, by_when = promise.within, promise.by_when
    when = BY_WHEN_NOT_READ if by_when == NOT_READ else by_when
    says = f"{promise.says}; {when}"
    clock = (
        Clock(value=within.value, unit=within.unit, says=says)
        if within
        else Clock(not_stated=True, says=says)
    )
    sources = "; ".join(s.line for s in instrument.sources if s.id in promise.sources)
    binding = Binding(
        instrument=instrument.id,
        version=version.version,
        clause=promise.says,
        clock=in_words(clock),
        says=says,
        confidence=promise.confidence,
        to_be_confirmed=promise.confidence in TO_BE_CONFIRMED,
        source=sources or notice.source,
        row_sha256=notice.row_sha256,
    )
    ask = f"{instrument.title} says “{promise.says}”; {when}. By when is it done?"
    return Basis(binding, clock, None if within else ask)
