"""Married minors, custody of youth justice, and whose closed days a clock goes by."""

from dataclasses import replace
from datetime import date

import pytest

from kinward.rules.rulebook import Rulebook
from tests.builders import Facts, a_case, a_child, a_nationality, a_parent, an_event
from tests.kinward.rules.editing import (
    the_instrument,
    version_edited,
    with_clock,
    with_instrument,
)
from tests.library import decided, duties_of, notice, the_book

SAN_DIEGO = "us-ca-san-diego_mx"


def covering(**facts: object) -> Rulebook:
    """The library with another covered child in the San Diego agreement."""
    covered = the_instrument(SAN_DIEGO).versions[-1].covered
    assert covered is not None
    edited = covered.model_copy(update=facts)
    return with_instrument(version_edited(SAN_DIEGO, covered=edited))


def reasons(book: Rulebook, *events: Facts, **child: object) -> dict[str, str]:
    """Why each instrument does not bind a child of sixteen."""
    people = [a_child(born_on="2009-05-14", **child), a_parent()]
    duty = notice(a_case(people=people, events=list(events) or [an_event()]), book=book)
    return {row.instrument: row.because for row in duty.considered}


@pytest.mark.parametrize(
    ("married_on", "refused"),
    [
        pytest.param("2026-03-01", True, id="the day before"),
        pytest.param("2026-03-02", True, id="on the start day"),
        pytest.param("2026-03-03", False, id="after the start"),
        pytest.param(None, False, id="never"),
    ],
)
def test_r02_a_married_minor_is_left_out_where_the_text_says_unmarried(
    married_on: str | None, *, refused: bool
) -> None:
    why = reasons(covering(unmarried=True), married_on=married_on)
    assert (why.get(SAN_DIEGO) == "married") is refused


def test_r02_a_married_minor_is_covered_where_the_text_says_nothing_of_marriage() -> None:
    assert SAN_DIEGO not in reasons(the_book(), married_on="2025-01-01")


def test_custody_of_youth_justice_binds_only_where_the_row_says_so() -> None:
    arrested = an_event(custody="youth_justice")
    welfare_alone = covering(proceedings=("child_welfare",))
    assert reasons(welfare_alone, arrested)[SAN_DIEGO] == "trigger_absent"
    assert reasons(the_book(), arrested)["vccr-1963"] == "trigger_absent", "the text is silent"
    both = covering(proceedings=("child_welfare", "youth_justice"))
    assert SAN_DIEGO not in reasons(both, arrested)


def test_custody_of_youth_justice_says_why_and_custody_of_child_welfare_is_the_usual() -> None:
    people = [a_child(), a_parent()]
    duty = notice(a_case(people=people, events=[an_event(custody="youth_justice")]))
    (row,) = [row for row in duty.considered if row.instrument == "vccr-1963"]
    assert "youth justice" in row.explanation
    said, unsaid = (
        notice(a_case(events=[event])) for event in (an_event(custody="child_welfare"), an_event())
    )
    assert said == unsaid


@pytest.mark.parametrize(
    ("proceedings", "asks"),
    [
        pytest.param(("not_read",), True, id="not read"),
        pytest.param(("child_welfare", "not_read"), True, id="child welfare, the rest not read"),
        pytest.param(("child_welfare",), False, id="child welfare alone"),
        pytest.param(("silent",), False, id="read, and silent"),
        pytest.param(("child_welfare", "youth_justice"), False, id="both"),
    ],
)
def test_r12_whether_a_text_nobody_read_covers_youth_justice_is_asked_and_never_picked(
    proceedings: tuple[str, ...], *, asks: bool
) -> None:
    case = a_case(events=[an_event(custody="youth_justice")])
    found = decided(case, book=covering(proceedings=proceedings))
    asked = [q for q in found.decision.questions if "youth justice" in q.ask]
    assert [(q.code, q.owner) for q in asked] == (
        [("clause_not_read", "agency_counsel")] if asks else []
    )
    (duty,) = duties_of(found)
    assert (duty.state, duty.due_on) == (
        ("owed", None) if "youth_justice" in proceedings else ("not_owed", None)
    )
    for row in duty.considered:
        if row.instrument == SAN_DIEGO:
            assert (row.applies, row.because) == (
                (None, "clause_not_read") if asks else (False, "trigger_absent")
            )


def test_r12_custody_of_child_welfare_asks_nothing_of_youth_justice() -> None:
    for case in (a_case(), a_case(county="Madera", agency="us-ca")):
        asked = [q.ask for q in decided(case).decision.questions]
        assert [ask for ask in asked if "youth justice" in ask] == []


def test_r12_a_child_outside_the_text_is_not_asked_about_its_custody() -> None:
    people = [a_child(nationalities=[a_nationality("US")]), a_parent()]
    case = a_case(people=people, events=[an_event(custody="youth_justice")])
    asked = [q.ask for q in decided(case).decision.questions]
    assert [ask for ask in asked if "youth justice" in ask] == []


def test_the_new_mexico_agreement_of_2022_speaks_of_youth_justice_and_binds() -> None:
    place = {"agency": "us-nm", "state": "NM", "county": "Bernalillo"}
    duty = notice(a_case(events=[an_event(custody="youth_justice")], **place))
    assert duty.governed_by is not None
    assert duty.governed_by.instrument == "us-nm_mx"


def test_a_later_custody_of_child_welfare_starts_the_clock_of_a_child_first_arrested() -> None:
    events = [an_event(custody="youth_justice"), an_event(on="2026-03-06")]
    duty = notice(a_case(events=events))
    assert duty.starts_on == date(2026, 3, 6)


def test_r19_court_days_go_by_the_courts_own_closed_days() -> None:
    book = with_clock(SAN_DIEGO, value=3, unit="court_days")
    (plain,) = notice(a_case(), book=book).also
    closed = {**book.closed_days, "us-ca-courts": frozenset({date(2026, 3, 4)})}
    (later,) = notice(a_case(), book=replace(book, closed_days=closed)).also
    assert plain.due_on is not None
    assert later.due_on is not None
    assert later.due_on > plain.due_on
    working = with_clock(SAN_DIEGO, value=3, unit="working_days")
    (agencys,) = notice(a_case(), book=replace(working, closed_days=closed)).also
    assert agencys.due_on == plain.due_on
