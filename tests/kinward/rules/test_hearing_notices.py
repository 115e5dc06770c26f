"""By when a parent is told of a hearing: the window of the state's rule or words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.case import Case
from schemas.duty import OwedDuty
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_hearing,
    a_parent,
    an_event,
    detained,
)
from tests.kinward.rules.letter_settings import ARIZONA, FAMILIES, FLORIDA, SAN_DIEGO, the_family
from tests.library import codes, decided, duties_of, the_book, the_duty

TELL = "notify_parent_of_hearing"
HELD = an_event("parent_detained", "2026-03-01", of=["mother"])


def a_family(state: str, *hearings: Facts, **facts: object) -> Case:
    """A mother held by ICE with these hearings ahead, in some state."""
    usual: Facts = {
        "agency": f"us-{state.lower()}",
        "state": state,
        "county": "Sample",
        "needs": ["detained_parent"],
        "people": [a_child(), a_parent(whereabouts=detained())],
        "events": [an_event(), HELD],
        "hearings": list(hearings),
    }
    return a_case(**{**usual, **facts})


def told(state: str, kind: str, at: str, **facts: object) -> OwedDuty:
    """The duty to tell the mother of one hearing."""
    return the_duty(decided(a_family(state, a_hearing(kind=kind, at=at), **facts)), TELL)


def governed(duty: OwedDuty) -> tuple[str, str]:
    """The rule that governs, and how sure it is."""
    assert duty.governed_by is not None
    return duty.governed_by.instrument, duty.governed_by.confidence


def test_r22_a_review_in_california_has_a_first_and_a_last_day() -> None:
    duty = told("CA", "review", "2026-05-20T09:00:00")
    assert (duty.earliest_on, duty.due_on) == (date(2026, 4, 20), date(2026, 5, 5))
    assert governed(duty) == ("us-ca_status-review", "confirmed")
    assert duty.governed_by is not None
    assert duty.governed_by.clock == "15 calendar days before the hearing"
    assert not duty.governed_by.to_be_confirmed
    assert any("us-ca_status-review-wards" in note for note in duty.notes)


@pytest.mark.parametrize(
    ("day", "standing"),
    [("2026-05-04", "pending"), ("2026-05-05", "due"), ("2026-05-06", "overdue")],
)
def test_r22_the_last_day_of_the_window_is_the_due_day(day: str, standing: str) -> None:
    case = a_family("CA", a_hearing(kind="review", at="2026-05-20T09:00:00"))
    assert the_duty(decided(case, day), TELL).standing == standing


@pytest.mark.parametrize(
    ("state", "kind", "at", "rule", "due_on"),
    [
        pytest.param("TX", "permanency", "2026-05-20T09:00:00", "us-tx_chapter-263",
                     date(2026, 5, 10), id="ten days in Texas"),
        pytest.param("WA", "fact_finding", "2026-05-20T09:00:00", "us-wa_fact-finding",
                     date(2026, 4, 29), id="fifteen court days in Washington"),
        pytest.param("NY", "permanency", "2026-05-20T09:00:00", "us-ny_permanency",
                     date(2026, 5, 6), id="fourteen days in New York"),
        pytest.param("AZ", "initial", "2026-05-20T09:00:00", "us-az_initial",
                     date(2026, 5, 15), id="five days in Arizona, not the ten of a publication"),
        pytest.param("GA", "termination", "2026-05-20T09:00:00", "us-ga_termination-others",
                     date(2026, 4, 20), id="a mother in Georgia, not the father's rule"),
        pytest.param("CA", "selection_implementation", "2026-05-20T09:00:00",
                     "us-ca_selection-implementation", date(2026, 4, 5),
                     id="forty-five days in California"),
    ],
)  # fmt: skip
def test_r22_the_rule_of_the_state_and_the_kind_of_hearing_gives_the_day(
    state: str, kind: str, at: str, rule: str, due_on: date
) -> None:
    duty = told(state, kind, at)
    assert (governed(duty)[0], duty.due_on) == (rule, due_on)


def test_r22_a_father_in_georgia_has_the_fathers_rule() -> None:
    people = [a_child(), a_parent(relationship="father", whereabouts=detained())]
    duty = told("GA", "termination", "2026-05-20T09:00:00", people=people)
    assert "us-ga_termination-father" in {
        governed(duty)[0],
        *(row.instrument for row in duty.also),
    }


def test_r22_of_two_ways_to_serve_the_earlier_last_day_governs_and_the_other_stays_beside() -> (
    None
):
    duty = told("GA", "adjudication", "2026-05-20T09:00:00")
    assert governed(duty) == ("us-ga_adjudication-by-mail", "confirmed")
    assert duty.due_on == date(2026, 5, 15)
    assert [(row.instrument, row.due_on) for row in duty.also] == [
        ("us-ga_adjudication-personal", date(2026, 5, 17))
    ]


def test_r22_a_rule_of_publication_is_named_and_dates_nothing_before_one_is_ordered() -> None:
    duty = told("AZ", "initial", "2026-05-20T09:00:00")
    (note,) = [note for note in duty.notes if "publication" in note]
    assert note.startswith("not of this case as it stands")
    assert "10 days before hearing (us-az_initial-publication)" in note
    assert duty.also == ()


def test_r22_hours_before_a_hearing_are_a_moment() -> None:
    mail = "us-ga_adjudication-by-mail"
    rows = tuple(row for row in the_book().court_notices if row.id != mail)
    case = a_family("GA", a_hearing(kind="adjudication", at="2026-05-20T09:00:00"))
    found = decided(case, book=replace(the_book(), court_notices=rows))
    duty = the_duty(found, TELL)
    assert duty.due_at is not None
    assert duty.due_at.isoformat() == "2026-05-17T09:00:00-07:00"


@pytest.mark.parametrize(
    ("events", "rule", "due_on", "sure"),
    [
        pytest.param([], "us-ca_jurisdiction-disposition-detained", date(2026, 5, 15),
                     "confirmed", id="a child in custody: five days"),
        pytest.param([an_event("returned", "2026-03-09")],
                     "us-ca_jurisdiction-disposition-not-detained", date(2026, 5, 10),
                     "to_confirm", id="a child at home again: ten days, to be confirmed"),
        pytest.param([an_event("returned", "2026-03-04"), an_event(on="2026-03-08")],
                     "us-ca_jurisdiction-disposition-detained", date(2026, 5, 15),
                     "confirmed", id="taken into custody again"),
    ],
)  # fmt: skip
def test_r22_whether_the_child_is_in_custody_decides_between_five_days_and_ten(
    events: list[Facts], rule: str, due_on: date, sure: str
) -> None:
    duty = told("CA", "jurisdiction_disposition", "2026-05-20T09:00:00",
                events=[an_event(), HELD, *events])  # fmt: skip
    assert (governed(duty), duty.due_on) == ((rule, sure), due_on)
    assert duty.governed_by is not None
    assert duty.governed_by.to_be_confirmed is (sure == "to_confirm")


def test_r22_a_rule_in_words_beside_a_number_is_shown_with_what_it_says_of_taking_part() -> None:
    jailed = detained(custodian="county_jail")
    people = [a_child(), a_parent(whereabouts=jailed)]
    duty = told("CA", "jurisdiction_disposition", "2026-05-20T09:00:00", people=people)
    (row,) = [r for r in duty.also if r.instrument == "us-ca_adjudication-incarcerated"]
    assert (row.due_on, row.clock) == (None, "not stated")
    assert "physically present" in row.notes[0]


@pytest.mark.parametrize(
    ("custodian", "applies"),
    [
        pytest.param("county_jail", True, id="a county jail"),
        pytest.param("state_prison", True, id="a state prison"),
        pytest.param("ice", False, id="immigration custody"),
        pytest.param("cbp", False, id="the border"),
        pytest.param("bop", False, id="a federal prison"),
    ],
)
def test_r51_the_penal_code_is_for_state_or_county_custody_only(
    custodian: str, *, applies: bool
) -> None:
    people = [a_child(), a_parent(whereabouts=detained(custodian=custodian))]
    duty = told("CA", "jurisdiction_disposition", "2026-05-20T09:00:00", people=people)
    beside = {row.instrument for row in duty.also}
    assert ("us-ca_adjudication-incarcerated" in beside) is applies
    assert any("us-ca_adjudication-incarcerated" in note for note in duty.notes) is not applies


def test_r22_new_hampshires_rule_is_of_a_parent_in_federal_prison() -> None:
    people = [a_child(), a_parent(whereabouts=detained(custodian="bop"))]
    federal = told("NH", "termination", "2026-05-20T09:00:00", people=people)
    assert governed(federal)[0] == "us-nh_termination-federal-prison"
    assert governed(told("NH", "termination", "2026-05-20T09:00:00"))[0] == "detained_parent"


@pytest.mark.parametrize(
    ("state", "kind", "governs"),
    [
        pytest.param("FL", "shelter_care", "us-fl_shelter", id="a rule without a number"),
        pytest.param("AZ", "review", "detained_parent", id="no rule for this hearing"),
        pytest.param("OR", "review", "detained_parent", id="no rule of this state"),
        pytest.param("AZ", "preliminary_protective", "detained_parent",
                     id="a rule about the hearing, not about its notice"),
    ],
)  # fmt: skip
def test_r17_without_a_number_the_answer_stays_in_words_and_is_asked(
    state: str, kind: str, governs: str
) -> None:
    found = decided(a_family(state, a_hearing(kind=kind, at="2026-05-20T09:00:00")))
    duty = the_duty(found, TELL)
    assert (governed(duty)[0], duty.due_on, duty.standing) == (governs, None, "pending")
    (asked,) = [
        q for q in found.decision.questions if (q.code, q.duty) == ("clock_not_stated", TELL)
    ]
    assert (asked.about, asked.owner) == ("mother", "agency_counsel")
    assert f"US-{state}" in asked.ask


def test_r22_a_window_that_closed_before_anyone_could_know_is_due_that_day_and_says_so() -> None:
    duty = told("CA", "review", "2026-03-14T09:00:00")
    assert duty.due_on == date(2026, 3, 2)
    assert "the window had closed on 2026-02-27, before it could be known" in duty.notes
    later = [an_event("parent_detained", "2026-03-05", of=["mother"]), an_event()]
    assert told("CA", "review", "2026-03-14T09:00:00", events=later).due_on == date(2026, 3, 5)


def test_r22_each_hearing_ahead_has_a_notice_of_its_own_and_a_past_one_has_none() -> None:
    rows = [
        a_hearing(id="past", kind="review", at="2026-03-05T09:00:00"),
        a_hearing(id="first", kind="review", at="2026-04-08T09:00:00"),
        a_hearing(id="second", kind="selection_implementation", at="2026-05-01T09:00:00"),
    ]
    duties = duties_of(decided(a_family("CA", *rows)), TELL)
    assert {duty.occasion: duty.due_on for duty in duties} == {
        "review 2026-04-08": date(2026, 3, 24),
        "selection_implementation 2026-05-01": date(2026, 3, 17),
    }
    assert len({duty.id for duty in duties}) == 2


def test_r22_a_hearing_put_off_revises_the_same_notice() -> None:
    first = told("CA", "review", "2026-05-20T09:00:00")
    put_off = told("CA", "review", "2026-06-03T09:00:00")
    assert (put_off.id, put_off.due_on) == (first.id, date(2026, 5, 19))


def test_r52_a_place_not_checked_lately_holds_the_notice_to_the_parent() -> None:
    case = a_family("CA", a_hearing(kind="review", at="2026-05-20T09:00:00"))
    (fresh,) = [row for row in decided(case).stepped if row.step.duty == TELL]
    (stale,) = [row for row in decided(case, "2026-03-20").stepped if row.step.duty == TELL]
    assert (fresh.held_by, stale.held_by) == ((), ("location_stale",))


@pytest.mark.parametrize(
    ("family", "governs", "due_on", "asks"),
    [
        pytest.param(SAN_DIEGO, "us-ca_jurisdiction-disposition-detained", date(2026, 3, 20),
                     False, id="San Diego"),
        pytest.param(FLORIDA, "us-fl_shelter", None, True, id="Florida"),
        pytest.param(ARIZONA, "detained_parent", None, True, id="Arizona"),
    ],
)  # fmt: skip
def test_the_sample_families_with_a_detained_or_removed_parent(
    family: str, governs: str, due_on: date | None, *, asks: bool
) -> None:
    found = decided(the_family(family), FAMILIES[family])
    duty = the_duty(found, TELL)
    assert (governed(duty)[0], duty.due_on) == (governs, due_on)
    assert ("clock_not_stated" in codes(found, TELL)) is asks


KINDS = [row.kind for row in the_book().vocabulary.hearings]
STATES = sorted({row.state[3:] for row in the_book().court_notices} | {"OR"})


@settings(max_examples=150, deadline=None)
@given(
    state=st.sampled_from(STATES),
    kind=st.sampled_from(KINDS),
    ahead=st.integers(1, 90),
    detained_on=st.integers(-3, 8),
)
def test_r22_every_day_of_a_window_lies_inside_it_and_none_before_it_could_be_known(
    state: str, kind: str, ahead: int, detained_on: int
) -> None:
    day = date(2026, 3, 10)
    held_on = day + timedelta(days=detained_on - 8)
    hearing = a_hearing(kind=kind, at=f"{day + timedelta(days=ahead)}T09:00:00")
    events = [an_event(), an_event("parent_detained", held_on.isoformat(), of=["mother"])]
    duty = the_duty(decided(a_family(state, hearing, events=events)), TELL)
    if duty.due_on is None:
        assert duty.earliest_on is None
        return
    known = max(date(2026, 3, 2), held_on)
    assert duty.due_on >= known
    if duty.earliest_on is not None:
        assert known <= duty.earliest_on <= duty.due_on
    assert all(row.due_on is None or row.due_on >= duty.due_on for row in duty.also)
    closed = any("had closed" in note for note in duty.notes)
    assert closed or duty.due_on <= day + timedelta(days=ahead)
