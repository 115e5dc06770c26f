import jinja2
import pytest

from kinward.wording.locales import SPANISH
from kinward.wording.values import FILTER_NAMES, filters


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("born_on|longdate", "5 de marzo de 2026 (2026-03-05)"),
        ("born_on|fulldate", "jueves, 5 de marzo de 2026 (2026-03-05)"),
        ("at|clocktime", "9:00 a.m."),
        ("at|clocktime('America/Chicago')", "9:00 a.m., America/Chicago, UTC-06:00"),
        ("'GT'|country", "Guatemala"),
        ("'quc'|language", "quiché"),
        ("'en'|foreign", "inglés"),
        ("'es-MX'|foreign", ""),
        ("['Ana', 'Inés']|and_list", "Ana e Inés"),
        ("['Ana', 'Olga']|or_list", "Ana u Olga"),
        ("'+50223390000'|phone", "+502 2339 0000"),
    ],
)
def test_an_author_writes_values_with_filters(expression: str, written: str) -> None:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters.update(filters(SPANISH))
    told = environment.from_string("{{ " + expression + " }}")
    assert told.render(born_on="2026-03-05", at="2026-03-05T09:00:00") == written


def test_the_names_of_the_filters_are_known_to_a_template_check() -> None:
    assert set(FILTER_NAMES) == set(filters(SPANISH))
