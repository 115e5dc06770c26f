"""Scenarios a lawyer would ask about: a move, a child added, an agreement that begins or ends."""

from datetime import date

import pytest

from kinward.rules.duties import Decided
from kinward.rules.rulebook import Rulebook
from schemas.duty import OwedDuty
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_guardian_ad_litem,
    a_nationality,
    a_parent,
    an_event,
)
from tests.kinward.rules.editing import with_in_force
from tests.library import codes, decided, duties_of, notice, the_duty

SAN_DIEGO = "us-ca-san-diego_mx"
MOVED = [an_event(), an_event("child_moved", "2026-04-20")]


def bound(duty: OwedDuty) -> list[str]:
    """The instruments that bind, strictest first."""
    return [row.instrument for row in (duty.governed_by, *duty.also) if row]


def because(duty: OwedDuty) -> dict[str, str]:
    """Why each other instrument does not bind."""
    return {row.instrument: row.because for row in duty.considered}


def test_r14_a_move_to_another_county_changes_agreement_and_post_and_is_the_same_duty() -> None:
    before = notice(a_case())
    found = decided(a_case(county="Riverside", events=MOVED), "2026-04-21")
    after = the_duty(found)
    assert (before.post, after.post) == ("mx-san-diego", "mx-san-bernardino")
    assert bound(before) == ["vccr-1963", SAN_DIEGO]
    assert bound(after) == ["vccr-1963"]
    assert because(after)[SAN_DIEGO] == "other_jurisdiction"
    (riverside,) = [r for r in after.considered if r.instrument == "us-ca-riverside_mx"]
    assert (riverside.applies, riverside.because) == (None, "clause_not_read")
    assert (after.id, after.occasion, after.due_on) == (before.id, before.occasion, before.due_on)
    asked = [q.ask for q in found.decision.questions if q.code == "clause_not_read"]
    assert any("Riverside" in ask for ask in asked)


def test_r14_a_move_to_another_state_takes_that_states_law_and_keeps_the_duty() -> None:
    before = notice(a_case())
    found = decided(a_case(state="TX", county="Bexar", events=MOVED), "2026-04-21")
    after = the_duty(found)
    assert after.id == before.id
    assert "us-tx_mx" in bound(after)
    assert SAN_DIEGO not in {*bound(after), *because(after)}
    assert (before.post, after.post) == ("mx-san-diego", None)
    assert "post_unknown" in codes(found), "no source names the district of the county"


def test_r14_the_move_itself_sets_no_second_notice_in_motion() -> None:
    assert len(duties_of(decided(a_case(county="Riverside", events=MOVED), "2026-04-21"))) == 1


SISTER_TAKEN_LATER = [
    an_event(),
    an_event(on="2026-03-06", of=["sister"]),
]
SIBLINGS = [
    a_child(),
    a_child(id="sister", name={"given": "Eva", "family": "Be"}),
    a_parent(of=["child", "sister"]),
    a_guardian_ad_litem(),
]


def siblings(book: Rulebook) -> dict[str, OwedDuty]:
    """The duties about two sisters taken into custody on 2 and 6 March, by child."""
    case = a_case(people=SIBLINGS, events=SISTER_TAKEN_LATER)
    return {duty.about or "": duty for duty in duties_of(decided(case, book=book))}


def test_r11_an_agreement_that_begins_during_the_case_binds_for_the_child_taken_after_it() -> None:
    begun = siblings(with_in_force(SAN_DIEGO, starts_on=date(2026, 3, 5)))
    assert because(begun["child"])[SAN_DIEGO] == "not_in_force"
    assert SAN_DIEGO in bound(begun["sister"])


def test_r12_an_agreement_that_ends_during_the_case_binds_for_the_child_taken_before() -> None:
    ended = siblings(with_in_force(SAN_DIEGO, ends_on=date(2026, 3, 5), end="known"))
    assert SAN_DIEGO in bound(ended["child"])
    assert because(ended["sister"])[SAN_DIEGO] == "expired"
    assert bound(ended["sister"]) == ["vccr-1963"], "the treaty floor remains"


