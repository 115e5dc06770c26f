"""From duties to papers: who is first, what holds a paper, and what is left out of it."""

from dataclasses import replace

import pytest

from kinward.rules.case_values import values_of
from kinward.rules.paper import Paper
from kinward.rules.planning import Desk, Plan, plan
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_guardian_ad_litem,
    a_hearing,
    a_lawyer,
    a_parent,
    an_event,
    detained,
)
from tests.kinward.rules.letter_settings import FAMILIES, SAN_DIEGO, the_family
from tests.library import decided, the_book

COUNSEL: Facts = {"name": {"given": "Ruth", "family": "El"}, "title": "County Counsel"}
GROUP: Facts = {
    "id": "group",
    "role": "attorney_group",
    "name": {"organization": "Parents' Lawyers"},
}
LOCATION, TOLD = "notice_of_parent_location", "notice_to_parent_counsel"


NOON = "2026-03-10T12:00:00-07:00"


def planned(case: Case, moment: str = NOON, book: Rulebook | None = None) -> Plan:
    """Every paper that a case's duties ask for, all letters being in the library."""
    rows = book or the_book()
    return plan(Desk(decided(case, moment, rows), frozenset(rows.kinds), {}))


def papers(found: Plan, kind: str) -> tuple[Paper, ...]:
    """The papers of a kind."""
    return tuple(paper for paper in found.papers if paper.kind.kind == kind)


def a_detained_mother(*lawyers: Facts, **facts: object) -> Case:
    """A mother held by ICE, with these lawyers, and a child with a guardian ad litem."""
    usual: Facts = {
        "needs": ["detained_parent"],
        "people": [
            a_child(),
            a_parent(whereabouts=detained()),
            a_guardian_ad_litem(),
            *lawyers,
        ],
        "events": [an_event(), an_event("parent_detained", "2026-03-01", of=["mother"])],
        "agency_counsel": COUNSEL,
    }
    return a_case(**{**usual, **facts})


def asked(found: Plan, duty: str) -> tuple[str, ...]:
    """The sentences of the office's questions beside a duty."""
    rows = found.questions
    return tuple(q.ask for q in rows if (q.code, q.duty) == ("office_question", duty))


def test_a_copy_is_never_the_only_paper_and_the_missing_addressee_is_asked() -> None:
    found = planned(a_detained_mother())
    assert papers(found, TOLD) == ()
    (ask,) = asked(found, "notify_parent_counsel")
    assert ask.startswith("No lawyer and no office that appoints counsel is recorded.")
    (question,) = [q for q in found.questions if q.duty == "notify_parent_counsel"]
    assert question.about == "mother"


@pytest.mark.parametrize("someone", [a_lawyer(), GROUP], ids=["a lawyer", "an office"])
def test_whoever_is_recorded_is_told_and_nothing_is_asked(someone: Facts) -> None:
    found = planned(a_detained_mother(someone))
    first, *copies = papers(found, TOLD)
    assert first.recipient.person == someone["id"]
    assert all(copy.recipient.copy_of == first.recipient.class_ for copy in copies)
    assert asked(found, "notify_parent_counsel") == ()


def test_what_agency_counsel_signs_waits_until_one_is_named() -> None:
    named = papers(planned(a_detained_mother(a_lawyer())), LOCATION)
    assert "agency_counsel_missing" not in {paper.why for paper in named}
    found = planned(a_detained_mother(a_lawyer(), agency_counsel=None))
    rows = papers(found, LOCATION)
    assert rows
    assert {(row.state, row.why, row.view) for row in rows} == {
        ("held", "agency_counsel_missing", None)
    }
    assert len(asked(found, "notify_court_of_location")) == 1
    assert "agency_counsel_missing" not in {paper.why for paper in papers(found, TOLD)}


def with_refused(category: str, class_: str = "juvenile_court") -> Rulebook:
    """The library with a category that a class of recipients may not see."""
    book = the_book()
    refused = {
        key: cell.model_copy(update={"rule": "deny"})
        if (key[0], key[2]) == (category, class_)
        else cell
        for key, cell in book.cells.items()
    }
    return replace(book, cells=refused)


