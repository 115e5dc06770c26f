"""The day a decision is made for: what had happened and was known by then."""

from datetime import UTC, date, datetime

import pytest

from kinward.rules.as_of import AsOfBeforeCase, as_of
from tests.builders import (
    a_case,
    a_child,
    a_guardian_ad_litem,
    a_hearing,
    a_lawyer,
    a_nationality,
    a_parent,
    an_event,
    detained,
)
from tests.library import LONG_BEFORE, codes, decided, duties_of, notice, the_book, the_duty


def test_a_day_before_the_case_was_opened_is_refused() -> None:
    with pytest.raises(AsOfBeforeCase) as refused:
        as_of("2026-03-01", LONG_BEFORE, a_case(), the_book())
    assert refused.value.code == "as_of_before_case"


def test_a_day_is_noon_in_the_agencys_zone() -> None:
    moment = as_of("2026-03-10", LONG_BEFORE, a_case(), the_book()).moment
    assert moment.isoformat() == "2026-03-10T12:00:00-07:00"


def test_without_a_profile_the_courts_zone_counts() -> None:
    moment = as_of("2026-03-10", LONG_BEFORE, a_case(agency="us-ca"), the_book()).moment
    assert moment.isoformat() == "2026-03-10T12:00:00-07:00"


def test_an_instant_without_its_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        as_of("2026-03-10T12:00:00", LONG_BEFORE, a_case(), the_book())


def test_without_as_of_the_clock_counts_on_the_agencys_day() -> None:
    after_midnight_in_london = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)
    assert as_of(None, after_midnight_in_london, a_case(), the_book()).day == date(2026, 3, 10)


def test_an_event_after_the_day_is_left_out_and_listed_by_its_place() -> None:
    case = a_case(events=[an_event(), an_event("petition_filed", "2026-03-04")])
    found = decided(case, "2026-03-03")
    assert found.decision.left_out == ("events[1]",)
    assert decided(case, "2026-03-04").decision.left_out == ()


def test_an_event_of_nobody_named_concerns_every_child() -> None:
    assert notice(a_case(events=[an_event(of=[])])).state == "owed"
    elsewhere = a_case(
        people=[a_child(), a_child(id="sister"), a_parent()], events=[an_event(of=["sister"])]
    )
    assert {d.about: d.state for d in duties_of(decided(elsewhere))} == {
        "child": "not_owed",
        "sister": "owed",
    }


def test_custody_that_has_not_happened_yet_owes_nothing() -> None:
    case = a_case(events=[an_event(on="2026-03-05")])
    assert notice(case, "2026-03-04").state == "not_owed"
    assert notice(case, "2026-03-05").state == "owed"


def test_an_event_near_midnight_has_the_day_of_the_agencys_zone() -> None:
    # 23:30 on 5 March in San Diego is 6 March in Greenwich.
    case = a_case(events=[an_event(on="2026-03-06T07:30:00+00:00")])
    duty = notice(case)
    assert duty.occasion == "taken_into_custody 2026-03-05"
    assert duty.starts_on == date(2026, 3, 5)


def test_a_moment_later_on_the_same_day_is_not_known_yet() -> None:
    case = a_case(events=[an_event(on="2026-03-05T14:25:00-08:00")])
    assert notice(case, "2026-03-05T14:00:00-08:00").state == "not_owed"
    assert notice(case, "2026-03-05T14:30:00-08:00").state == "owed"


def test_a_nationality_not_learned_yet_is_unknown_and_asked() -> None:
    people = [a_child(), a_parent(nationalities=[a_nationality("US")]), a_guardian_ad_litem()]
    found = decided(a_case(people=people), "2026-03-02")
    (duty,) = duties_of(found)
    assert (duty.country, duty.state) == ("ZZ", "ask")
    assert codes(found) == {"nationality_unknown"}


def test_r08_a_child_born_abroad_without_a_nationality_is_to_be_recorded_as_presumed() -> None:
    people = [
        a_child(born_in={"country": "MX"}, nationalities=[a_nationality("ZZ")]),
        a_parent(nationalities=[a_nationality("US")]),
    ]
    (asked,) = decided(a_case(people=people)).decision.questions
    assert "born in Mexico" in asked.ask
    assert "presumed, never as confirmed" in asked.ask


