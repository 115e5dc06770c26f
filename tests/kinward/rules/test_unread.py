"""Texts that were not read: neither yes nor no, a question, and no date (R12)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kinward.library import load
from kinward.rules.as_of import AsOf
from kinward.rules.duties import decide
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.duty import Considered, Decision, OwedDuty
from schemas.instrument import Instrument

SHIPPED = Path(__file__).resolve().parents[3]
BOOK = load(SHIPPED, None).rulebook
A_SOURCE = {"id": "S1", "title": "A brief", "read_on": "2026-11-22"}
A_CLAUSE = {"clause": "article 4", "matters_when": "always", "ask": "What does article 4 ask for?"}


def an_instrument(*, unread: str | None, **facts: object) -> Instrument:
    """An agreement of Iowa with Guatemala that sets no duty, with or without a clause not read."""
    clause = {**A_CLAUSE, "matters_when": unread or "always", "source": A_SOURCE}
    version = {
        "version": "2020",
        "in_force": {"attested_on": "2020-12-31", "end": "not_read"},
        "unread": [clause] if unread else [],
    }
    row = {
        "id": "us-ia_gt",
        "kind": "agreement",
        "title": "Iowa and Guatemala",
        "scope": {"states": ["US-IA"]},
        "countries": ["GT"],
        "confidence": "read_in_part",
        "sources": [A_SOURCE],
        "versions": [version],
        **facts,
    }
    return Instrument.model_validate_json(json.dumps(row))


def a_case(nationality: str = "GT", parent: str | None = None) -> Case:
    """A child in the custody of Iowa since 2 March 2026, a national of Guatemala unless told."""
    place = {"lines": ["1 Example Street"], "city": "Example", "country": "US"}
    known = {"basis": "birth", "evidence": "confirmed", "known_on": "2026-03-02"}
    child = {
        "id": "child",
        "role": "child",
        "name": {"given": "A", "family": "B"},
        "born_on": "2018-01-01",
        "nationalities": [{"country": nationality, **known}],
    }
    mother = {
        "id": "mother",
        "role": "parent",
        "relationship": "mother",
        "of": ["child"],
        "name": {"given": "C", "family": "B"},
        "nationalities": [{"country": parent or nationality, **known}],
        "whereabouts": {"kind": "community"},
    }
    facts = {
        "case_number": "IA-1",
        "agency": "us-ia",
        "state": "IA",
        "county": "Polk",
        "opened_on": "2026-03-02",
        "needs": ["consular_notification"],
        "court": {
            "name": "Court",
            "docket_number": "1",
            "timezone": "America/Chicago",
            "address": place,
        },
        "worker": {"name": {"given": "D", "family": "E"}},
        "people": [child, mother],
        "events": [{"kind": "taken_into_custody", "on": "2026-03-02", "of": ["child"]}],
    }
    return Case.model_validate_json(json.dumps(facts))


def decided(case: Case, *added: Instrument) -> Decision:
    """What follows with the shipped library and these instruments more."""
    book: Rulebook = replace(BOOK, instruments=(*BOOK.instruments, *added))
    return decide(case, AsOf(datetime(2026, 3, 10, 18, tzinfo=UTC)), book).decision


def the_duty(decision: Decision) -> OwedDuty:
    """The duty to the consulate of Guatemala."""
    return next(duty for duty in decision.duties if duty.country == "GT")


def looked_at(decision: Decision, id_: str) -> Considered:
    """How an instrument stands among those that were looked at."""
    return next(row for row in the_duty(decision).considered if row.instrument == id_)


def asked(decision: Decision) -> list[str]:
    """What is asked of counsel because it was not read."""
    return [question.ask for question in decision.questions if question.code == "clause_not_read"]


def test_a_text_that_was_read_and_sets_no_duty_says_so() -> None:
    decision = decided(a_case(), an_instrument(unread=None))
    found = looked_at(decision, "us-ia_gt")
    assert (found.applies, found.because) == (False, "sets_no_notice_duty")
    assert asked(decision) == []


def test_a_text_without_duties_whose_clauses_were_not_read_is_neither_yes_nor_no_r12() -> None:
    decision = decided(a_case(), an_instrument(unread="always"))
    found = looked_at(decision, "us-ia_gt")
    assert (found.applies, found.because) == (None, "clause_not_read")
    assert "article 4" in found.explanation
    assert asked(decision) == ["What does article 4 ask for?"]


@pytest.mark.parametrize(
    ("parent", "because"), [("GT", "clause_not_read"), ("US", "sets_no_notice_duty")]
)
def test_a_clause_on_parents_is_asked_only_where_a_parent_is_of_that_country(
    parent: str, because: str
) -> None:
    case = a_case(parent=parent)
    decision = decided(case, an_instrument(unread="parent_national_or_born_there"))
    assert looked_at(decision, "us-ia_gt").because == because


def test_a_title_alone_is_neither_yes_nor_no_and_is_asked_about() -> None:
    decision = decided(a_case(), an_instrument(unread=None, status="known_to_exist"))
    found = looked_at(decision, "us-ia_gt")
    assert (found.applies, found.because) == (None, "clause_not_read")
    assert asked(decision) == [
        "Read Iowa and Guatemala: does it ask for notice in this case, and by when?"
    ]


def test_a_title_alone_is_asked_about_in_its_own_words_where_it_has_them() -> None:
    decision = decided(a_case(), an_instrument(unread="always", status="known_to_exist"))
    assert asked(decision) == ["What does article 4 ask for?"]


@pytest.mark.parametrize("nationality", ["GT", "US"])
def test_a_title_alone_changes_neither_state_nor_date_nor_the_duty_itself(
    nationality: str,
) -> None:
    case = a_case(nationality, parent="GT")
    without = the_duty(decided(case))
    beside = the_duty(decided(case, an_instrument(unread=None, status="known_to_exist")))
    assert beside.model_copy(update={"considered": ()}) == without.model_copy(
        update={"considered": ()}
    )
    assert {row.instrument for row in beside.considered} - {
        row.instrument for row in without.considered
    } == {"us-ia_gt"}


def test_a_title_alone_computes_no_clock_even_where_somebody_wrote_one() -> None:
    treaty = next(row for row in BOOK.instruments if row.id == "vccr-1963")
    clause = treaty.versions[-1].duties[0]
    early = clause.model_copy(
        update={"start": clause.start.model_copy(update={"events": ("case_opened",)})}
    )
    bare = an_instrument(unread=None, status="known_to_exist")
    version = bare.versions[0].model_copy(
        update={"duties": (early,), "covered": treaty.versions[-1].covered}
    )
    written = bare.model_copy(update={"versions": (version,)})
    duty = the_duty(decided(a_case(), written))
    assert duty.due_on == the_duty(decided(a_case())).due_on
    assert duty.id == the_duty(decided(a_case())).id
    assert duty.governed_by is not None
    assert duty.governed_by.instrument == "vccr-1963"


def test_a_nationwide_directive_on_detained_parents_is_not_looked_at_for_a_notice() -> None:
    shown = {row.instrument for duty in decided(a_case()).duties for row in duty.considered}
    assert not {"ice-directive-11064", "aspe-mous-2013"} & shown


def test_a_row_of_the_state_that_is_not_about_notices_is_shown_whatever_its_day() -> None:
    travel = an_instrument(unread="always", needs=["placement_abroad"])
    old = a_case().model_copy(update={"opened_on": date(2012, 3, 2)})
    found = looked_at(decided(old, travel), "us-ia_gt")
    assert (found.applies, found.because) == (False, "sets_no_notice_duty")
