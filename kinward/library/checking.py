"""`agreement check`: everything that is wrong with the library, at once."""

from collections.abc import Iterator

from kinward.library.checking_counties import unknown_counties
from kinward.library.checking_directory import directory_problems
from kinward.library.checking_districts import district_problems
from kinward.library.checking_instruments import instrument_problems
from kinward.library.checking_rows import row_problems
from kinward.library.checking_terms import fewest_examples, term_problems
from kinward.library.examples import difference, example_outcome, faults_of_form, state_of
from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.instrument import Example, Instrument
from schemas.problem import Problem


def check(library: Library) -> tuple[Problem, ...]:
    """Return every fault of the library: form, dates, sources, posts, words, and examples."""
    places = Places(library)
    found = list(library.problems)
    for instrument in library.instruments:
        found += instrument_problems(library, instrument, places)
        found += term_problems(library, instrument, places)
        found += _examples(library, instrument, places)
    for district in library.districts:
        found += district_problems(library, district, places)
    found += row_problems(library, places)
    found += directory_problems(library, places)
    # What instruments, agencies, procedures and deadlines speak of was checked on loading: a row
    # that speaks of what does not exist is out of service, with its faults in `problems`.
    return tuple(dict.fromkeys(found))


def _examples(library: Library, instrument: Instrument, places: Places) -> Iterator[Problem]:
    fewest = fewest_examples(instrument)
    if len(instrument.examples) < fewest:
        yield Problem(
            "too_few_examples",
            f"{instrument.id} has {len(instrument.examples)} worked examples",
            f"Write at least {fewest}: it applies; it just does not; the date, or why "
            "there is none.",
            places.where("instrument", instrument.id, ("examples",)),
        )
    for place, example in enumerate(instrument.examples):
        # Where it stands is looked up for a fault alone: that reads the file again.
        for code, said, remedy in _faults(library, instrument, example):
            where = places.where("instrument", instrument.id, ("examples", place))
            yield Problem(code, f"“{example.name}”: {said}", remedy, where)


def _faults(
    library: Library, instrument: Instrument, example: Example
) -> Iterator[tuple[str, str, str]]:
    faults = [("example_not_run", fault, "Mend the example.") for fault in faults_of_form(example)]
    counties = (example.county,) if example.county else ()
    for _, message, remedy in unknown_counties(library, state_of(instrument), counties):
        faults.append(("unknown_county", message, remedy))
    yield from faults
    parted = None
    if not faults:
        outcome = example_outcome(instrument, example, library.rulebook)
        parted = difference(example, outcome)
    if parted:
        remedy = "Mend the row if the example is right, or the example if the row is."
        yield "example_broken", parted, remedy
