import pytest

from kinward.wording.locales import ENGLISH, SPANISH
from kinward.wording.phones import phone
from tests.kinward.wording.builders import ARABIC


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("+50223390000", "+502 2339 0000"),
        ("+509 22222222", "+509 22 22 2222"),
        ("619-555-0143", "+1 619-555-0143"),
        ("(619) 555-0143 ext. 12", "+1 619-555-0143 ext. 12"),
        ("ask at the desk", "ask at the desk"),
        ("12", "12"),
    ],
)
def test_a_number_is_written_so_that_it_can_be_dialled_from_abroad(
    given: str, written: str
) -> None:
    assert phone(given, ENGLISH) == written
    assert phone(given, SPANISH) == written


def test_a_number_in_arabic_text_is_a_left_to_right_island() -> None:
    assert phone("+50223390000", ARABIC) == "\u2066+502 2339 0000\u2069"
