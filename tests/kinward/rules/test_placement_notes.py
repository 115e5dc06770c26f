"""Placement abroad: two tracks, the consent of art. 33, and what the papers cover."""

from dataclasses import replace
from datetime import date

import pytest

from kinward.rules.duties import Decided
from kinward.rules.rulebook import Rulebook
from schemas.country import TreatyStatus
from schemas.duty import OwedDuty
from tests.builders import Facts, a_case, a_child, a_nationality, a_parent, a_relative, an_event
from tests.library import codes, decided, duties_of, the_book, the_duty


def a_placement(
    country: str, *, parent: bool = False, book: Rulebook | None = None, **facts: object
) -> Decided:
    """The case of a dual national who would go to a grandmother, or to her father, abroad."""
    father = a_parent(id="father", whereabouts={"kind": "abroad", "country": country})
    home = a_relative(address={"lines": ["1"], "city": "X", "country": country})
    takes_in = "father" if parent else "grandmother"
    rows = [a_nationality("MX"), a_nationality("US")]
    case = a_case(
        needs=["placement_abroad"],
        people=[a_child(nationalities=rows), a_parent(), father, home],
        events=[
            an_event(),
            an_event("placement_abroad_proposed", "2026-03-09", **{"with": takes_in}),
        ],
        **facts,
    )
    return decided(case, book=book)


def the_step(country: str, county: str, state: str, *, parent: bool) -> OwedDuty:
    """The step that begins the child's track."""
    found = a_placement(country, parent=parent, county=county, state=state)
    return the_duty(found, "request_court_orders" if parent else "request_home_study")


def with_party(since: date) -> Rulebook:
    """The library in which the United States is a party to the 1996 convention from a day on."""
    row = TreatyStatus(
        treaty="child_protection_1996",
        status="in_force",
        in_force_on=since,
        confidence="confirmed",
        source="as edited",
    )
    us = the_book().countries["US"].model_copy(update={"treaties": (row,)})
    return replace(the_book(), countries={**the_book().countries, "US": us})


def test_r37_consent_is_no_gate_while_the_united_states_are_no_party() -> None:
    found = a_placement("HN")
    assert duties_of(found, "seek_article_33_consent") == ()
    (note,) = the_duty(found, "ask_receiving_authority").notes
    assert "signed 2010-10-22 not ratified, to be confirmed by counsel" in note
    assert "Honduras: in force from 2018-08-01" in note


@pytest.mark.parametrize(
    ("country", "since", "gate"),
    [
        pytest.param("HN", date(2026, 3, 10), True, id="both parties from this day on"),
        pytest.param("HN", date(2026, 3, 11), False, id="one of them only from tomorrow"),
        pytest.param("MX", date(2020, 1, 1), False, id="the other no party"),
        pytest.param("GT", date(2020, 1, 1), False, id="the other not listed"),
        pytest.param("IS", date(2020, 1, 1), False, id="the other not read"),
    ],
)
def test_r37_consent_is_a_gate_only_where_both_are_parties_on_that_day(
    country: str, since: date, *, gate: bool
) -> None:
    found = a_placement(country, book=with_party(since))
    assert bool(duties_of(found, "seek_article_33_consent")) is gate
    assert bool(duties_of(found, "ask_receiving_authority")) is not gate


@pytest.mark.parametrize("parent", [False, True], ids=["to a relative", "to a parent"])
@pytest.mark.parametrize(
    "task",
    [
        "recognize_order_abroad",
        "confirm_right_to_enter",
        "register_nationality",
        "get_custody_document",
        "obtain_documents",
        "arrange_escort",
        "plan_return",
    ],
)
def test_r37_r38_the_tasks_follow_on_both_tracks(task: str, *, parent: bool) -> None:
    assert len(duties_of(a_placement("GT", parent=parent), task)) == 1


def test_r38_a_passport_of_every_citizenship_is_named_once() -> None:
    found = a_placement("MX")
    told = [note for duty in found.decision.duties for note in duty.notes if "passport" in note]
    assert told == ["passports of every citizenship recorded: Mexico, United States"]


def test_r38_a_nationality_nobody_knows_or_knew_by_then_names_no_passport() -> None:
    rows = [a_nationality("ZZ"), a_nationality("GT", "2026-03-11")]
    proposed = an_event("placement_abroad_proposed", "2026-03-09", **{"with": "grandmother"})
    case = a_case(
        needs=["placement_abroad"],
        people=[a_child(nationalities=rows), a_parent(), a_relative()],
        events=[an_event(), proposed],
    )
    assert the_duty(decided(case), "obtain_documents").notes == ()


@pytest.mark.parametrize(
    ("person", "made", "not_made"),
    [
        pytest.param("grandmother", "request_home_study", "request_court_orders",
                     id="a relative: a home study, and no question of the court's power"),
        pytest.param("father", "request_court_orders", "request_home_study",
                     id="a parent: the court's power, and no home study as a gate"),
    ],
)  # fmt: skip
def test_r35_a_parent_and_a_relative_abroad_have_gates_of_their_own(
    person: str, made: str, not_made: str
) -> None:
    father: Facts = a_parent(id="father", whereabouts={"kind": "abroad", "country": "MX"})
    case = a_case(
        needs=["placement_abroad"],
        people=[a_child(), a_parent(), father, a_relative()],
        events=[
            an_event(),
            an_event("placement_abroad_proposed", "2026-03-09", **{"with": person}),
        ],
    )
    found = decided(case)
    assert [duty.duty for duty in duties_of(found, made)] == [made]
    assert duties_of(found, not_made) == ()
    assert ("jurisdiction_kept_or_closed" in codes(found)) is (person == "father")


def gates(country: str, county: str, *, parent: bool = False, state: str = "CA") -> list[str]:
    """What must be there before the placement, as the duty says it."""
    duty = the_step(country, county, state, parent=parent)
    return [note for note in duty.notes if note.startswith("gate")]


def test_r35_los_angeles_authorizes_nothing_before_the_home_study() -> None:
    policy = "before an international plan and home study come"
    assert [
        policy in " ".join(gates("MX", county)) for county in ("Los Angeles", "San Diego")
    ] == [
        True,
        False,
    ]


def test_r35_california_asks_a_finding_for_a_relative_and_none_for_a_parent() -> None:
    relative, parent = gates("MX", "San Diego"), gates("MX", "San Diego", parent=True)
    assert any("clear and convincing evidence" in note for note in relative)
    assert not any("clear and convincing evidence" in note for note in parent)
    assert any("does not apply to placement with a parent" in note for note in parent)
    assert any("continuing jurisdiction is enforceable" in note for note in parent)
    assert all("home study" not in note for note in parent)
    assert all("to be confirmed by counsel" in note for note in (*relative, *parent))
    assert all("whether it was in force by then was not read" in note for note in relative)


def test_r35_a_state_of_which_no_gate_was_read_says_so() -> None:
    assert gates("MX", "Cook", state="IL") == [
        "gates of US-IL before a placement abroad with a relative or other person: not read; "
        "ask counsel"
    ]
