"""The steps of a procedure: about whom, when, and what holds their papers."""

from dataclasses import replace
from datetime import date

import pytest

from kinward.rules.duties import Decided
from schemas.case import Case
from schemas.disclosure import RecipientClass
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_guardian_ad_litem,
    a_hearing,
    a_lawyer,
    a_parent,
    a_relative,
    an_authorization,
    an_event,
    detained,
)
from tests.library import codes, decided, duties_of, the_book, the_duty


def proposed(caregiver: str, on: str = "2026-03-09") -> Facts:
    """A placement abroad with someone is proposed."""
    return an_event("placement_abroad_proposed", on, **{"with": caregiver})


def a_placement(*caregivers: Facts, **facts: object) -> Case:
    """A child to be placed with the first of these."""
    first = str(caregivers[0]["id"])
    usual: Facts = {
        "needs": ["placement_abroad"],
        "people": [a_child(), a_parent(), *caregivers],
        "events": [an_event(), proposed(first)],
    }
    return a_case(**{**usual, **facts})


def held_by(found: Decided, duty: str) -> tuple[str, ...]:
    """What holds the paper of a step."""
    (holds,) = [row.held_by for row in found.stepped if row.step.duty == duty]
    return holds


def asked(found: Decided, code: str) -> tuple[str, ...]:
    """What the questions of a code ask."""
    return tuple(row.ask for row in found.decision.questions if row.code == code)


AGREED = [
    an_authorization(id="child", kind="court_order", by="Court", by_capacity="court",
                     about=["child"], covers=["child_identity"],
                     recipients=["foreign_central_authority"]),
    an_authorization(id="home", by="grandmother", about=["grandmother"],
                     covers=["proposed_caregiver_abroad"],
                     recipients=["foreign_central_authority"]),
]  # fmt: skip


def test_a_home_study_waits_for_what_must_be_agreed() -> None:
    assert "authorization_missing" in held_by(
        decided(a_placement(a_relative())), "request_home_study"
    )
    agreed = a_placement(a_relative(), authorizations=AGREED)
    assert held_by(decided(agreed), "request_home_study") == ()


@pytest.mark.parametrize(
    ("member", "waits"),
    [
        pytest.param({"born_on": "1963-10-01"}, True, id="an adult who has not agreed"),
        pytest.param({"born_on": "1963-10-01", "agreed_on": "2026-03-09"}, False,
                     id="an adult who has"),
        pytest.param({"born_on": "1963-10-01", "agreed_on": "2026-03-11"}, True,
                     id="an adult who has not yet"),
        pytest.param({}, True, id="someone whose age nobody knows"),
        pytest.param({"born_on": "2008-03-10"}, True, id="eighteen today"),
        pytest.param({"born_on": "2008-03-11"}, False, id="eighteen tomorrow"),
    ],
)  # fmt: skip
def test_every_adult_of_the_household_agrees_for_himself(member: Facts, *, waits: bool) -> None:
    home = a_relative(household=[{"relationship": "grandfather", **member}])
    found = decided(a_placement(home, authorizations=AGREED))
    assert ("authorization_missing" in held_by(found, "request_home_study")) is waits


def test_what_must_be_agreed_is_named_with_its_reader() -> None:
    home = a_relative(household=[{"relationship": "grandfather"}])
    first, *_ = asked(decided(a_placement(home)), "authorization_missing")
    assert "to the foreign central authority: child identity, proposed caregiver abroad, " in first
    assert "household members abroad. Ask for it" in first
    agreed = decided(a_placement(home, authorizations=AGREED))
    (of_household,) = asked(agreed, "authorization_missing")
    assert "authority: household members abroad. Ask" in of_household
    (to_ice,) = asked(decided(a_detained_family()), "authorization_missing")
    assert "name to the ice field office: parent identity. Ask" in to_ice


def test_a_country_without_a_route_is_a_question_and_never_a_letter() -> None:
    home = a_relative(address={"lines": ["1"], "city": "X", "country": "HN"})
    found = decided(a_placement(home, authorizations=AGREED))
    assert "home_study_route_unknown" in codes(found, "request_home_study")
    assert "home_study_route_unknown" in held_by(found, "request_home_study")


def test_a_home_in_the_united_states_is_no_placement_abroad() -> None:
    home = a_relative(address={"lines": ["1"], "city": "X", "country": "US"})
    assert duties_of(decided(a_placement(home)), "request_home_study") == ()


def test_a_parent_abroad_is_a_parent_and_needs_no_home_study() -> None:
    father = a_parent(id="father", relationship="father",
                      whereabouts={"kind": "abroad", "country": "GT"})  # fmt: skip
    found = decided(a_placement(father))
    assert duties_of(found, "request_home_study") == ()
    assert the_duty(found, "request_court_orders").country == "GT"
    assert "jurisdiction_kept_or_closed" in codes(found, "request_court_orders")


