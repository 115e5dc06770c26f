from dataclasses import replace

import pytest

from kinward.wording.locales import ENGLISH, SPANISH, OwnWords
from kinward.wording.names import CodeUnknown, NameNotWritten, country_name, language_name
from tests.kinward.wording.builders import ARABIC

CREOLE = replace(
    ENGLISH, code="ht", babel_id="ht", own_words=OwnWords(("m",) * 12, ("w",) * 7, "ak", "oswa")
)


@pytest.mark.parametrize(
    ("code", "english", "spanish"),
    [
        ("MX", "Mexico", "México"),
        ("GT", "Guatemala", "Guatemala"),
        ("US", "United States", "Estados Unidos"),
        ("UA", "Ukraine", "Ucrania"),
        ("HT", "Haiti", "Haití"),
    ],
)
def test_a_country_has_its_name_in_the_language(code: str, english: str, spanish: str) -> None:
    assert country_name(code, ENGLISH) == english
    assert country_name(code, SPANISH) == spanish


def test_a_country_in_arabic_is_written_in_arabic() -> None:
    assert country_name("GT", ARABIC) == "غواتيمالا"


@pytest.mark.parametrize("code", ["XX", "ZZ", "mexico", ""])
def test_a_code_that_names_no_country_is_refused(code: str) -> None:
    with pytest.raises(CodeUnknown):
        country_name(code, SPANISH)


def test_a_language_cldr_answers_in_another_language_takes_iso_names() -> None:
    assert country_name("GT", CREOLE) == "Gwatemala"


@pytest.mark.parametrize(
    ("tag", "english", "spanish"),
    [
        ("es", "Spanish", "español"),
        ("es-MX", "Mexican Spanish", "español de México"),
        ("quc", "Kʼicheʼ", "quiché"),
        ("mam", "Mam", "mam"),
        ("kek", "Q'eqchi'", "q'eqchi'"),
        ("uk", "Ukrainian", "ucraniano"),
    ],
)
def test_a_language_has_its_name_in_the_language(tag: str, english: str, spanish: str) -> None:
    assert language_name(tag, ENGLISH) == english
    assert language_name(tag, SPANISH) == spanish


def test_a_name_the_language_has_not_is_refused_and_not_given_in_english() -> None:
    with pytest.raises(NameNotWritten) as refused:
        language_name("tzo", SPANISH)
    assert refused.value.code == "locale_not_written"


def test_a_tag_that_names_no_language_is_refused() -> None:
    with pytest.raises(CodeUnknown):
        language_name("zzz", ENGLISH)
