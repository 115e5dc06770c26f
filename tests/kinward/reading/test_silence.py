"""No message about a case file ever shows a value of a person, and reading never fails."""

import json
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.reading.casefile import read_case
from tests.builders import (
    Facts,
    a_check,
    a_child,
    a_hearing,
    a_lawyer,
    a_nationality,
    a_parent,
    a_relative,
    an_authorization,
    an_event,
    case_facts,
    detained,
)
from tests.depth import examples
from tests.library import the_words

PLANTED = "Xochiquetzal-77"
"""A value that no message may repeat: no part of it is a word of ours."""

FULL = case_facts(
    people=[
        a_child(location={"kind": "foster_home"}, languages={"spoken": ["es"], "reads": ["es"]}),
        a_parent(whereabouts=detained(), born_on="1990-01-01", phone="+1 555 0100"),
        a_relative(household=[{"relationship": "grandfather", "agreed_on": "2026-03-09"}]),
        a_lawyer(),
    ],
    events=[an_event(id="custody", note="x", by={"person": "x", "role": "supervisor"})],
    hearings=[a_hearing(department="4", minutes=30)],
    authorizations=[an_authorization(language="es")],
    safety_checks=[a_check()],
    restricted={
        "protect": [
            {"who": ["child"], "from": "foreign_state", "basis": "agency", "on": "2026-03-02"}
        ],
        "notes": "x",
    },
)
Path = tuple[str | int, ...]


def places(value: object, path: Path = ()) -> Iterator[Path]:
    """Every place of a value at which something can be planted."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from places(inner, (*path, i))
    yield path


def planted(value: object, path: Path, what: object) -> object:
    """The same value with something else at one place."""
    if not path:
        return what
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {key: planted(v, rest, what) if key == step else v for key, v in value.items()}
    assert isinstance(value, list)
    return [planted(v, rest, what) if i == step else v for i, v in enumerate(value)]


SHAPES: list[object] = [
    PLANTED,
    [PLANTED],
    {PLANTED: PLANTED},
    {"name": PLANTED},
    {"kind": PLANTED, "role": PLANTED},
    [{"id": PLANTED, "country": PLANTED, "of": [PLANTED]}],
    9876543210123,
    None,
]
PLACES = [path for path in places(FULL) if path]


def test_the_file_that_is_planted_in_has_no_fault() -> None:
    assert read_case(json.dumps(FULL).encode(), "case.json", the_words()).problems == ()


@settings(max_examples=examples(250), deadline=None)
@given(spots=st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(SHAPES)), max_size=3))
def test_no_fault_repeats_a_value(spots: list[tuple[Path, object]]) -> None:
    facts: object = FULL
    for path, what in spots:
        if path in set(places(facts)):
            facts = planted(facts, path, what)
    read_file = read_case(json.dumps(facts).encode(), "case.json", the_words())
    told = " ".join(problem.sentence() for problem in read_file.problems)
    assert "Xochi" not in told
    assert "9876543210123" not in told
    assert read_file.case is None or not read_file.problems


@settings(max_examples=examples(60), deadline=None)
@given(
    whole=st.sampled_from([FULL, case_facts(people=[a_child(nationalities=[a_nationality()])])]),
    cut=st.integers(0, 4000),
    noise=st.binary(max_size=12),
)
def test_a_damaged_file_is_refused_or_read_and_never_breaks_the_reader(
    whole: Facts, cut: int, noise: bytes
) -> None:
    text = json.dumps(whole, indent=1).encode()
    damaged = text[:cut] + noise + text[cut + len(noise) :]
    read_file = read_case(damaged, "case.yaml", the_words())
    assert (read_file.case is None) == bool(read_file.problems)


@settings(max_examples=examples(150), deadline=None)
@given(text=st.binary(max_size=300))
def test_arbitrary_bytes_are_no_case_and_never_break_the_reader(text: bytes) -> None:
    read_file = read_case(text, "case.yaml", the_words())
    assert read_file.case is None
    assert read_file.problems