def test_a_corrected_event_gives_way_from_the_day_of_the_correction() -> None:
    wrong = an_event(on="2026-03-02", id="wrong")
    right = an_event(on="2026-03-05", corrects="wrong")
    assert notice(a_case(events=[wrong, right]), "2026-03-04").starts_on == date(2026, 3, 3)
    assert notice(a_case(events=[wrong, right]), "2026-03-05").starts_on == date(2026, 3, 5)


LAWYERED = [a_child(), a_parent(whereabouts=detained()), a_lawyer(), a_guardian_ad_litem()]


def a_detained_family(**facts: object) -> dict[str, object]:
    """A detained mother with a lawyer, and a hearing ahead."""
    usual: dict[str, object] = {"needs": ["detained_parent"], "people": LAWYERED}
    return {**usual, "hearings": [a_hearing()], **facts}


def appointed(kind: str, on: str) -> dict[str, object]:
    """The mother's lawyer is appointed, or withdraws."""
    return an_event(kind, on, of=["mother"], **{"with": "lawyer"})


DETAINED = an_event("parent_detained", "2026-03-01", of=["mother"])


@pytest.mark.parametrize(
    ("status", "events", "moment", "represented"),
    [
        pytest.param("appointed", [], "2026-03-10", True, id="appointed, undated"),
        pytest.param("requested", [], "2026-03-10", False, id="only asked for"),
        pytest.param("withdrawn", [], "2026-03-10", False, id="withdrawn, undated"),
        pytest.param("appointed", [appointed("counsel_appointed", "2026-03-05")],
                     "2026-03-04", False, id="the day before the appointment"),
        pytest.param("appointed", [appointed("counsel_appointed", "2026-03-05")],
                     "2026-03-05", True, id="on the day of the appointment"),
        pytest.param("withdrawn", [appointed("counsel_appointed", "2026-03-05"),
                                   appointed("counsel_withdrawn", "2026-03-09")],
                     "2026-03-08", True, id="before a withdrawal that the file knows of"),
        pytest.param("withdrawn", [appointed("counsel_appointed", "2026-03-05"),
                                   appointed("counsel_withdrawn", "2026-03-09")],
                     "2026-03-09", False, id="from the day of the withdrawal"),
        pytest.param("withdrawn", [appointed("counsel_appointed", "2026-03-05")],
                     "2026-03-06", False, id="withdrawn, only the appointment is dated"),
        pytest.param("withdrawn", [appointed("counsel_appointed", "2026-03-05")],
                     "2026-03-04", False, id="withdrawn, before the dated appointment"),
        pytest.param("withdrawn", [appointed("counsel_appointed", "2026-03-03"),
                                   appointed("counsel_withdrawn", "2026-03-05"),
                                   appointed("counsel_appointed", "2026-03-08")],
                     "2026-03-09", True, id="appointed again after the withdrawal"),
    ],
)  # fmt: skip
def test_r42_a_lawyer_represents_from_the_appointment_to_the_withdrawal(
    status: str, events: list[dict[str, object]], moment: str, *, represented: bool
) -> None:
    people = [a_child(), a_parent(whereabouts=detained()), a_lawyer(status=status)]
    case = a_case(**a_detained_family(people=people, events=[an_event(), DETAINED, *events]))
    found = decided(case, moment)
    assert ("counsel_first" in codes(found, "request_participation")) is represented
    lawyer = found.place.case.person("lawyer")
    assert (getattr(lawyer, "status", None) in {"appointed", "retained"}) is represented


def test_a_withdrawn_lawyer_of_the_child_is_no_lawyer_to_copy() -> None:
    people = [a_child(), a_parent(), a_lawyer(represents=["child"], status="withdrawn")]
    assert "childs_counsel_unknown" in codes(decided(a_case(people=people)))


def test_a_step_of_procedure_is_never_due_before_the_case_was_opened() -> None:
    duty = the_duty(
        decided(a_case(**a_detained_family(events=[DETAINED]))), "notify_parent_counsel"
    )
    assert DETAINED["on"] == "2026-03-01"
    assert (duty.starts_on, duty.due_on) == (date(2026, 3, 2), date(2026, 3, 2))
