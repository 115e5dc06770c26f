import pytest

from kinward.wording.lists import and_list, or_list
from kinward.wording.locales import ENGLISH, SPANISH, written_locale
from tests.kinward.wording.builders import ARABIC


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([], ""),
        (["Ana"], "Ana"),
        (["María", "José"], "María y José"),
        (["María", "Isabel"], "María e Isabel"),
        (["María", "Íñigo"], "María e Íñigo"),
        (["Ana", "Luis", "Inés"], "Ana, Luis e Inés"),
        (["padres", "hijos"], "padres e hijos"),
        (["Ana", "Hilda"], "Ana e Hilda"),
        (["agua", "hielo"], "agua y hielo"),
        (["madera", "hierro"], "madera y hierro"),
        (["pausa", "hiato"], "pausa y hiato"),
        (["Ana", "Yolanda"], "Ana y Yolanda"),
        (["Perón", "Yrigoyen"], "Perón e Yrigoyen"),
        (["Ana", "«Inés»"], "Ana e «Inés»"),
        (["Ana", "y"], "Ana y y"),
        (["Honduras", "El Salvador"], "Honduras y El Salvador"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_spanish_and_is_e_before_the_sound_i(items: list[str], written: str) -> None:
    assert and_list(items, SPANISH) == written


@pytest.mark.parametrize(
    ("items", "written"),
    [
        (["madre", "padre"], "madre o padre"),
        (["Óscar", "Octavio"], "Óscar u Octavio"),
        (["mujer", "hombre"], "mujer u hombre"),
        (["Ana", "Óscar"], "Ana u Óscar"),
        (["7", "8"], "7 u 8"),
        (["10", "11"], "10 u 11"),
        (["100", "110"], "100 o 110"),
        (["Ana", "Luis", "Olga"], "Ana, Luis u Olga"),
        (["Ana", "Isabel"], "Ana o Isabel"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_spanish_or_is_u_before_the_sound_o(items: list[str], written: str) -> None:
    assert or_list(items, SPANISH) == written


def test_the_rule_holds_in_every_spanish_region() -> None:
    assert and_list(["María", "Isabel"], written_locale("es-GT")) == "María e Isabel"


def test_an_english_list_has_the_serial_comma() -> None:
    assert and_list(["a", "b", "c"], ENGLISH) == "a, b, and c"
    assert or_list(["a", "b"], ENGLISH) == "a or b"


def test_each_name_in_an_arabic_list_is_isolated_before_joining() -> None:
    assert and_list(["María", "Isabel"], ARABIC) == "\u2068María\u2069 و\u2068Isabel\u2069"


def test_a_single_name_in_an_arabic_list_is_isolated_once() -> None:
    assert and_list(["María"], ARABIC) == "\u2068María\u2069"
