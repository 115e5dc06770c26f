"""What follows a notice to a consulate: work that events make, and what the consulate promised."""

from dataclasses import replace
from datetime import date

import pytest

from kinward.rules.rulebook import Rulebook
from schemas.duty import OwedDuty
from schemas.terms import Promise, Terms, Within
from tests.builders import Facts, a_case, a_child, a_nationality, a_parent, an_event, changed
from tests.library import codes, decided, duties_of, the_book, the_duty

GEORGIA: Facts = {"agency": "us-ga", "state": "GA", "county": "Fulton"}
AFTER = {
    *("acknowledge_notice", "answer_consulate", "arrange_consular_access", "update_consulate"),
    *("obtain_documents", "deliver_documents", "close_notice"),
}
ANSWERED = an_event("consulate_answered", "2026-03-06")
ASKED = an_event("access_requested", "2026-03-06")
SENT = an_event("notice_sent", "2026-03-04")


def after(
    *events: Facts, rows: Rulebook | None = None, where: Facts | None = None
) -> dict[str, OwedDuty]:
    """What stands after the notice by 20 March, by kind."""
    case = a_case(events=[an_event(), *events], **(where or {}))
    found = decided(case, "2026-03-20", rows)
    return {row.duty: row for row in found.decision.duties if row.duty in AFTER}


def asked(*events: Facts, **facts: object) -> set[str | None]:
    """The duties of which a clause is asked that nobody read, and that no notice is."""
    found = decided(a_case(events=[an_event(), *events], **facts), "2026-03-20")
    rows = [row for row in found.decision.questions if row.code == "clause_not_read"]
    return {row.duty for row in rows} & AFTER


def promising(topic: str, *promises: Promise) -> Rulebook:
    """The library with promises under a topic of Georgia's agreement."""
    book = the_book()
    (row,) = [one for one in book.instruments if one.id == "us-ga_mx"]
    (version,) = row.versions
    assert isinstance(version.terms, Terms)
    terms = version.terms.model_copy(update={topic: promises})
    edited = row.model_copy(update={"versions": (version.model_copy(update={"terms": terms}),)})
    rows = tuple(edited if one.id == row.id else one for one in book.instruments)
    return replace(book, instruments=rows)


def a_promise(duty: str, **facts: object) -> Promise:
    """A promise that was read, in words of its own."""
    usual = {"says": "x", "duties": (duty,), "confidence": "confirmed", "sources": ("S28",)}
    return Promise.model_validate({**usual, **facts})


def test_r86_nothing_follows_a_notice_before_its_event() -> None:
    assert after() == {}
    assert after(where=GEORGIA) == {}
    assert asked() == set()


@pytest.mark.parametrize(
    ("events", "duties"),
    [
        pytest.param([ANSWERED], {"answer_consulate", "obtain_documents", "close_notice"},
                     id="an answer"),
        pytest.param([ASKED], {"answer_consulate", "arrange_consular_access"}, id="access"),
        pytest.param([SENT, an_event("placed_abroad", "2026-03-18")], {"update_consulate"},
                     id="a placement once it was told"),
        pytest.param([an_event("placed_abroad", "2026-03-18")], set(),
                     id="a placement of which it was never told"),
        pytest.param([an_event("documents_requested", "2026-03-10")], {"deliver_documents"},
                     id="papers asked for"),
        pytest.param([an_event("case_closed", "2026-03-18")], {"close_notice"}, id="closing"),
    ],
)  # fmt: skip
def test_r86_an_event_makes_the_work_that_the_instrument_names(
    events: list[Facts], duties: set[str]
) -> None:
    found = after(*events, where=GEORGIA)
    assert set(found) == duties
    assert {(row.state, row.about, row.country) for row in found.values()} <= {
        ("owed", "child", "MX")
    }


def test_r86_a_topic_nobody_read_makes_no_duty_and_is_asked() -> None:
    # San Diego's memorandum was not read beyond its opening pages.
    found = after(ASKED, ANSWERED)
    assert set(found) == {"answer_consulate", "close_notice"}
    assert asked(ASKED, ANSWERED) == {"arrange_consular_access", "obtain_documents"}


def test_r86_a_text_that_is_silent_makes_none_and_asks_nothing() -> None:
    new_york: Facts = {"agency": "us-ny", "state": "NY", "county": "Kings"}
    assert set(after(ASKED, where=new_york)) == {"answer_consulate"}
    assert asked(ASKED, **new_york) == set()


def test_r17_a_promise_without_a_number_has_no_date_its_words_and_a_question() -> None:
    case = a_case(events=[an_event(), ASKED], **GEORGIA)
    duty = the_duty(decided(case, "2026-03-20"), "arrange_consular_access")
    assert duty.governed_by is not None
    assert (duty.starts_on, duty.due_on, duty.standing) == (date(2026, 3, 6), None, "pending")
    assert (duty.governed_by.instrument, duty.governed_by.clock) == ("us-ga_mx", "not stated")
    assert duty.governed_by.says == (
        "consular access and ongoing communication on the case; by when was not read"
    )
    assert duty.governed_by.source.startswith("Global Atlanta, renewal")
    questions = decided(case, "2026-03-20").decision.questions
    assert ("clock_not_stated", "arrange_consular_access") in {(q.code, q.duty) for q in questions}


