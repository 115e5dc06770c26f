"""California's own trigger: a parent who is detained or was deported (R07)."""

import pytest

from kinward.rules.duties import Decided
from tests.builders import Facts, a_case, a_child, a_nationality, a_parent, an_event
from tests.library import decided, duties_of

SECTION = "us-ca_wic-10609-95"


def asked(found: Decided) -> list[tuple[str | None, str | None, str | None]]:
    """Whom the section's question is about, of which country, and who answers."""
    return [
        (q.about, q.country, q.owner)
        for q in found.decision.questions
        if "Section 10609.95" in q.ask and q.code == "clause_not_read"
    ]


def parent_event(kind: str, on: str = "2026-03-04", of: str = "mother") -> Facts:
    """Something that happened to a parent."""
    return an_event(kind, on, of=[of])


@pytest.mark.parametrize("kind", ["parent_detained", "parent_removed"])
@pytest.mark.parametrize("county", ["San Diego", "Fresno"])
def test_r07_a_detained_or_deported_parent_is_a_trigger_in_every_county(
    kind: str, county: str
) -> None:
    case = a_case(county=county, agency="us-ca", events=[an_event(), parent_event(kind)])
    assert asked(decided(case)) == [("child", "MX", "agency_counsel")]


def test_r07_it_needs_no_custody_and_makes_no_duty_and_no_date() -> None:
    found = decided(a_case(events=[parent_event("parent_detained")]))
    (duty,) = duties_of(found)
    assert (duty.state, duty.due_on) == ("not_owed", None)
    why = {row.instrument: row.because for row in duty.considered}
    assert (why[SECTION], why["vccr-1963"]) == ("sets_no_notice_duty", "trigger_absent")
    assert asked(found) == [("child", "MX", "agency_counsel")]


def test_r07_it_changes_nothing_of_a_duty_that_stands() -> None:
    with_it = decided(a_case(events=[an_event(), parent_event("parent_detained")]))
    assert duties_of(with_it) == duties_of(decided(a_case()))


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"events": [an_event()]}, id="no parent detained"),
        pytest.param({"events": [an_event(), parent_event("parent_detained", "2026-03-11")]},
                     id="not yet"),
        pytest.param({"events": [an_event(), parent_event("parent_detained")],
                      "agency": "us-wa", "state": "WA", "county": "King"}, id="another state"),
        pytest.param({"events": [an_event(), parent_event("parent_detained", of="uncle")],
                      "people": [a_child(), a_parent(),
                                 a_parent(id="uncle", of=["other"]),
                                 a_child(id="other", nationalities=[a_nationality("US")])]},
                     id="the parent of another child"),
    ],
)  # fmt: skip
def test_r07_nothing_else_is_that_trigger(facts: Facts) -> None:
    found = decided(a_case(**facts))
    assert [about for about, _, _ in asked(found) if about == "child"] == []
