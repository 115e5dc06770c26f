"""Safety first: what is held, what goes on, and what ends a hold."""

from datetime import date

import pytest

from kinward.rules.safety import on_hold, unchecked
from schemas.case import Case
from tests.builders import (
    Facts,
    a_case,
    a_check,
    a_child,
    a_guardian_ad_litem,
    a_nationality,
    a_parent,
    a_relative,
    a_release,
    an_authorization,
    an_event,
    changed,
)
from tests.library import codes, decided, duties_of, notice, the_duty

DAY = date(2026, 3, 10)
FLAGGED: Facts = {
    "who": ["mother"],
    "from": "foreign_state",
    "basis": "statement",
    "on": "2026-03-04",
}
FROM_THE_STATE: Facts = {"protect": [FLAGGED]}


def two_siblings(**facts: object) -> Case:
    """A child of one country, a half-sibling of another, and their mother."""
    people = [
        a_child(),
        a_child(id="brother", nationalities=[a_nationality("GT")]),
        a_parent(of=["child", "brother"]),
        a_guardian_ad_litem(of=["child", "brother"]),
    ]
    events = [an_event(of=["child", "brother"])]
    checks = [a_check(of=["child", "brother", "mother"])]
    return a_case(**{"people": people, "events": events, "safety_checks": checks, **facts})


def a_waiver(**facts: object) -> Facts:
    """The mother's own written waiver, given in advance."""
    usual = an_authorization(id="waiver-1", kind="waiver", covers=["child_identity"])
    return {**usual, **facts}


def test_r73_an_empty_flag_is_no_clearance() -> None:
    case = a_case(safety_checks=[])
    assert unchecked(case, frozenset({"mother"}), DAY) == {"child", "mother"}
    assert "safety_check_missing" in codes(decided(case))


@pytest.mark.parametrize(
    ("checks", "missing"),
    [
        pytest.param([a_check()], set(), id="clear for both"),
        pytest.param([a_check(["child"])], {"mother"}, id="the mother not asked"),
        pytest.param([a_check(result="not_possible")], {"child", "mother"}, id="not possible"),
        pytest.param([a_check(on="2026-03-01")], {"child", "mother"}, id="before opening"),
        pytest.param([a_check(on="2026-03-02")], set(), id="on the day of opening"),
        pytest.param([a_check(on="2026-03-11")], {"child", "mother"}, id="not yet"),
    ],
)
def test_r73_a_check_counts_if_it_is_clear_dated_and_of_each_person(
    checks: list[Facts], missing: set[str]
) -> None:
    assert unchecked(a_case(safety_checks=checks), frozenset({"mother"}), DAY) == missing


def test_r73_every_sibling_needs_a_check_of_its_own() -> None:
    case = two_siblings(safety_checks=[a_check(["child", "mother"])])
    assert unchecked(case, frozenset({"mother"}), DAY) == {"brother"}
    found = decided(case)
    asked = {q.about for q in found.decision.questions if q.code == "safety_check_missing"}
    assert asked == {"child", "brother"}


def test_r73_a_parent_whom_the_notice_names_is_asked_too() -> None:
    assert "safety_check_missing" in codes(decided(a_case(safety_checks=[a_check(["child"])])))
    assert "safety_check_missing" not in codes(decided(a_case()))


def test_r73_a_missing_check_leaves_the_duty_owed_with_its_clock() -> None:
    checked, not_checked = notice(a_case()), notice(a_case(safety_checks=[]))
    assert checked == not_checked
    assert (not_checked.state, not_checked.due_on) == ("owed", date(2026, 3, 4))