def test_r86_a_number_in_the_terms_is_counted_from_the_event() -> None:
    within = Within(value=5, unit="working_days")
    promise = a_promise("arrange_consular_access", by_when="within 5 working days", within=within)
    found = after(ASKED, rows=promising("access", promise), where=GEORGIA)
    duty = found["arrange_consular_access"]
    assert (duty.due_on, duty.standing) == (date(2026, 3, 13), "overdue")


def test_r86_what_the_consulate_promised_is_expected_of_it_and_not_owed_by_the_agency() -> None:
    within = Within(value=10, unit="calendar_days")
    promise = a_promise("acknowledge_notice", by_when="within ten days", within=within)
    book = promising("answers", promise)
    duty = after(SENT, rows=book, where=GEORGIA)["acknowledge_notice"]
    assert (duty.owner, duty.due_on, duty.standing) == ("consulate", date(2026, 3, 14), "overdue")
    assert duty.notes == ("expected of the consulate, not owed by the agency",)
    closed = after(SENT, ANSWERED, rows=book, where=GEORGIA)["acknowledge_notice"]
    assert (closed.state, closed.id) == ("not_owed", duty.id)
    assert asked(SENT, **GEORGIA) == {"acknowledge_notice"}


def test_r86_an_answer_closes_a_question_and_a_later_one_opens_it_again() -> None:
    again = an_event("consulate_answered", "2026-03-12")
    replied = an_event("answer_sent", "2026-03-10")
    first = after(ANSWERED, where=GEORGIA)["answer_consulate"]
    closed = after(ANSWERED, replied, where=GEORGIA)["answer_consulate"]
    assert (closed.state, closed.standing, closed.id) == ("not_owed", None, first.id)
    assert closed.notes == ("closed on 2026-03-10 (answer sent)",)
    reopened = after(ANSWERED, replied, again, where=GEORGIA)["answer_consulate"]
    assert (reopened.state, reopened.starts_on) == ("owed", date(2026, 3, 12))
    assert reopened.id != first.id
    # While it is open a second question changes nothing: the earliest that was not met rules.
    assert after(ANSWERED, again, where=GEORGIA)["answer_consulate"] == first


def test_r86_a_closed_notice_is_opened_again_by_a_request() -> None:
    closed = an_event("notice_closed", "2026-03-10")
    late = an_event("access_requested", "2026-03-12")
    assert after(ANSWERED, closed)["close_notice"].state == "not_owed"
    assert after(ANSWERED, closed, late)["close_notice"].state == "owed"
    assert "close_notice" not in after(late)


def test_r14_a_child_who_moves_leaves_an_update_to_the_consulate_that_was_told() -> None:
    duty = after(SENT, an_event("child_moved", "2026-03-16"))["update_consulate"]
    assert duty.governed_by is not None
    assert (duty.state, duty.starts_on) == ("owed", date(2026, 3, 16))
    assert "without the foster address" in duty.governed_by.clause


@pytest.mark.parametrize(
    "events", [[ANSWERED], [ASKED], [SENT, an_event("child_moved", "2026-03-16")]]
)
def test_r43_a_hold_stops_what_goes_to_the_consulate_after_the_notice_too(
    events: list[Facts],
) -> None:
    case = a_case(events=[an_event(), *events], **GEORGIA)
    protect = {"who": ["child"], "from": "foreign_state", "basis": "statement", "on": "2026-03-05"}
    held = decided(changed(case, restricted={"protect": [protect]}), "2026-03-20")
    rows = [row for row in held.decision.duties if row.recipient == "consulate"]
    assert rows
    assert {(row.state, row.hold) for row in rows} == {("held", "needs_counsel")}
    assert not {"safety_check_missing", "clock_not_stated"} & set(codes(held))


def test_r73_an_answer_waits_for_the_safety_check_of_everyone_named() -> None:
    case = a_case(events=[an_event(), ANSWERED], safety_checks=[], **GEORGIA)
    rows = [
        row.duty
        for row in decided(case, "2026-03-20").decision.questions
        if row.code == "safety_check_missing"
    ]
    assert "answer_consulate" in rows
    assert "close_notice" not in rows


def test_r04_each_consulate_that_was_told_has_its_own_steps() -> None:
    rows = [a_nationality("MX"), a_nationality("GT")]
    people = [a_child(nationalities=rows), a_parent()]
    found = decided(a_case(events=[an_event(), ANSWERED], people=people), "2026-03-20")
    assert {row.country for row in duties_of(found, "answer_consulate")} == {"MX", "GT"}
    assert len({row.id for row in duties_of(found, "answer_consulate")}) == 2


def test_every_duty_that_a_text_was_read_to_name_for_the_agency_has_a_step() -> None:
    made = {
        step.named_as or step.duty
        for procedure in the_book().procedures.values()
        for step in procedure.steps
    }
    named = {
        duty
        for row in the_book().instruments
        for version in row.versions
        if isinstance(version.terms, Terms)
        for topic in (version.terms.access, version.terms.updates)
        for promise in (topic if isinstance(topic, tuple) else ())
        for duty in promise.duties
    }
    assert named == {"arrange_consular_access", "update_consulate"}
    assert named <= made
