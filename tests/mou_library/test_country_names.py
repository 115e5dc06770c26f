"""Every country is found by what people type; what may mean several is a question."""

import json

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.library.country_names import resolve
from kinward.wording import country_table
from tests.library import the_words
from tests.mou_library.shipped import the_shipped_library

SOVIET = 15


def meant(text: str) -> str | tuple[str, ...]:
    """The code of a text, or its candidates."""
    found = resolve(text, the_shipped_library())
    return found.code or found.codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MX", "MX"),
        ("mx", "MX"),
        ("MEX", "MX"),
        ("México", "MX"),
        ("mexico", "MX"),
        ("Mexican", "MX"),
        ("Mexicana", "MX"),
        ("mexicanos", "MX"),
        ("Estados Unidos Mexicanos", "MX"),
        ("Guatemalan", "GT"),
        ("guatemalteca", "GT"),
        ("Hondureña", "HN"),
        ("hondurenos", "HN"),
        ("Salvador", "SV"),
        ("El Salvador", "SV"),
        ("Salvadorian", "SV"),
        ("the Philippines", "PH"),
        ("Filipina", "PH"),
        ("Haitian", "HT"),
        ("Haití", "HT"),
        ("Côte d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Burma", "MM"),
        ("Zaire", "CD"),
        ("Swaziland", "SZ"),
        ("Czech Republic", "CZ"),
        ("East Germany", "DE"),
        ("U.K.", "GB"),
        ("Russian Federation", "RU"),
        ("Niger", "NE"),
        ("Nigerian", "NG"),
        ("Nigerien", "NE"),
        ("Dominica", "DM"),
        ("República Dominicana", "DO"),
        ("Puerto Rican", "PR"),
        ("Hong Kong", "HK"),
        ("Taiwanese", "TW"),
        ("Kosovo", "XK"),
    ],
)
def test_a_country_is_found_by_what_people_type(text: str, code: str) -> None:
    assert meant(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Korean", {"KP", "KR"}),
        ("Congo", {"CD", "CG"}),
        ("Dominican", {"DM", "DO"}),
        ("Yugoslavia", {"BA", "HR", "ME", "MK", "RS", "SI", "XK"}),
        ("Checoslovaquia", {"CZ", "SK"}),
        ("Tibetan", {"CN"}),
        ("Georgia", {"GE"}),
        ("Mexiko", {"MX"}),
    ],
)
def test_a_word_in_doubt_gives_candidates_and_a_question_never_a_code(
    text: str, codes: set[str]
) -> None:
    found = resolve(text, the_shipped_library())
    assert found.code is None
    assert set(found.codes) == codes
    assert found.ask


def test_the_soviet_union_is_asked_for_the_state_of_today() -> None:
    for name in ("USSR", "U.S.S.R.", "Soviet Union", "Unión Soviética"):
        found = resolve(name, the_shipped_library())
        assert len(found.codes) == SOVIET
        assert "no more" in (found.ask or "")


def test_a_word_like_no_country_has_no_candidate() -> None:
    found = resolve("qqqqqqqq", the_shipped_library())
    assert (found.code, found.codes) == (None, ())


@pytest.mark.parametrize("row", list(pycountry.countries), ids=lambda row: row.alpha_2)
def test_every_country_of_iso_is_found_by_its_code_names_and_nothing_else(row: object) -> None:
    code = row.alpha_2  # type: ignore[attr-defined]
    for key in ("alpha_3", "name", "official_name", "common_name"):
        text = getattr(row, key, None)
        if text is not None:
            assert code in resolve(text, the_shipped_library()).codes


@given(st.sampled_from(sorted(country_table.names())), st.data())
def test_accents_capitals_and_an_article_change_nothing(code: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(country_table.names()[code]))
    plain = resolve(name, the_shipped_library())
    assert code in plain.codes
    assert resolve(f"  {name.upper()}. ", the_shipped_library()) == plain
    assert resolve(f"the {name}", the_shipped_library()).codes == plain.codes


def test_every_code_that_a_word_stands_for_is_a_country_of_the_library() -> None:
    library = the_shipped_library()
    codes = {code for meant in library.country_words.values() for code in meant.codes}
    assert codes <= set(library.rulebook.country_names)
    assert len(codes) == len(pycountry.countries) + 1


def test_the_generated_names_are_current() -> None:
    assert country_table.FILE.read_text(encoding="utf-8") == country_table.text()


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Mexiko", "Did you mean `MX`?"),
        ("México", "Did you mean `MX`?"),
        ("Mexican", "Did you mean `MX`?"),
        ("Guatemalan", "Did you mean `GT`?"),
        ("Hondureña", "Did you mean `HN`?"),
        ("Korea", "Which country is meant? Candidates: `KP`, `KR`."),
    ],
)
def test_a_name_typed_for_a_code_is_answered_with_the_code_and_not_repeated(
    typed: str, hint: str
) -> None:
    from kinward.reading.casecheck import checked  # noqa: PLC0415
    from kinward.reading.yaml12 import read  # noqa: PLC0415

    case = {"people": [{"id": "a", "role": "child", "nationalities": [{"country": typed}]}]}
    faults = checked(read(json.dumps(case).encode(), "case.yaml"), the_words())
    (fault,) = [f for f in faults if f.code == "unknown_word"]
    assert hint in fault.remedy
    assert typed not in fault.sentence()