@pytest.mark.parametrize(
    ("moment", "due_on"),
    [
        pytest.param("2026-03-10", date(2026, 3, 10), id="seen on a working day"),
        pytest.param("2026-03-14", date(2026, 3, 16), id="seen on a Saturday"),
        pytest.param("2026-03-31", date(2026, 4, 1), id="seen on the agency's holiday"),
    ],
)
def test_r73_the_question_is_due_that_day_or_the_agencys_next_working_day(
    moment: str, due_on: date
) -> None:
    questions = decided(a_case(safety_checks=[]), moment).decision.questions
    (asked,) = [q for q in questions if q.code == "safety_check_missing"]
    assert (asked.due_on, asked.owner) == (due_on, "supervisor")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"safety_checks": [a_check(), a_check(["mother"], result="concern")]},
                     id="a concern beside a clear"),
        pytest.param({"restricted": FROM_THE_STATE}, id="a protection from the state"),
        pytest.param({"events": [an_event(of=["child", "brother"]),
                                 an_event("safety_concern", "2026-03-09", of=["brother"])]},
                     id="a concern recorded as an event"),
        pytest.param({"events": [an_event(of=["child", "brother"]),
                                 an_event("safety_concern", "2026-03-09", of=[])]},
                     id="a concern about nobody named"),
    ],
)  # fmt: skip
def test_r43_one_persons_concern_holds_every_child_for_every_country(facts: Facts) -> None:
    duties = duties_of(decided(two_siblings(**facts)))
    assert {(d.about, d.country) for d in duties} >= {("child", "MX"), ("brother", "GT")}
    assert {(duty.state, duty.hold) for duty in duties} == {("held", "needs_counsel")}


def test_r44_a_held_duty_keeps_its_clock_and_asks_counsel_for_the_next_working_day() -> None:
    found = decided(a_case(restricted=FROM_THE_STATE))
    (duty,) = duties_of(found)
    assert (duty.starts_on, duty.due_on) == (date(2026, 3, 3), date(2026, 3, 4))
    assert duty.standing == "overdue"
    (asked,) = found.decision.questions
    assert (asked.code, asked.due_on) == ("counsel_decision_due", date(2026, 3, 11))
    assert asked.owner == "agency_counsel"


def test_r43_a_home_study_through_a_foreign_authority_is_held_too() -> None:
    case = a_case(
        needs=["placement_abroad"],
        people=[a_child(), a_parent(), a_relative()],
        events=[
            an_event(),
            an_event("placement_abroad_proposed", "2026-03-09", **{"with": "grandmother"}),
        ],
        restricted=FROM_THE_STATE,
    )
    duty = the_duty(decided(case), "request_home_study")
    assert (duty.state, duty.hold) == ("held", "needs_counsel")
    assert codes(decided(case)) == {"counsel_decision_due"}


def test_r74_a_protection_from_a_person_holds_no_duty_to_a_state() -> None:
    protect = [{"who": ["child"], "from": "mother", "basis": "order", "on": "2026-03-04"}]
    case = a_case(restricted={"protect": protect})
    assert notice(case) == notice(a_case())


def test_r75_a_held_decision_says_no_word_of_why() -> None:
    concern = [a_check(), a_check(["mother"], result="concern")]
    text = decided(two_siblings(safety_checks=concern, restricted=FROM_THE_STATE)).decision
    # "Protective custody" is how the agreement names its own trigger.
    words = ("protected", "protection", "concern", "safety", "fear", "asylum", "foreign_state")
    assert [word for word in words if word in text.model_dump_json().lower()] == []


def test_r75_a_hold_reads_the_same_whatever_its_reason() -> None:
    concern = [a_check(), a_check(["mother"], result="concern")]
    by_check = decided(a_case(safety_checks=concern))
    by_protection = decided(a_case(restricted=FROM_THE_STATE))
    assert by_check.decision == by_protection.decision


def test_r76_from_the_hour_a_concern_is_recorded_everything_is_held() -> None:
    concern = an_event("safety_concern", "2026-03-10T14:25:00-07:00", of=["mother"])
    case = a_case(events=[an_event(), concern])
    assert notice(case, "2026-03-10T14:24:00-07:00").state == "owed"
    assert notice(case, "2026-03-10T14:25:00-07:00").state == "held"