def test_a_copy_is_never_further_along_than_its_original() -> None:
    case = a_detained_mother(a_lawyer())
    first, *copies = papers(planned(case), LOCATION)
    assert {row.state for row in (first, *copies)} == {"ready"}
    assert copies
    found = planned(case, book=with_refused("parent_name_minimum"))
    stopped, *copies = papers(found, LOCATION)
    assert (stopped.recipient.class_, stopped.state) == ("juvenile_court", "blocked")
    assert {(copy.state, copy.why, copy.view) for copy in copies} == {
        ("blocked", "needs_counsel", None)
    }


def counsels(found: Plan, duty: str) -> tuple[str, ...]:
    """The sentences that ask agency counsel beside a duty."""
    rows = found.questions
    return tuple(q.ask for q in rows if (q.code, q.duty) == ("counsel_decision_due", duty))


def to_the_guardian(found: Plan) -> Paper:
    """The copy of the notice of location for the guardian ad litem."""
    (copy,) = [p for p in papers(found, LOCATION) if p.recipient.class_ == "childs_counsel_gal"]
    return copy


def test_a_copy_held_for_what_its_reader_may_not_see_is_asked_by_name() -> None:
    case = a_detained_mother(a_lawyer())
    found = planned(case, book=with_refused("search_efforts", "childs_counsel_gal"))
    copy = to_the_guardian(found)
    assert (copy.state, copy.why) == ("held", "needs_counsel")
    (ask,) = counsels(found, "notify_court_of_location")
    assert copy.kind.title in ask
    assert "childs counsel gal" in ask
    assert "search efforts" in ask


def test_r75_a_copy_held_for_a_protection_is_asked_without_naming_anything() -> None:
    protection: Facts = {"who": ["mother"], "from": "child", "basis": "agency", "on": "2026-03-05"}
    restricted: Facts = {"protect": [protection]}
    found = planned(a_detained_mother(a_lawyer(), restricted=restricted))
    assert to_the_guardian(found).state == "held"
    assert counsels(found, "notify_court_of_location") == (
        "Agency counsel must decide whether and how this duty is met.",
    )


@pytest.mark.parametrize("form", [None, "in_person", "video", "telephone"])
def test_the_form_of_attendance_is_part_of_the_hearing_and_holds_no_copy(
    form: str | None,
) -> None:
    case = a_detained_mother(a_lawyer(), hearings=[a_hearing(attendance_chosen=form)])
    assert {paper.state for paper in papers(planned(case), LOCATION)} == {"ready"}


def withheld(paper: Paper) -> tuple[str, ...]:
    """The categories left out of a paper."""
    return tuple(row.category for row in paper.view.withheld) if paper.view else ()


def test_r39_a_notification_lists_what_the_consulate_is_not_told() -> None:
    found = planned(the_family(SAN_DIEGO), FAMILIES[SAN_DIEGO])
    consulate, *_ = papers(found, "consular_notification")
    assert consulate.recipient.class_ == "consulate"
    rows = withheld(consulate)
    assert {"a_number", "parent_location_detention_facility"} <= set(rows)
    assert list(rows) == sorted(set(rows))


@pytest.mark.parametrize("family", FAMILIES)
def test_r39_only_categories_that_the_case_holds_are_listed(family: str) -> None:
    case = the_family(family)
    held = {value.category for value in values_of(case)}
    for paper in planned(case, FAMILIES[family]).papers:
        asked_for = {row.category for row in paper.kind.fields}
        assert set(withheld(paper)) <= held | asked_for
        assert not {"protection_hold", "event_note"} & set(withheld(paper))


def test_r74_the_list_says_nothing_of_a_protection_and_a_held_paper_has_none() -> None:
    protection: Facts = {"who": ["child"], "from": "mother", "basis": "order", "on": "2026-03-05"}
    restricted: Facts = {"protect": [protection], "notes": "A word that stays here"}
    found = planned(a_detained_mother(a_lawyer(), restricted=restricted))
    rules = {row.rule for paper in found.papers if paper.view for row in paper.view.withheld}
    assert "matrix: condition not met" in rules
    assert not [rule for rule in rules if "protect" in rule]
    assert all(withheld(paper) == () for paper in found.papers if paper.state == "held")