def test_several_children_have_a_duty_each_by_their_own_nationality_and_custody() -> None:
    people = [
        a_child(),
        a_child(id="brother", nationalities=[a_nationality("HN", "2026-03-09")]),
        a_child(id="baby", nationalities=[a_nationality("US")]),
        a_parent(of=["child", "brother", "baby"]),
        a_guardian_ad_litem(),
    ]
    events = [an_event(of=["child", "brother", "baby"])]
    found = decided(a_case(people=people, events=events))
    told = {(d.about, d.country): (d.state, d.due_on) for d in duties_of(found)}
    assert told == {
        ("child", "MX"): ("owed", date(2026, 3, 4)),
        ("brother", "HN"): ("owed", date(2026, 3, 10)),
        ("brother", "MX"): ("not_owed", None),
        ("baby", "MX"): ("not_owed", None),
    }
    assert len({duty.id for duty in duties_of(found)}) == 4


def learned(day: str) -> Decided:
    """A Mexican child whose Guatemalan nationality was learned three weeks later."""
    rows = [a_nationality("MX"), a_nationality("GT", "2026-03-24")]
    people = [a_child(nationalities=rows), a_parent(), a_guardian_ad_litem()]
    return decided(a_case(people=people), day)


def test_r20_a_nationality_learned_later_is_a_duty_of_its_own_from_that_day() -> None:
    before, after = learned("2026-03-23"), learned("2026-03-24")
    assert [duty.country for duty in duties_of(before)] == ["MX"]
    mexico, guatemala = duties_of(after)
    assert mexico == duties_of(before)[0].model_copy(update={"standing": mexico.standing})
    assert (guatemala.country, guatemala.starts_on) == ("GT", date(2026, 3, 24))
    assert guatemala.due_on == date(2026, 3, 25)


def illinois(evidence: str, *, mother_known_on: str) -> Decided:
    """Domain scenario S6: an Illinois child found to be of Mexican ancestry, as of 10 July."""
    father = a_nationality("MX", "2026-06-15", evidence=evidence)
    people: list[Facts] = [
        a_child(nationalities=[a_nationality("US", "2026-06-12")]),
        a_parent(nationalities=[a_nationality("GT", mother_known_on)]),
        a_parent(id="father", relationship="father", nationalities=[father]),
    ]
    facts: Facts = {
        "agency": "us-il", "state": "IL", "county": "Cook", "opened_on": "2026-06-12",
        "people": people, "events": [an_event(on="2026-06-12")],
    }  # fmt: skip
    return decided(a_case(**facts), "2026-07-10")


def test_scenario_s6_ancestry_disputed_and_a_second_nationality_learned() -> None:
    believed = illinois("claimed", mother_known_on="2026-07-20")
    disputed = illinois("disputed", mother_known_on="2026-07-06")
    (first,) = duties_of(believed)
    by_country = {duty.country: duty for duty in duties_of(disputed)}
    mexico, guatemala = by_country["MX"], by_country["GT"]
    assert (mexico.id, mexico.state, mexico.due_on) == (first.id, "owed", date(2026, 6, 30))
    assert mexico.governed_by is not None
    assert mexico.governed_by.instrument == "us-il_mx"
    assert mexico.governed_by.to_be_confirmed
    assert guatemala.state == "not_owed"
    asked = {q.country for q in disputed.decision.questions if "descent" in q.code}
    assert asked == {"MX", "GT"}
    assert "not a national" not in disputed.decision.model_dump_json()


@pytest.mark.parametrize("married_on", [None, "2026-03-01"])
def test_a_married_minor_stays_under_the_treaty(married_on: str | None) -> None:
    people = [a_child(born_on="2009-05-14", married_on=married_on), a_parent()]
    assert "vccr-1963" in bound(notice(a_case(people=people)))


def test_r03_a_stateless_child_of_a_national_is_asked_about_descent_and_told_to_nobody() -> None:
    people = [a_child(nationalities=[a_nationality("XX")]), a_parent(), a_guardian_ad_litem()]
    found = decided(a_case(people=people))
    states = {duty.country: duty.state for duty in duties_of(found)}
    assert states == {"XX": "not_owed", "MX": "not_owed"}
    assert "nationality_by_descent_possible" in codes(found)


def test_r12_a_row_whose_contact_is_stale_holds_nothing_but_the_sending() -> None:
    fresh, stale = decided(a_case(), "2026-03-10"), decided(a_case(), "2030-01-10")
    assert the_duty(stale).state == the_duty(fresh).state == "owed"
    assert "contact_unverified" in codes(stale)
