"""Rules of the field that no other test names: offices, texts, zones, gates, papers, treaties."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kinward.rules.rulebook import Rulebook
from schemas.country import TreatyStatus
from schemas.person import Detained
from tests.builders import Facts, a_case, a_child, a_parent, a_relative, an_event, changed
from tests.kinward.rules.letter_settings import (
    ARIZONA,
    FAMILIES,
    ILLINOIS,
    SAN_DIEGO,
    settings,
    the_family,
    the_setting,
)
from tests.kinward.rules.letter_settings import decided as family_decided
from tests.kinward.rules.test_facts import said
from tests.library import decided, duties_of, notice, the_book, the_duty

PLACED = ["placement_abroad"]
PROPOSED = an_event("placement_abroad_proposed", "2026-03-09", **{"with": "grandmother"})
FOUR_TASKS = {
    *("recognize_order_abroad", "confirm_right_to_enter"),
    *("register_nationality", "get_custody_document"),
}


def kinds(*events: Facts, book: Rulebook | None = None) -> set[str]:
    """The duties of a case that would place a child with her grandmother abroad."""
    people = [a_child(), a_parent(), a_relative()]
    case = a_case(needs=PLACED, people=people, events=[an_event(), *events])
    return {row.duty for row in decided(case, "2026-03-20", book).decision.duties}


def parties(**since: str | None) -> Rulebook:
    """The library with the 1996 convention in force for these countries from a day on."""
    book, countries = the_book(), dict(the_book().countries)
    for code, day in since.items():
        row = TreatyStatus.model_validate(
            {
                "treaty": "child_protection_1996",
                "status": "in_force" if day else "signed_not_ratified",
                "in_force_on": date.fromisoformat(day) if day else None,
                "confidence": "confirmed",
                "source": "x",
            }
        )
        countries[code] = countries[code].model_copy(update={"treaties": (row,)})
    return replace(book, countries=countries)


def test_r14_a_move_changes_agreement_and_post_and_keeps_the_notice_that_was_owed() -> None:
    moved = an_event("child_moved", "2026-04-20")
    before = decided(a_case(), "2026-04-20")
    after = decided(a_case(county="Riverside", events=[an_event(), moved]), "2026-04-20")
    (first,), (second,) = duties_of(before), duties_of(after)
    assert (first.post, second.post) == ("mx-san-diego", "mx-san-bernardino")
    assert second.id == first.id
    assert (second.occasion, second.due_on) == (first.occasion, first.due_on)
    bound = [{row.instrument for row in (d.governed_by, *d.also) if row} for d in (first, second)]
    assert "us-ca-san-diego_mx" in bound[0] - bound[1]


def test_r26_a_hearing_is_said_in_the_zone_of_the_court_and_of_the_facility() -> None:
    case = the_family(SAN_DIEGO)
    (held,) = [row.whereabouts for row in case.parents if isinstance(row.whereabouts, Detained)]
    facility = held.facility.model_copy(update={"timezone": "America/Denver"})
    where = held.model_copy(update={"facility": facility})
    people = tuple(
        one.model_copy(update={"whereabouts": where}) if one.id == "lucia" else one
        for one in case.people
    )
    moved = case.model_copy(update={"people": people})
    letter = the_setting(SAN_DIEGO, "notice_of_parent_location", case=moved)
    (at,), (there,) = said(letter, "hearing.at"), said(letter, "hearing.facility_at")
    assert isinstance(at, datetime)
    assert isinstance(there, datetime)
    assert at == there
    assert (at.hour, at.utcoffset()) == (9, timedelta(hours=-7))
    assert (there.hour, there.utcoffset()) == (10, timedelta(hours=-6))
    assert said(letter, "hearing.zone") == ["America/Los_Angeles"]
    assert said(letter, "hearing.facility_zone") == ["America/Denver"]


def test_r30_the_notice_goes_through_the_role_that_the_text_names_and_names_nobody() -> None:
    (version,) = [
        version
        for row in the_book().instruments
        if row.id == "us-ca-san-diego_mx"
        for version in row.versions
    ]
    (clause,) = version.duties
    assert clause.notice is not None
    assert clause.notice.sender == "the International Liaison, on the social worker's notice"
    letter = the_setting(SAN_DIEGO, "consular_notification")
    assert said(letter, "agency.liaison_role") == ["International Liaison"]


@pytest.mark.parametrize(
    ("family", "basis"),
    [
        pytest.param(SAN_DIEGO, "Vienna Convention", id="the treaty governs"),
        pytest.param(ILLINOIS, "Agreement between the Illinois", id="the agreement governs"),
    ],
)
def test_r31_the_legal_basis_is_the_governing_instruments_and_no_other(
    family: str, basis: str
) -> None:
    (line,) = said(the_setting(family, "consular_notification"), "instrument.legal_basis")
    assert basis in str(line)
    assert ("Vienna" in str(line)) is (basis == "Vienna Convention")


@pytest.mark.parametrize(
    ("binding", "expected"),
    [
        ("not_read", "texts: English and Spanish; the text that binds: not read"),
        ("the Spanish text", "texts: English and Spanish; the text that binds: the Spanish text"),
    ],
)
def test_r32_an_agreement_in_two_languages_says_its_texts_and_which_one_binds(
    binding: str, expected: str
) -> None:
    book = the_book()
    (row,) = [one for one in book.instruments if one.id == "us-ca-san-diego_mx"]
    facts = {"languages": "English and Spanish", "binding_language": binding}
    edited = row.model_copy(update={"versions": (row.versions[0].model_copy(update=facts),)})
    rows = tuple(edited if one.id == row.id else one for one in book.instruments)
    duty = notice(a_case(), book=replace(book, instruments=rows))
    notes = {one.instrument: one.notes for one in (duty.governed_by, *duty.also) if one}
    assert expected in notes["us-ca-san-diego_mx"]
    assert not [note for note in notes["vccr-1963"] if note.startswith("texts")]
    plain = notice(a_case())
    every = [note for one in (plain.governed_by, *plain.also) if one for note in one.notes]
    assert not [note for note in every if note.startswith("texts")]


@pytest.mark.parametrize("family", FAMILIES)
def test_r34_a_consulate_is_on_no_list_of_a_court_paper(family: str) -> None:
    for letter in settings(family):
        reads = {letter.recipient.class_, *letter.recipient.via, *letter.recipient.reads_with}
        if letter.kind.kind in {"notice_of_parent_location", "request_for_counsel_and_remote"}:
            assert "consulate" not in reads
        if letter.kind.kind == "consular_notification":
            assert "juvenile_court" not in reads


def test_r35_a_relative_abroad_needs_a_home_study_and_a_parent_a_decision_of_the_court() -> None:
    relative = kinds(PROPOSED)
    assert "request_home_study" in relative
    assert "request_court_orders" not in relative
    found = family_decided(the_family(ARIZONA), FAMILIES[ARIZONA])
    parent = {row.step.duty: row for row in found.stepped if row.scene.caregiver}
    assert "request_home_study" not in parent
    asked = {question.code for question in parent["request_court_orders"].questions}
    assert "jurisdiction_kept_or_closed" in asked


@pytest.mark.parametrize(
    ("since", "gate"),
    [
        pytest.param({"US": "2020-01-01", "MX": "2019-01-01"}, True, id="both parties"),
        pytest.param({"US": "2026-03-20", "MX": "2019-01-01"}, True, id="since that day"),
        pytest.param({"US": "2026-03-21", "MX": "2019-01-01"}, False, id="a day too late"),
        pytest.param({"US": None, "MX": "2019-01-01"}, False, id="signed is not in force"),
        pytest.param({"US": "2020-01-01", "MX": None}, False, id="the other is no party"),
    ],
)
def test_r37_consent_is_a_gate_only_where_both_states_are_parties_on_that_day(
    since: dict[str, str | None], *, gate: bool
) -> None:
    found = kinds(PROPOSED, book=parties(**since))
    assert ("seek_article_33_consent" in found) is gate
    assert ("ask_receiving_authority" in found) is not gate
    assert (found >= FOUR_TASKS) is not gate


def test_r37_as_the_rows_stand_the_receiving_authority_is_asked_and_four_tasks_follow() -> None:
    found = kinds(PROPOSED)
    assert found >= {"ask_receiving_authority", *FOUR_TASKS}
    assert "seek_article_33_consent" not in found


def test_r37_a_question_to_a_foreign_authority_is_held_with_the_family() -> None:
    people = [a_child(), a_parent(), a_relative()]
    case = a_case(needs=PLACED, people=people, events=[an_event(), PROPOSED])
    protect = {"who": ["child"], "from": "foreign_state", "basis": "statement", "on": "2026-03-05"}
    held = changed(case, restricted={"protect": [protect]})
    duty = the_duty(decided(held, "2026-03-20"), "ask_receiving_authority")
    assert (duty.state, duty.hold) == ("held", "needs_counsel")


def test_r38_papers_escort_way_back_and_reports_until_closing() -> None:
    before = kinds(PROPOSED)
    assert before >= {"obtain_documents", "arrange_escort", "plan_return"}
    assert "supervise_placement" not in before
    placed = an_event("placed_abroad", "2026-03-16")
    assert "supervise_placement" in kinds(PROPOSED, placed)
    closed = an_event("case_closed", "2026-03-19")
    assert "supervise_placement" not in kinds(PROPOSED, placed, closed)


def test_r93_offices_are_held_beside_consulates_with_the_day_they_were_verified() -> None:
    contacts = the_book().contacts
    offices = {row.kind for row in contacts if row.post is None}
    assert offices >= {"ice_field_office", "detention_facility"}
    assert [row for row in contacts if row.post is not None]
    assert all(row.verified_on for row in contacts)