def test_the_latest_proposal_counts_wherever_it_stands_in_the_file() -> None:
    aunt = a_relative(id="aunt", relationship="maternal_aunt",
                      address={"lines": ["1"], "city": "X", "country": "GT"})  # fmt: skip
    events = [an_event(), proposed("aunt", "2026-03-10"), proposed("grandmother", "2026-03-09")]
    for order in (events, events[::-1]):
        found = decided(a_placement(a_relative(), aunt, events=order))
        assert the_duty(found, "request_home_study").country == "GT"


def test_screens_nobody_answered_are_asked_before_any_step_abroad() -> None:
    assert "screen_unknown" in codes(decided(a_placement(a_relative())))
    answered = {"uccjea": "no", "icwa": "no", "abduction": "no", "orr": "no"}
    screened = a_placement(a_relative(), screen=answered)
    assert "screen_unknown" not in codes(decided(screened))


def test_r43_a_step_is_held_by_the_class_of_its_addressee_and_not_by_its_kind() -> None:
    protect: Facts = {"who": ["child"], "from": "foreign_state", "basis": "agency",
                      "on": "2026-03-04"}  # fmt: skip
    case = a_detained_family(restricted={"protect": [protect]})
    assert the_duty(decided(case), "notify_court_of_location").state == "owed"
    book = the_book()
    organ = RecipientClass(recipient="juvenile_court", meaning="x", foreign_state_channel="yes")
    edited = replace(book, classes={**book.classes, "juvenile_court": organ})
    assert the_duty(decided(case, book=edited), "notify_court_of_location").state == "held"


def a_detained_family(**facts: object) -> Case:
    """A mother held by ICE, with a status conference ahead."""
    usual: Facts = {
        "needs": ["detained_parent"],
        "people": [a_child(), a_parent(whereabouts=detained()), a_guardian_ad_litem()],
        "events": [an_event(), an_event("parent_detained", "2026-03-01", of=["mother"])],
        "hearings": [a_hearing()],
    }
    return a_case(**{**usual, **facts})


@pytest.mark.parametrize(
    ("hearing", "people", "asked"),
    [
        pytest.param({}, [], False, id="unrepresented, no evidence, by video"),
        pytest.param({"kind": "jurisdiction"}, [], True, id="evidence is heard"),
        pytest.param({"kind": "review"}, [], True, id="nobody read whether evidence is heard"),
        pytest.param({"kind": "termination"}, [], True, id="rights may end"),
        pytest.param({"attendance": ["in_person"]}, [], True, id="no remote way"),
        pytest.param({}, [a_lawyer()], True, id="the choice is counsel's"),
        pytest.param({"attendance_chosen": "video"}, [a_lawyer()], False, id="chosen"),
        pytest.param({"attendance_chosen": "video", "kind": "jurisdiction"}, [a_lawyer()], False,
                     id="chosen by counsel although evidence is heard"),
        pytest.param({"attendance_chosen": "video", "kind": "jurisdiction"}, [], True,
                     id="recorded without counsel, and evidence is heard"),
        pytest.param({"attendance_chosen": "video", "kind": "jurisdiction"},
                     [a_lawyer(status="withdrawn")], True, id="counsel withdrew"),
        pytest.param({"attendance_chosen": "telephone"}, [], False,
                     id="recorded without counsel, no evidence"),
    ],
)  # fmt: skip
def test_r50_remote_attendance_is_a_default_only_without_counsel_and_without_evidence(
    hearing: Facts, people: list[Facts], *, asked: bool
) -> None:
    family = [a_child(), a_parent(whereabouts=detained()), a_guardian_ad_litem(), *people]
    found = decided(a_detained_family(hearings=[a_hearing(**hearing)], people=family))
    assert ("attendance_not_chosen" in codes(found, "request_court_orders")) is asked


REQUEST = "request_participation"
TO_ICE = an_authorization(recipients=["ice_field_office"])


@pytest.mark.parametrize(
    ("row", "waits"),
    [
        pytest.param({}, True, id="her consent alone"),
        pytest.param({"kind": "counsel_decision", "by": "lawyer", "by_capacity": "own_counsel"},
                     False, id="her counsel's written yes"),
        pytest.param({"kind": "counsel_decision", "by": "lawyer", "by_capacity": "own_counsel",
                      "revoked_on": "2026-03-09"}, True, id="a yes taken back"),
        pytest.param({"kind": "counsel_decision", "by": "R. A.", "by_capacity": "agency_counsel"},
                     False, id="silence and agency counsel's decision"),
        pytest.param({"kind": "counsel_decision", "by": "R. A.", "by_capacity": "agency_counsel",
                      "recipients": ["consulate"]}, True, id="a decision about a consulate"),
    ],
)  # fmt: skip
def test_r42_a_represented_parents_request_goes_to_her_counsel_first(
    row: Facts, *, waits: bool
) -> None:
    people = [a_child(), a_parent(whereabouts=detained()), a_lawyer()]
    rows = [TO_ICE, {**TO_ICE, "id": "second", **row}]
    found = decided(a_detained_family(people=people, authorizations=rows))
    assert ("counsel_first" in held_by(found, REQUEST)) is waits


