"""Why the treaty does not bind, in the words that a supervisor reads."""

import pytest

from schemas.case import Case
from tests.builders import Facts, a_case, a_child, a_nationality, a_parent, an_event
from tests.library import decided, duties_of


def a_family(child: str, parent: str, **facts: object) -> Case:
    """A child and a parent, each of one nationality."""
    people: list[Facts] = [
        a_child(nationalities=[a_nationality(child)]),
        a_parent(nationalities=[a_nationality(parent)]),
    ]
    return a_case(people=people, **facts)


def why_not(case: Case, country: str) -> tuple[str, bool | None, str]:
    """Why the treaty does not bind for a country."""
    (duty,) = [row for row in duties_of(decided(case)) if row.country == country]
    (row,) = [row for row in duty.considered if row.instrument == "vccr-1963"]
    return row.because, row.applies, row.explanation


@pytest.mark.parametrize(
    ("case", "country", "because", "words"),
    [
        pytest.param(a_family("XX", "US"), "XX", "no_nationality",
                     "The child is recorded as stateless; no country can be told of it.",
                     id="a stateless child"),
        pytest.param(a_family("ZZ", "US"), "ZZ", "no_nationality",
                     "The child has no known nationality; no country can be told of it.",
                     id="a child of unknown nationality"),
        pytest.param(a_family("MX", "ZZ"), "ZZ", "no_nationality",
                     "A parent has no known nationality; no country can be told of it.",
                     id="a parent of unknown nationality"),
        pytest.param(a_family("US", "MX"), "MX", "us_citizen_other_nationality_not_recorded",
                     "The child is a national of the United States; no other nationality is "
                     "recorded for the child. The text speaks of a national of Mexico.",
                     id="R06: a US citizen of a Mexican parent"),
        pytest.param(a_family("GT", "MX"), "MX", "not_a_national",
                     "No nationality of Mexico is recorded for the child, and the text asks for "
                     "one.",
                     id="a Guatemalan child of a Mexican parent"),
    ],
)  # fmt: skip
def test_a_refusal_says_why(case: Case, country: str, because: str, words: str) -> None:
    assert why_not(case, country) == (because, False, words)


def test_a_nationality_nobody_knows_leaves_it_open_for_the_parents_country() -> None:
    because, applies, words = why_not(a_family("ZZ", "MX"), "MX")
    assert (because, applies) == ("no_nationality", None)
    assert words.endswith("cannot be said before the nationality is asked and recorded.")


def test_what_has_not_happened_is_named_in_plain_words() -> None:
    case = a_family("MX", "US", events=[an_event("hearing_set", "2026-03-04")])
    because, _, words = why_not(case, "MX")
    assert because == "trigger_absent"
    assert words.startswith("Nothing has set it in motion yet: it waits for ")
    assert "taken into custody" in words
    assert "_" not in words
