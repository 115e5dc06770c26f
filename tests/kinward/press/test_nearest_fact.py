"""A wrong name in a template gets the fact that was probably meant."""

import time

import pytest

from kinward.press.nearest_fact import nearest_fact
from tests.kinward.rules.letter_settings import the_kind

FACTS = sorted(
    {value for item in the_kind("consular_notification").fields for value in item.values}
)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("child.familly_name", "children[].name"),
        ("child.name", "children[].name"),
        ("children[].nativ_name", "children[].native_name"),
        ("child.birth_on", "children[].born_on"),
        ("parent.name", "parents[].name"),
        ("court.docket", "court.docket_number"),
        ("court.docket_numbr", "court.docket_number"),
        ("agency.telephone", "agency.phone"),
        ("instrument.legalbasis", "instrument.legal_basis"),
        ("hearing.zones", "hearing.zone"),
        ("child.language", "children[].languages[]"),
    ],
)
def test_the_nearest_fact_of_a_letter_is_by_its_last_part_and_its_record(
    wrong: str, right: str
) -> None:
    assert nearest_fact(wrong, FACTS) == right


@pytest.mark.parametrize("wrong", ["zzz", "qqq.xxx", "", "...", "[]"])
def test_a_name_like_no_fact_gets_no_suggestion(wrong: str) -> None:
    assert nearest_fact(wrong, FACTS) is None


def test_a_very_long_name_takes_no_longer_than_a_short_one() -> None:
    before = time.perf_counter()
    nearest_fact("a_b." * 20_000, FACTS)
    assert time.perf_counter() - before < 1
