"""Does an instrument cover this child for this country: yes, no and why (R02, R05, R06)."""

from dataclasses import dataclass
from datetime import date

from kinward.rules.ages import years_old
from kinward.rules.counties import among
from kinward.rules.nationality import STATELESS, UNKNOWN, Family
from kinward.rules.rulebook import Rulebook
from schemas.instrument import Because, CoveredChild, Instrument


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an instrument does not bind, as a code and as a supervisor would say it."""

    because: Because
    explanation: str
    applies: bool | None = False
    """None where nobody can say: what it turns on is not known."""


def no_country(family: Family, country: str) -> Refusal | None:
    """Return why nobody can be told where a nationality is unknown or there is none (R10)."""
    if country not in {STATELESS, UNKNOWN}:
        return None
    whose = "A parent" if family.own and not family.of_child(country) else "The child"
    said = "is recorded as stateless" if country == STATELESS else "has no known nationality"
    return Refusal("no_nationality", f"{whose} {said}; no country can be told of it.")


def not_covered(
    family: Family, country: str, covered: CoveredChild, book: Rulebook
) -> Refusal | None:
    """Return why the instrument does not cover the child for this country, or None if it does."""
    if covered.nationality_of == "child_or_parent" and family.of_family(country):
        return _us_citizen(family, country, covered, book)
    if family.of_child(country):
        return _us_citizen(family, country, covered, book)
    return _not_recorded(family, country, covered, book)


def _us_citizen(
    family: Family, country: str, covered: CoveredChild, book: Rulebook
) -> Refusal | None:
    if not family.us_citizen or covered.us_citizen == "included":
        return None
    if not family.of_child(country):
        return _excluded(covered)
    name = book.country_name(country)
    sentence = (
        f"The child is recorded as a national of the United States and of {name}. "
        f"Left out {covered.us_citizen_says}."
    )
    return Refusal("also_us_citizen", sentence)


def _excluded(covered: CoveredChild) -> Refusal:
    sentence = f"The child is a national of the United States. Left out {covered.us_citizen_says}."
    return Refusal("us_citizen_excluded", sentence)


def _not_recorded(family: Family, country: str, covered: CoveredChild, book: Rulebook) -> Refusal:
    name = book.country_name(country)
    if family.unknown:
        # Not "not a national": nobody knows of what country the child is a national (R10).
        sentence = (
            f"The child's nationality is not known, and the text asks for one of {name}. Whether "
            "it applies cannot be said before the nationality is asked and recorded."
        )
        return Refusal("no_nationality", sentence, applies=None)
    if family.us_citizen and covered.us_citizen == "excluded":
        return _excluded(covered)
    if family.us_citizen:
        # Never "not a national": only that no other nationality is recorded (R06).
        sentence = (
            "The child is a national of the United States; no other nationality is recorded for "
            f"the child. The text speaks of a national of {name}."
        )
        return Refusal("us_citizen_other_nationality_not_recorded", sentence)
    sentence = f"No nationality of {name} is recorded for the child, and the text asks for one."
    return Refusal("not_a_national", sentence)


def wrong_age(
    family: Family, covered: CoveredChild, start: date, adult_from: int | None
) -> Refusal | None:
    """Return the refusal of a child who has reached the instrument's age on the start day.

    Where its text has none that was read, the age at which a person is of age; without that
    either, no child is refused.
    """
    under = covered.age_under or adult_from
    if under is None or years_old(family.child.born_on, start) < under:
        return None
    sentence = f"The child had reached {under} when the duty would have started."
    return Refusal("age", sentence)


def married(family: Family, covered: CoveredChild, start: date) -> Refusal | None:
    """Return the refusal of a child who was married, where the text covers unmarried ones only."""
    wed = family.child.married_on
    if not covered.unmarried or wed is None or wed > start:
        return None
    sentence = "The child was married when the duty would have started; the text says unmarried."
    return Refusal("married", sentence)


def out_of_scope(instrument: Instrument, agency: str, state: str, county: str) -> Refusal | None:
    """Return the refusal of an instrument of another state, county or agency (R11)."""
    scope = instrument.scope
    if "US" in scope.states:
        return None
    here = f"US-{state}"
    if here not in scope.states:
        return Refusal("other_jurisdiction", f"{instrument.title} binds in {_list(scope.states)}.")
    if scope.counties and not among(county, scope.counties):
        where = f"{_list(scope.counties)} County"
        sentence = f"{instrument.title} binds in {where}; this is {county}."
        return Refusal("other_jurisdiction", sentence)
    if scope.agencies and agency not in scope.agencies:
        sentence = f"{instrument.title} binds another agency of the state."
        return Refusal("other_jurisdiction", sentence)
    return None


def other_country(instrument: Instrument, country: str, book: Rulebook) -> Refusal | None:
    """Return the refusal of an instrument with other countries."""
    if "*" in instrument.countries or country in instrument.countries:
        return None
    with_ = _list(tuple(book.country_name(code) for code in instrument.countries))
    sentence = f"{instrument.title} is with {with_}, not with {book.country_name(country)}."
    return Refusal("other_country", sentence)


def _list(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "no place"
