"""The worked examples of a new agreement, computed by the very rules that decide cases."""

from collections.abc import Iterator
from datetime import date, timedelta

from kinward.library.examples import example_outcome
from kinward.library.holdings import Library
from kinward.reading.yaml12 import Plain
from kinward.rules.happened import CASE_OPENED
from schemas.instrument import Example, Instrument


def drafted_examples(library: Library, row: Instrument) -> list[Plain]:
    """Return what shows that it applies, that it just does not, and the date that follows."""
    return [_plain(_computed(library, row, example)) for example in _families(row)]


def _families(row: Instrument) -> Iterator[Example]:
    """Yield the families that show it; of a title alone, whom it is asked about and whom not."""
    version = row.versions[0]
    begins = version.in_force.starts_on or version.in_force.attested_on
    country = next(code for code in row.countries if code != "*")
    day = begins + timedelta(days=7 - begins.weekday())
    later = day + timedelta(days=10)
    other = "HN" if country != "HN" else "MX"
    trigger = version.duties[0].start.events[0] if version.duties else "taken_into_custody"
    yield _family("The first Monday under it", country, country, day, trigger)
    if "*" not in row.countries and other not in row.countries:
        yield _family("A child of another country", other, other, day, trigger)
    if row.status == "known_to_exist":
        return
    yield _family("The day before it begins", country, country, begins - timedelta(1), trigger)
    known = f"{country} {later.isoformat()}"
    late = _family("The nationality is learned ten days later", known, country, day, trigger)
    yield late.model_copy(update={"as_of": later})


def _family(name: str, child: str, country: str, day: date, trigger: str) -> Example:
    events = () if trigger == CASE_OPENED else ((trigger, day),)
    return Example(
        name=name,
        child=(child,),
        country=country,
        opened_on=day,
        events=events,
        as_of=day,
        applies=None,
    )


def _computed(library: Library, row: Instrument, example: Example) -> Example:
    outcome = example_outcome(row, example, library.rulebook)
    update = {
        "applies": outcome.applies,
        "because": outcome.because,
        "starts_on": outcome.starts_on,
        "due_on": outcome.due_on,
    }
    return example.model_copy(update=update)


def _plain(example: Example) -> dict[str, Plain]:
    data = example.model_dump(mode="json", exclude_none=True)
    kept: dict[str, Plain] = {key: value for key, value in data.items() if value not in ([], None)}
    return {**kept, "events": data["events"], "applies": data.get("applies")}