def test_r42_a_request_needs_the_consent_or_order_that_allows_it() -> None:
    assert "authorization_missing" in held_by(decided(a_detained_family()), REQUEST)
    agreed = decided(a_detained_family(authorizations=[TO_ICE]))
    assert "authorization_missing" not in held_by(agreed, REQUEST)


def test_r07_a_detained_parent_sets_the_states_own_duties_in_motion_without_any_custody() -> None:
    """What the procedure decides; what is asked of the county is in `test_californias_trigger`."""
    events = [an_event("parent_detained", "2026-03-04", of=["mother"])]
    found = decided(a_detained_family(events=events))
    assert the_duty(found, "notify_parent_counsel").starts_on == date(2026, 3, 4)


def test_a_parent_who_reads_nothing_is_read_to_and_spanish_is_no_fallback() -> None:
    spoken = {"spoken": ["quc", "es"], "reads": [], "literacy": "none"}
    people = [a_child(), a_parent(whereabouts=detained(), languages=spoken)]
    (note,) = the_duty(decided(a_detained_family(people=people)), "book_interpreter").notes
    assert "K'iche'" in note
    assert "Spanish" not in note


def test_a_need_without_a_procedure_is_a_question_and_not_a_silence() -> None:
    book = the_book()
    without = {k: v for k, v in book.procedures.items() if k != "placement_abroad"}
    found = decided(a_placement(a_relative()), book=replace(book, procedures=without))
    (asked,) = [q.ask for q in found.decision.questions if q.code == "office_question"]
    assert "placement abroad" in asked


def test_nobody_is_called_missing_before_a_supervisor_signed_the_search() -> None:
    tried = {"on": "2026-03-05", "method": "family", "result": "not found"}
    unknown = {"kind": "unknown", "search_log": [tried]}
    father = a_parent(id="father", relationship="father", whereabouts=unknown)
    signed = an_event("search_completed", "2026-03-09", of=["father"],
                      by={"person": "Omar El", "role": "supervisor"})  # fmt: skip
    people = [a_child(), father]
    (open_,) = decided(a_case(people=people)).decision.searches
    (closed,) = decided(a_case(people=people, events=[an_event(), signed])).decision.searches
    assert "No supervisor has signed it off" in open_
    assert "No supervisor" not in closed


COUNSELS_YES: Facts = {
    "by": "lawyer",
    "by_capacity": "own_counsel",
    "covers": ["parent_identity"],
    "recipients": ["ice_field_office"],
}


@pytest.mark.parametrize(
    ("facts", "waits"),
    [
        pytest.param({}, False, id="a yes to the field office"),
        pytest.param({"kind": "counsel_decision"}, False, id="as counsel's decision"),
        pytest.param({"covers": ["parent_location_detention_facility"]}, False, id="the place"),
        pytest.param({"covers": ["medical_mental_health"]}, True, id="about something else"),
        pytest.param({"recipients": ["consulate"]}, True, id="to someone else"),
        pytest.param({"recipients": ["detention_facility"]}, True, id="to another custodian"),
        pytest.param({"on": "2026-03-11"}, True, id="a yes of tomorrow"),
        pytest.param({"revoked_on": "2026-03-10"}, True, id="revoked today"),
        pytest.param({"kind": "waiver"}, True, id="no consent and no decision"),
        pytest.param({"about": ["child"]}, True, id="about the child"),
    ],
)
def test_r42_only_counsels_yes_to_the_custodian_makes_the_draft_a_letter(
    facts: Facts, *, waits: bool
) -> None:
    case = a_case(
        needs=["detained_parent"],
        people=[a_child(), a_parent(whereabouts=detained()), a_lawyer()],
        events=[an_event(), an_event("parent_detained", "2026-03-01", of=["mother"])],
        hearings=[a_hearing()],
        authorizations=[an_authorization(**{**COUNSELS_YES, **facts})],
    )
    assert ("counsel_first" in held_by(decided(case), "request_participation")) is waits


@pytest.mark.parametrize(
    ("row", "held"),
    [
        pytest.param({"from": "grandmother"}, True, id="from the one proposed"),
        pytest.param({"from": "relatives_of:mother"}, True, id="from the mother's relatives"),
        pytest.param({"from": "mother"}, False, id="from someone else"),
        pytest.param({"from": "grandmother", "who": ["mother"]}, False, id="someone else is"),
        pytest.param({"from": "grandmother", "until": "2026-03-09"}, False, id="it has ended"),
        pytest.param({"from": "grandmother", "on": "2026-03-11"}, False, id="not yet"),
    ],
)
def test_r74_no_home_study_of_one_from_whom_the_child_is_protected(
    row: Facts, *, held: bool
) -> None:
    usual: Facts = {"who": ["child"], "basis": "order", "on": "2026-03-05"}
    found = decided(
        a_placement(
            a_relative(), authorizations=AGREED, restricted={"protect": [{**usual, **row}]}
        )
    )
    duty = the_duty(found, "request_home_study")
    assert (duty.state, duty.hold) == (("held", "needs_counsel") if held else ("owed", None))
    assert (codes(found, "request_home_study") == {"counsel_decision_due"}) is held
