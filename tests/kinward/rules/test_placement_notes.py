"""Placement abroad: two tracks, the consent of art. 33, and what the papers cover."""

from dataclasses import replace
from datetime import date

import pytest

from kinward.rules.placement_notes import CHILD_PROTECTION, consent_is_gate
from kinward.rules.rulebook import Rulebook
from schemas.country import TreatyStatus
from schemas.duty import OwedDuty
from tests.builders import Facts, a_case, a_child, a_nationality, a_parent, a_relative, an_event
from tests.library import codes, decided, duties_of, the_book, the_duty

DAY = date(2026, 3, 10)


def a_placement(
    country: str, *, parent: bool = False, book: Rulebook | None = None, **facts: object
) -> OwedDuty:
    """The step about a dual national who would go to a grandmother, or to her father, abroad."""
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
    found = decided(case, book=book)
    return the_duty(found, "request_court_orders" if parent else "request_home_study")


def with_party(since: date) -> Rulebook:
    """The library in which the United States is a party to the 1996 convention from a day on."""
    row = TreatyStatus(
        treaty=CHILD_PROTECTION,
        status="in_force",
        in_force_on=since,
        confidence="confirmed",
        source="as edited",
    )
    us = the_book().countries["US"].model_copy(update={"treaties": (row,)})
    return replace(the_book(), countries={**the_book().countries, "US": us})


def test_r37_consent_is_no_gate_while_the_united_states_are_no_party() -> None:
    assert not consent_is_gate(the_book(), "HN", DAY)
    (note,) = [note for note in a_placement("HN").notes if "art. 33" in note]
    assert note.startswith("advisory: ask the receiving authority in Honduras")
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
    book = with_party(since)
    assert consent_is_gate(book, country, DAY) is gate
    (note,) = [note for note in a_placement(country, book=book).notes if "art. 33" in note]
    assert ("must consent before the child moves" in note) is gate


@pytest.mark.parametrize("parent", [False, True], ids=["to a relative", "to a parent"])
def test_r37_four_tasks_follow_on_both_tracks(parent: bool) -> None:  # noqa: FBT001 - a table's column
    said = " ".join(a_placement("GT", parent=parent).notes)
    for task in ("recognition of the order", "enter and stay", "registration", "custody document"):
        assert task in said


@pytest.mark.parametrize("parent", [False, True], ids=["to a relative", "to a parent"])
def test_r38_the_papers_cover_every_passport_escort_monitoring_and_a_way_back(
    parent: bool,  # noqa: FBT001 - a table's column
) -> None:
    notes = a_placement("MX", parent=parent).notes
    assert "passports of every citizenship recorded: Mexico, United States" in notes
    said = " ".join(notes)
    assert [
        word for word in ("escort", "monitoring reports", "way back") if word not in said
    ] == []


def test_r38_a_nationality_nobody_knows_or_knew_by_then_names_no_passport() -> None:
    rows = [a_nationality("ZZ"), a_nationality("GT", "2026-03-11")]
    proposed = an_event("placement_abroad_proposed", "2026-03-09", **{"with": "grandmother"})
    case = a_case(
        needs=["placement_abroad"],
        people=[a_child(nationalities=rows), a_parent(), a_relative()],
        events=[an_event(), proposed],
    )
    duty = the_duty(decided(case), "request_home_study")
    assert [note for note in duty.notes if "passports" in note] == []


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
    duty = a_placement(country, parent=parent, county=county, state=state)
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
