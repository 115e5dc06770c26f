import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.library.clauses import (
    COUNSELS_LIST,
    clauses,
    compared,
    differences,
    side_by_side,
)
from kinward.library.naming import UnknownVersion, named
from tests.mou_library.shipped import the_shipped_library

LIBRARY = the_shipped_library()
INSTRUMENTS = sorted(row.id for row in LIBRARY.instruments)


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_a_text_differs_in_nothing_from_itself(id_: str) -> None:
    row = named(LIBRARY, id_)
    text = clauses(row.instrument, row.text)
    assert list(differences(text, text)) == []
    assert all(one == other for _, one, other in side_by_side(text, text))


@given(pair=st.tuples(st.sampled_from(INSTRUMENTS), st.sampled_from(INSTRUMENTS)))
def test_a_difference_read_backwards_is_the_same_difference(pair: tuple[str, str]) -> None:
    one, other = (named(LIBRARY, id_) for id_ in pair)
    left = clauses(one.instrument, one.text)
    right = clauses(other.instrument, other.text)
    there = {(row.clause, row.old, row.new) for row in differences(left, right)}
    back = {(row.clause, row.new, row.old) for row in differences(right, left)}
    assert there == back


def test_a_changed_clock_is_told_in_words() -> None:
    row = LIBRARY.instrument("us-il_mx")
    assert row is not None
    last = row.versions[-1]
    duty = last.duties[0]
    clock = duty.clock.model_copy(update={"value": 5})
    edited = last.model_copy(update={"duties": (duty.model_copy(update={"clock": clock}),)})
    (only,) = differences(clauses(row, last), clauses(row, edited))
    assert only.clause == "notify consulate: clock"
    was, now = only.lines
    assert was.startswith("was: 10 working days")
    assert now.startswith("is: 5 working days")


def test_counsels_list_comes_first_in_a_comparison_r91() -> None:
    rows = beside("us-il_mx", "us-tx_mx")
    assert list(rows)[: len(COUNSELS_LIST)] == list(COUNSELS_LIST)


def beside(one: str, other: str) -> dict[str, tuple[str, str]]:
    """The clauses of two agreements, side by side."""
    rows = [named(LIBRARY, id_) for id_ in (one, other)]
    texts = [compared(row.instrument, row.text) for row in rows]
    return {clause: (a, b) for clause, a, b in side_by_side(*texts)}


def test_only_promises_of_a_home_study_stand_under_the_home_study_r91() -> None:
    georgia, texas = beside("us-ga_mx", "us-tx_mx")["Home study"]
    assert "facilitate home studies" in georgia
    assert "by when: not read" in georgia
    assert texas == "nothing of it was read"


@pytest.mark.parametrize("clause", ["No onward disclosure", "Home-study time"])
def test_counsel_is_shown_what_nobody_read_of_a_clause_to_want_r91(clause: str) -> None:
    assert beside("us-ga_mx", "us-tx_mx")[clause] == ("not read", "not read")


def test_of_a_list_of_statements_only_the_changed_ones_are_told() -> None:
    (only,) = differences({"also": "one\ntwo"}, {"also": "two\nthree"})
    assert only.lines == ("was: one", "is: three")


def test_an_unknown_version_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownVersion, match="2020-10-02"):
        named(LIBRARY, "us-il_mx@1848")
