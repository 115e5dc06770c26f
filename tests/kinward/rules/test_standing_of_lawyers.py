"""What a lawyer is on a day, and whose word ends a hold."""

import pytest

from kinward.rules.as_of import as_of, known_by
from kinward.rules.safety import on_hold
from schemas.case import Case
from schemas.person import Counsel
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_lawyer,
    a_parent,
    a_release,
    an_authorization,
    an_event,
)
from tests.library import LONG_BEFORE, the_book


def lawyers_status(status: str, *events: Facts) -> str:
    """The status of the mother's lawyer on 10 March, by the file's word and the events."""
    case = a_case(people=[a_child(), a_parent(), a_lawyer(status=status)], events=list(events))
    known, _ = known_by(case, as_of("2026-03-10", LONG_BEFORE, case, the_book()))
    (lawyer,) = [person for person in known.people if isinstance(person, Counsel)]
    return lawyer.status


def appointed(on: str) -> Facts:
    """The lawyer's appointment."""
    return an_event("counsel_appointed", on, of=["mother"], **{"with": "lawyer"})


def withdrawn(on: str) -> Facts:
    """The lawyer's withdrawal."""
    return an_event("counsel_withdrawn", on, of=["mother"], **{"with": "lawyer"})


@pytest.mark.parametrize(
    ("status", "events", "then"),
    [
        pytest.param("retained", [appointed("2026-03-05")], "retained",
                     id="hired, and entered by the court"),
        pytest.param("appointed", [appointed("2026-03-05")], "appointed", id="appointed"),
        pytest.param("requested", [appointed("2026-03-05")], "appointed",
                     id="asked for, appointed since"),
        pytest.param("appointed", [appointed("2026-03-12")], "requested",
                     id="to be appointed on Thursday"),
        pytest.param("withdrawn", [appointed("2026-03-05"), withdrawn("2026-03-12")], "appointed",
                     id="to withdraw on Thursday"),
        pytest.param("withdrawn", [appointed("2026-03-05")], "withdrawn",
                     id="gone, nobody said when"),
        pytest.param("appointed", [appointed("2026-03-05"), withdrawn("2026-03-06")], "withdrawn",
                     id="appointed and gone"),
    ],
)  # fmt: skip
def test_a_lawyer_is_what_the_events_say_by_that_day(
    status: str, events: list[Facts], then: str
) -> None:
    assert lawyers_status(status, *events) == then


def is_held(*authorizations: Facts) -> bool:
    """Whether a child protected from a foreign state is held from its consulate."""
    flagged = {"who": ["child"], "from": "foreign_state", "basis": "statement", "on": "2026-03-04"}
    case: Case = a_case(
        restricted={"protect": [flagged]}, authorizations=[a_release(), *authorizations]
    )
    day = as_of("2026-03-10", LONG_BEFORE, case, the_book()).day
    return on_hold(case, day, "consulate")


def for_the_child(kind: str, by_capacity: str) -> Facts:
    """Somebody's word for the child."""
    return an_authorization(
        id="word-1",
        kind=kind,
        by="Somebody",
        by_capacity=by_capacity,
        about=["child"],
        covers=["child_identity"],
    )


@pytest.mark.parametrize(
    ("kind", "by_capacity", "held"),
    [
        pytest.param("waiver", "own_counsel", False, id="the child's counsel waives"),
        pytest.param("consent", "own_counsel", False, id="the child's counsel consents"),
        pytest.param("court_order", "court", False, id="the court orders"),
        pytest.param("waiver", "court", True, id="a court's waiver is no order"),
        pytest.param("court_order", "agency_counsel", True, id="an order the court did not make"),
        pytest.param("consent", "parent", True, id="a parent consents"),
    ],
)
def test_r45_for_a_child_its_counsel_or_the_court_agrees(
    kind: str, by_capacity: str, *, held: bool
) -> None:
    assert is_held(for_the_child(kind, by_capacity)) is held
