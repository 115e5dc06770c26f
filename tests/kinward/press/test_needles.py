"""A withheld value is found in every spelling, and not where it only seems to stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.press.folding import folded
from kinward.press.needles import SecretKind
from kinward.press.searching import Sheet, spans


def stands(kind: SecretKind, value: str, text: str) -> bool:
    """Say whether the value is found in the text."""
    return any(spans(Sheet((("page 1", text),)), kind, value))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("name", "María Hernández", "MARIA  HERNANDEZ lives"),
        ("name", "María Hernández", "Maria\tHernandez"),
        ("name", "María Hernández", "mariahernandez@example.org"),
        ("name", "Hernández", "Her-\nnandez"),
        ("name", "Hernández", "Hernan\u00addez and Her\u200bnan\u2060dez"),
        ("name", "Hernández", "H e r n á n d e z"),
        ("name", "Hernández", "hernandez2019.pdf"),
        ("name", "Hernández", "Ηernаndez"),  # Greek Eta, Cyrillic a
        ("name", "O'Brien", "OBrien"),
        ("name", "O'Brien", "O’Brien's"),
        ("name", "Núñez-Pérez", "Nunez Perez"),
        ("name", "Łukasz Øvergård", "LUKASZ OVERGARD"),
        ("name", "Ana", "to ANA."),
        ("name", "Ana", "Ａｎａ"),
        ("name", "محمد", "لمحمد رضا"),
        ("name", "محمّد کریمی", "محمد كريمى"),
        ("name", "王小明", "我们的王小明来了"),
        ("name", "राम", "राम है"),
        ("name", "Оксана", "ОКСАНА"),
        ("digits", "216004118", "A216-004-118"),
        ("digits", "216004118", "A 216 004 118"),
        ("digits", "216004118", "2 1 6 0 0 4 1 1 8"),
        ("digits", "216004118", "216.004.118"),
        ("digits", "216004118", "٢١٦٠٠٤١١٨"),
        ("digits", "216004118", "2\u200b16004118"),
        ("digits", "016004118", "A16004118"),
        ("digits", "16004118", "A016004118"),
        ("digits", "+1 (312) 555-0142", "1.312.555.0142"),
        ("digits", "23-CCJP-04512(A)", "23CCJP04512A"),
        ("address", "1234 Willow Creek Road\nSpringfield, IL 62701", "1234 willow creek rd."),
        ("address", "1234 Willow Creek Road", "1234 Willow Creek"),
        ("address", "55 N Main St, Apt 4", "55 North Main Street"),
        ("address", "Calle Reforma 12, Tijuana", "calle reforma #12"),
        ("address", "Calle Reforma 12, Tijuana", "12 calle Reforma"),
        ("address", "12 Hidden Foster Lane", "Hidden Foster Lane 12"),
        ("address", "12 Hidden Foster Lane", "a home on Hidden Foster Ln."),
        ("address", "12 Hidden Foster Lane Apt 4", "Hidden Foster Lane"),
        ("address", "446 Sample Mesa Road", "the gate on Sample Mesa Rd"),
        ("address", "3900 Main Road", "Main Road 3900"),
        ("text", "Chula Vista 91910", "in Chula Vista, 91910"),
        ("word", "undocument*", "Undocumented"),
        ("word", "asylum", "an asylum-seeker"),
        ("text", "one two three four five six seven eight nine ten", "two three four five six "
         "seven eight nine"),
    ],
)  # fmt: skip
def test_a_value_is_found_in_this_spelling(kind: SecretKind, value: str, text: str) -> None:
    assert stands(kind, value, text)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("name", "Ana", "an A-number"),
        ("name", "Ana", "Banana, analysis"),
        ("name", "Theresa", "there is a theres"),
        ("name", "A. B.", "a boy: plan a, b"),
        ("name", "محمد", "محمدي"),
        ("name", "राम", "रम है"),
        ("name", "María Hernández", "Maria and Hernandez"),
        ("digits", "216004118", "2160041189"),
        ("digits", "216004118", "12160041180"),
        ("digits", "216004118", "216 004 and 118"),
        ("digits", "1234", "12 and 34\n12\n34"),
        ("digits", "62", "1962, 62nd, A62"),
        ("address", "1234 Willow Creek Road\nSpringfield, IL 62701", "Springfield, IL 62701"),
        ("address", "55 N Main St, Apt 4", "Apt 4"),
        ("word", "asylum", "asylums"),
        ("text", "one two three four five six seven eight nine ten", "two three four nine ten"),
    ],
)
def test_a_value_is_not_found_where_it_only_seems_to_stand(
    kind: SecretKind, value: str, text: str
) -> None:
    assert not stands(kind, value, text)


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-05", "2019/3/5", "03/05/2019", "3/5/2019", "5/3/2019", "05.03.2019", "5.3.19",
        "03-05-19", "20190305", "05032019", "March 5, 2019", "March 5th, 2019", "5 March 2019",
        "5th of March 2019", "Mar. 5, 2019", "5-Mar-2019", "5 de marzo de 2019",
        "5 de marzo del 2019", "marzo 5, 2019", "MARZO 05 DE 2019", "1er: 5 mars 2019",
        "2019年3月5日", "5 mas 2019", "2019 \u200bMarch 5", "5\u00a0de\nmarzo de 2019",
    ],
)  # fmt: skip
def test_a_day_is_found_however_it_is_written(text: str) -> None:
    assert stands("date", "2019-03-05", text)


@pytest.mark.parametrize(
    "text",
    ["April 5, 2019", "15 March 2019", "March 5, 2018", "2019-03-06", "12019-03-05", "2019-03-055",
     "Section 3.5 of 2019", "March 2019"],
)  # fmt: skip
def test_another_day_is_not_taken_for_it(text: str) -> None:
    assert not stands("date", "2019-03-05", text)


@given(st.dates(date(1930, 1, 1), date(2030, 12, 31)))
def test_every_day_is_found_in_iso_english_and_american_order(day: date) -> None:
    for text in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day:%m/%d/%Y}"):
        assert stands("date", day.isoformat(), f"born {text}.")


def test_a_day_known_in_part_is_searched_as_it_is_written() -> None:
    assert stands("date", "spring of 2019", "born in Spring of 2019")
    assert stands("date", "2019-03-05T09:30:00-08:00", "March 5, 2019 at 9:30")


def test_a_single_letter_is_no_value_to_search_for() -> None:
    assert not stands("name", "B", "plan B")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("street", "text"),
    [("12 Main Street", "on Main Street"), ("Calle Reforma 12", "la calle Reforma"),
     ("12 Hidden Foster Lane", "a hidden foster home"), ("55 N Main St", "North Main Street")],
)  # fmt: skip
def test_a_street_name_that_many_towns_have_is_not_taken_for_the_address(
    street: str, text: str
) -> None:
    assert not stands("address", street, text)
