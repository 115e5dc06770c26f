"""An unrelated agreement changes nothing: no duty, no key, no date, no question (R11, R21)."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.rules.duties import Decided
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.clock import Clock
from schemas.instrument import CoveredChild, Scope, Start
from tests.builders import Facts, a_case, an_event, changed, facts_of
from tests.kinward.rules.editing import clause_edited, with_instrument
from tests.kinward.rules.letter_settings import FAMILIES, the_family
from tests.kinward.rules.test_any_family import as_of_days, days, families
from tests.library import decided, notice, the_book

TRIGGERS = the_book().vocabulary.events
EVERY_CHILD = CoveredChild(
    nationality_of="child_or_parent",
    us_citizen="included",
    us_citizen_says="by nothing",
    proceedings=("child_welfare", "youth_justice"),
    says="every child",
)
ELSEWHERE: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "of another agency of the state": ({"agencies": ("us-another",)}, ("*",)),
    "of another county": ({"counties": ("Nowhere",)}, ("*",)),
    "of another state": ({"states": ("US-GU",)}, ("*",)),
    "with another country": ({}, ("IS",)),
}


def with_unrelated(state: str, trigger: str, which: str) -> Rulebook:
    """The library with one agreement more, due on the very day of one trigger."""
    start = Start(events=(trigger,), or_later="none")
    clock = Clock(value=0, unit="calendar_days", says="at once")
    edited = clause_edited("us-ca-san-diego_mx", start=start, clock=clock)
    latest = edited.versions[-1].model_copy(update={"covered": EVERY_CHILD})
    scope, countries = ELSEWHERE[which]
    terms = {
        "id": "us-unrelated",
        "scope": Scope.model_validate({"states": (f"US-{state}",), **scope}),
        "countries": countries,
        "versions": (latest,),
    }
    return with_instrument(edited.model_copy(update=terms))


def answers(found: Decided) -> list[str]:
    """Duties and questions but for the list of what was looked at and does not bind."""
    duties = [
        duty.model_copy(
            update={
                "considered": tuple(
                    row for row in duty.considered if row.instrument != "us-unrelated"
                )
            }
        )
        for duty in found.decision.duties
    ]
    rows = (*duties, *found.decision.questions)
    return [json.dumps(row.model_dump(mode="json")) for row in rows]


@pytest.mark.parametrize("which", ELSEWHERE)
@pytest.mark.parametrize("family", FAMILIES)
def test_r11_a_sample_family_comes_to_the_same_whatever_sets_an_unrelated_agreement_in_motion(
    family: str, which: str
) -> None:
    case, moment = the_family(family), FAMILIES[family]
    was = answers(decided(case, moment))
    for trigger in TRIGGERS:
        book = with_unrelated(case.state, trigger, which)
        assert answers(decided(case, moment, book)) == was, trigger


@settings(max_examples=60, deadline=None)
@given(
    case=families(),
    day=as_of_days,
    which=st.sampled_from(list(ELSEWHERE)),
    event=st.builds(
        an_event,
        st.sampled_from(TRIGGERS),
        days(-15, 40),
        of=st.sampled_from([["c0"], ["c0", "c1"], []]),
    ),
)
def test_r11_any_family_comes_to_the_same_beside_an_unrelated_agreement(
    case: Case, day: str, which: str, event: Facts
) -> None:
    events = facts_of(case)["events"]
    assert isinstance(events, list)
    moved = changed(case, events=[event, *events])
    book = with_unrelated(case.state, str(event["kind"]), which)
    assert answers(decided(moved, day, book)) == answers(decided(moved, day))


EARLIER = [an_event("parent_detained", "2026-03-01", of=[]), an_event()]


def test_r21_an_agreement_of_this_case_with_a_trigger_of_its_own_names_the_occasion() -> None:
    case = a_case(events=EARLIER)
    here = with_unrelated("CA", "parent_detained", "with another country")
    rows = tuple(
        row.model_copy(update={"countries": ("MX",)}) if row.id == "us-unrelated" else row
        for row in here.instruments
    )
    unrelated = notice(case, book=here)
    assert unrelated.occasion == "taken_into_custody 2026-03-02"
    assert unrelated.id == notice(case).id
    own = notice(case, book=replace(here, instruments=rows))
    assert own.occasion == "parent_detained 2026-03-01"
    assert own.id != unrelated.id
