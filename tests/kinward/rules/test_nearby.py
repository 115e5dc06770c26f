from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.nearby import nearby
from schemas.instrument import NOTICE_NEED, Instrument
from tests.library import the_book

STATES = ("IL", "TX", "WA", "CA", "CO", "WY", "NM")
AGENCIES = ("us-il", "us-tx", "us-ca-san-diego", "us-wy")


def worth_showing(row: Instrument, state: str, agency: str) -> bool:
    """The rule in one sentence, asked of every row in turn."""
    if "US" in row.scope.states:
        return NOTICE_NEED in row.needs
    return f"US-{state}" in row.scope.states or agency in row.scope.agencies


@given(state=st.sampled_from(STATES), agency=st.sampled_from(AGENCIES), seed=st.randoms())
def test_the_index_finds_what_a_look_at_every_row_finds(
    state: str, agency: str, seed: Random
) -> None:
    rows = list(the_book().instruments)
    seed.shuffle(rows)
    found = [row.id for row in nearby(tuple(rows)).near(state, agency)]
    wanted = [row.id for row in rows if worth_showing(row, state, agency)]
    assert found == sorted(wanted)


def test_a_book_with_other_instruments_has_its_own_index() -> None:
    book = the_book()
    alone = replace(book, instruments=book.instruments[:1])
    assert alone.nearby.rows == book.instruments[:1]
    assert len(book.nearby.rows) == len(book.instruments)


def test_an_instrument_that_names_an_agency_is_near_to_it_in_every_state() -> None:
    (row,) = [row for row in the_book().instruments if row.id == "us-il_mx"]
    own = row.model_copy(update={"scope": row.scope.model_copy(update={"agencies": ("us-x",)})})
    index = nearby((own,))
    assert list(index.near("WY", "us-x")) == [own]
    assert list(index.near("IL", "us-y")) == [own]
    assert list(index.near("WY", "us-y")) == []
