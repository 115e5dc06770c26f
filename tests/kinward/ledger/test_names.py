"""Finding cases by name, however the name is written."""

import pytest

from kinward.ledger import Ledger
from kinward.ledger.names import words_of
from tests.kinward.ledger.builders import CASE, a_case_recorded, a_signature, record_a_case


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        pytest.param("nandu", "Ñandú", id="accents"),
        pytest.param("GARCIA LOPEZ", "García-López", id="hyphen and case"),
        pytest.param("obrien", "O’Brien", id="apostrophe"),
        pytest.param("lukasz dordevic", "Łukasz Đorđević", id="strokes"),
        pytest.param("strasse", "Straße", id="sharp s"),
        pytest.param("isik", "Işık", id="dotless i"),
        pytest.param("ＡＢＣ", "abc", id="wide letters"),
        pytest.param("محمد", "مُحَمَّد", id="Arabic vowel marks"),
        pytest.param("Олександр", "ОЛЕКСАНДР", id="Cyrillic"),
    ],
)
def test_two_ways_to_write_a_name_are_one(asked: str, kept: str) -> None:
    assert words_of(asked) == words_of(kept)
    assert words_of(asked)


def test_a_case_is_found_by_any_words_of_its_names(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.reading() as screens:
        assert screens.find("QUIBBLETHORN") == (CASE,)
        assert screens.find("O'Brien, Nandu") == (CASE,)
        assert screens.find("Quibblethorn Nobody") == ()
        assert screens.find(" - ") == ()


def test_names_recorded_anew_replace_the_old_ones(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_case_recorded(), names=["Fennimore Zzyzx"])

    with ledger.reading() as screens:
        assert screens.find("fennimore") == (CASE,)
        assert screens.find("quibblethorn") == ()
    assert ledger.verify() == ()
