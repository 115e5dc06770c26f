"""What was read of home studies, beside the request and beside the question which route."""

from dataclasses import replace

import pytest

from kinward.rules.duties import Decided
from kinward.rules.home_studies import options, request_notes, routes_read
from kinward.rules.rulebook import Rulebook
from tests.builders import a_case, a_child, a_parent, a_relative, an_event
from tests.kinward.rules.letter_settings import FAMILIES, SAN_DIEGO, the_family
from tests.library import codes, decided, the_book, the_duty

REQUEST = "request_home_study"


def a_home_in(country: str, book: Rulebook | None = None) -> Decided:
    """A grandmother in a country offers a home."""
    home = a_relative(address={"lines": ["1"], "city": "X", "country": country})
    proposed = an_event("placement_abroad_proposed", "2026-03-09", **{"with": "grandmother"})
    case = a_case(
        needs=["placement_abroad"],
        people=[a_child(), a_parent(), home],
        events=[an_event(), proposed],
    )
    return decided(case, book=book)


def route_asked(found: Decided) -> str:
    """The question which route is taken."""
    (asked,) = [q.ask for q in found.decision.questions if q.code == "home_study_route_unknown"]
    return asked


def test_r36_mexico_has_a_route_that_the_request_takes() -> None:
    found = a_home_in("MX")
    assert "home_study_route_unknown" not in codes(found)
    route = the_book().countries["MX"].home_study
    assert route is not None
    assert (route.via, route.through_consulate) == ("central_authority", True)


@pytest.mark.parametrize("country", ["GT", "HN", "UA", "IS"])
def test_r36_a_country_without_a_route_is_asked_with_what_was_read(country: str) -> None:
    found = a_home_in(country)
    asked = route_asked(found)
    assert "state, county or individual to ISS-USA" in asked
    assert "through its consulate" in asked
    (held,) = [row.held_by for row in found.stepped if row.step.duty == REQUEST]
    assert "home_study_route_unknown" in held


def test_r36_a_route_taken_out_of_service_is_asked_and_what_was_read_of_mexico_stands_by() -> None:
    mexico = the_book().countries["MX"].model_copy(update={"home_study": None})
    book = replace(the_book(), countries={**the_book().countries, "MX": mexico})
    asked = route_asked(a_home_in("MX", book))
    assert asked.index("SRE DGPME: consulate to DGPME to DIF") < asked.index("ISS-USA")
    assert "agency to consulate by the assistance-request form" in asked


def test_r36_a_domestic_analogue_is_never_offered_as_a_route_or_a_package() -> None:
    said = " ".join((options(the_book(), "MX"), *request_notes(the_book(), "MX")))
    assert "analogue" not in said
    assert "Mexico City" not in said
    assert "placement 1 to 6 months" not in said
    assert {row.tells for row in routes_read(the_book(), "MX")} == {"route"}
    analogues = {row.place for row in the_book().home_studies if row.tells == "analogue"}
    assert analogues == {"MX", "US-FL", "US-KY"}


def test_r36_the_request_says_what_belongs_to_it_and_that_no_length_was_read() -> None:
    duty = the_duty(decided(the_family(SAN_DIEGO), FAMILIES[SAN_DIEGO]), REQUEST)
    assert any("background checks" in note for note in duty.notes)
    assert "how long a home study in Mexico takes: not read" in duty.notes
    assert duty.due_on is None, "no day is made of what nobody read"


def test_r36_a_length_that_was_read_is_told_as_read() -> None:
    rows = tuple(
        row.model_copy(update={"duration": "three months"}) if row.body == "SRE DGPME" else row
        for row in the_book().home_studies
    )
    duty = the_duty(a_home_in("MX", replace(the_book(), home_studies=rows)), REQUEST)
    assert "how long a home study in Mexico takes: SRE DGPME: three months" in duty.notes


def test_r36_a_doubtful_row_says_so() -> None:
    rows = tuple(
        row.model_copy(update={"confidence": "to_confirm"}) for row in the_book().home_studies
    )
    assert "(to be confirmed by counsel)" in options(replace(the_book(), home_studies=rows), "GT")
    assert "(to be confirmed by counsel)" not in options(the_book(), "GT")


def test_r36_without_a_row_the_question_stands_alone() -> None:
    assert options(replace(the_book(), home_studies=()), "GT") == ""
    asked = route_asked(a_home_in("GT", replace(the_book(), home_studies=())))
    assert asked.endswith("or is it International Social Service?")