def test_r76_the_offset_a_concern_is_written_with_does_not_postpone_the_hold() -> None:
    # The same moment, written in Kyiv, where it is already the eleventh.
    concern = an_event("safety_concern", "2026-03-11T00:25:00+03:00", of=["mother"])
    case = a_case(events=[an_event(), concern])
    assert notice(case, "2026-03-10T15:00:00-07:00").state == "held"


@pytest.mark.parametrize(
    ("until", "held"),
    [("2026-03-09", False), ("2026-03-10", True), (None, True)],
)
def test_a_protection_lasts_to_the_end_of_its_last_day(until: str | None, *, held: bool) -> None:
    protect = [{"who": ["child"], "from": "foreign_state", "basis": "agency",
                "on": "2026-03-04", "until": until}]  # fmt: skip
    assert on_hold(a_case(restricted={"protect": protect}), DAY, "consulate") is held


CHILDS_COUNSEL = a_waiver(
    id="waiver-2", by="The child's counsel", by_capacity="own_counsel", about=["child"]
)


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        pytest.param([], True, id="nothing recorded"),
        pytest.param([a_release()], True, id="agency counsel alone"),
        pytest.param([a_waiver()], True, id="the mother alone"),
        pytest.param([a_release(), a_waiver()], False, id="agency counsel and the mother"),
        pytest.param([a_release(), a_waiver(by_capacity="own_counsel", by="lawyer")], True,
                     id="a lawyer in the mother's place"),
        pytest.param([a_release(recipients=["iss"]), a_waiver()], True,
                     id="for another recipient"),
        pytest.param([a_release(about=["child"]), a_waiver()], True, id="about another person"),
        pytest.param([a_release(expires_on="2026-03-09"), a_waiver()], True,
                     id="expired the day before"),
        pytest.param([a_release(expires_on="2026-03-10"), a_waiver()], False,
                     id="on its last day"),
        pytest.param([a_release(), a_waiver(revoked_on="2026-03-10")], True,
                     id="a waiver revoked that day"),
        pytest.param([a_release(on="2026-03-11"), a_waiver()], True, id="decided tomorrow"),
    ],
)  # fmt: skip
def test_r45_a_hold_ends_by_agency_counsels_decision_and_the_persons_own_waiver(
    rows: list[Facts], *, held: bool
) -> None:
    case = a_case(restricted=FROM_THE_STATE, authorizations=rows)
    assert on_hold(case, DAY, "consulate") is held
    assert notice(case).state == ("held" if held else "owed")


def test_r45_for_a_child_its_counsel_or_an_order_stands_for_the_waiver() -> None:
    own = {"protect": [{**FLAGGED, "who": ["child"]}]}
    case = a_case(restricted=own, authorizations=[a_release()])
    assert on_hold(case, DAY, "consulate")
    by_child = [a_release(), a_waiver(by="child", about=["child"])]
    assert on_hold(changed(case, authorizations=by_child), DAY, "consulate")
    by_counsel = [a_release(), CHILDS_COUNSEL]
    assert not on_hold(changed(case, authorizations=by_counsel), DAY, "consulate")
    order = an_authorization(id="order-1", kind="court_order", by="Court", by_capacity="court",
                             about=["child"], covers=["child_identity"])  # fmt: skip
    assert not on_hold(changed(case, authorizations=[a_release(), order]), DAY, "consulate")


def test_r45_a_release_for_one_flagged_person_does_not_release_the_other() -> None:
    both = {"protect": [{**FLAGGED, "who": ["mother", "child"]}]}
    case = a_case(restricted=both, authorizations=[a_release(), a_waiver()])
    assert on_hold(case, DAY, "consulate")
    all_agree = [a_release(), a_waiver(), CHILDS_COUNSEL]
    assert not on_hold(changed(case, authorizations=all_agree), DAY, "consulate")
