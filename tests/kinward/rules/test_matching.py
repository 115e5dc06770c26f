"""Which instruments bind this child, and why the others do not."""

from datetime import date

import pytest

from schemas.duty import Considered
from tests.builders import (
    Facts,
    a_case,
    a_child,
    a_guardian_ad_litem,
    a_nationality,
    a_parent,
    an_event,
)
from tests.kinward.rules.editing import (
    clause_edited,
    the_instrument,
    version_edited,
    with_clock,
    with_in_force,
    with_instrument,
    without,
)
from tests.library import codes, decided, duties_of, notice, the_book

US = {"country": "US"}


def a_family(child: list[Facts], parent: list[Facts] | None = None) -> list[Facts]:
    """A child and one parent, with these nationalities."""
    return [
        a_child(nationalities=child),
        a_parent(nationalities=parent or [a_nationality()]),
        a_guardian_ad_litem(),
    ]


def because(considered: tuple[Considered, ...]) -> dict[str, str]:
    """Instruments considered, with the code of why they do not bind."""
    return {row.instrument: row.because for row in considered}


def test_r01_treaty_and_agreement_run_apart_and_the_stricter_date_rules() -> None:
    duty = notice(a_case(), book=with_clock("us-ca-san-diego_mx", value=30, unit="calendar_days"))
    assert duty.governed_by is not None
    assert (duty.governed_by.instrument, duty.due_on) == ("vccr-1963", date(2026, 3, 4))
    assert [row.due_on for row in duty.also] == [date(2026, 4, 1)]


def test_r01_an_agreement_with_an_earlier_day_governs_and_the_treaty_stays_beside_it() -> None:
    duty = notice(a_case(), book=with_clock("us-ca-san-diego_mx", value=0, unit="calendar_days"))
    assert duty.governed_by is not None
    assert duty.governed_by.instrument == "us-ca-san-diego_mx"
    assert duty.due_on == date(2026, 3, 3), "not before the nationality was known"
    assert [row.instrument for row in duty.also] == ["vccr-1963"]


def test_r01_without_delay_outranks_a_number_even_where_it_has_no_date() -> None:
    case = a_case(agency="us-ca", people=a_family([a_nationality()]))
    duty = notice(case, book=with_clock("us-ca-san-diego_mx", value=2, unit="calendar_days"))
    assert duty.governed_by is not None
    assert (duty.governed_by.instrument, duty.governed_by.due_on) == ("vccr-1963", None)
    assert duty.due_on == date(2026, 3, 4), "the earliest of all that apply"


@pytest.mark.parametrize(
    ("child", "parent", "covered", "applies"),
    [
        pytest.param(["MX"], ["MX"], {"nationality_of": "child"}, True, id="a child national"),
        pytest.param(["HN"], ["MX"], {"nationality_of": "child"}, False,
                     id="a parent national where the child counts"),
        pytest.param(["HN"], ["MX"], {"nationality_of": "child_or_parent"}, True,
                     id="a parent national where either counts"),
        pytest.param(["US", "MX"], ["MX"],
                     {"nationality_of": "child", "us_citizen": "excluded"}, False,
                     id="a dual national where citizens are left out"),
        pytest.param(["US", "MX"], ["MX"],
                     {"nationality_of": "child", "us_citizen": "included"}, True,
                     id="a dual national where citizens are included"),
        pytest.param(["US"], ["MX"],
                     {"nationality_of": "child_or_parent", "us_citizen": "included"}, True,
                     id="a citizen child of a national"),
        pytest.param(["US"], ["MX"],
                     {"nationality_of": "child_or_parent", "us_citizen": "excluded"}, False,
                     id="the same, left out"),
    ],
)  # fmt: skip
def test_r02_covered_is_a_rule_of_each_instrument(
    child: list[str], parent: list[str], covered: dict[str, object], *, applies: bool
) -> None:
    was = the_instrument("us-ca-san-diego_mx").versions[-1].covered
    assert was is not None
    edited = version_edited("us-ca-san-diego_mx", covered=was.model_copy(update=covered))
    family = a_family([a_nationality(c) for c in child], [a_nationality(c) for c in parent])
    found = decided(a_case(people=family), book=with_instrument(edited))
    (duty,) = [d for d in duties_of(found) if d.country == "MX"]
    bound = {row.instrument for row in (duty.governed_by, *duty.also) if row}
    assert ("us-ca-san-diego_mx" in bound) is applies


def test_r03_a_stateless_child_has_a_duty_that_says_so_and_no_letter() -> None:
    (duty,) = duties_of(
        decided(a_case(people=a_family([a_nationality("XX")], [a_nationality("US")])))
    )
    assert (duty.country, duty.state, duty.governed_by) == ("XX", "not_owed", None)
    assert set(because(duty.considered).values()) == {"no_nationality", "other_jurisdiction"}


def test_r03_a_disputed_nationality_is_asked_and_the_clock_stays_shown() -> None:
    rows = [a_nationality(evidence="disputed")]
    found = decided(a_case(people=a_family(rows)))
    (duty,) = duties_of(found)
    assert (duty.state, duty.due_on) == ("ask", date(2026, 3, 4))
    assert "nationality_disputed" in codes(found)


DISPUTED = [a_nationality(evidence="disputed")]


def test_a_parents_disputed_nationality_leaves_a_duty_by_ancestry_owed_with_the_question() -> None:
    people = a_family([a_nationality("US")], DISPUTED)
    found = decided(a_case(agency="us-il", state="IL", county="Cook", people=people))
    assert [duty.state for duty in duties_of(found)] == ["owed"]
    (asked,) = [q.ask for q in found.decision.questions if q.code == "nationality_disputed"]
    assert asked.startswith("The parent's nationality of Mexico is disputed.")


def test_a_duty_that_rests_on_a_parents_disputed_nationality_alone_is_asked() -> None:
    was = the_instrument("us-ca-san-diego_mx").versions[-1].covered
    assert was is not None
    either = was.model_copy(update={"nationality_of": "child_or_parent"})
    book = with_instrument(version_edited("us-ca-san-diego_mx", covered=either))
    disputed = decided(a_case(people=a_family([a_nationality("US")], DISPUTED)), book=book)
    assert [duty.state for duty in duties_of(disputed)] == ["ask"]
    claimed = [a_nationality(evidence="claimed")]
    believed = decided(a_case(people=a_family([a_nationality("US")], claimed)), book=book)
    assert [duty.state for duty in duties_of(believed)] == ["owed"]


def test_r04_a_national_of_two_foreign_states_gets_one_duty_for_each() -> None:
    rows = [a_nationality("MX"), a_nationality("GT")]
    duties = duties_of(decided(a_case(people=a_family(rows))))
    assert {(duty.country, duty.state) for duty in duties} == {("MX", "owed"), ("GT", "owed")}
    assert len({duty.id for duty in duties}) == 2


def test_r05_a_dual_national_is_outside_the_treaty_by_practice_and_inside_an_agreement() -> None:
    duty = notice(a_case(people=a_family([a_nationality("US"), a_nationality()])))
    assert because(duty.considered)["vccr-1963"] == "also_us_citizen"
    (why,) = [r.explanation for r in duty.considered if r.instrument == "vccr-1963"]
    assert "practice" in why
    assert duty.governed_by is not None
    assert duty.governed_by.instrument == "us-ca-san-diego_mx"


def test_r06_a_citizen_child_of_a_foreign_parent_is_not_owed_with_the_descent_asked() -> None:
    found = decided(a_case(people=a_family([a_nationality("US")])))
    (duty,) = duties_of(found)
    assert duty.state == "not_owed"
    assert because(duty.considered)["vccr-1963"] == "us_citizen_other_nationality_not_recorded"
    assert "nationality_by_descent_possible" in codes(found)
    assert "not a national" not in found.decision.model_dump_json()


def test_r06_a_foreign_child_of_a_parent_of_another_state_is_asked_about_descent_too() -> None:
    found = decided(a_case(people=a_family([a_nationality("HN")], [a_nationality("MX")])))
    states = {duty.country: duty.state for duty in duties_of(found)}
    assert states == {"HN": "owed", "MX": "not_owed"}
    asked = {q.country for q in found.decision.questions if "descent" in q.code}
    assert asked == {"MX"}


def test_r08_a_presumption_from_birth_abroad_is_enough_for_a_duty_and_stays_a_presumption() -> (
    None
):
    rows = [a_nationality("UA", evidence="presumed")]
    presumed = notice(a_case(people=a_family(rows, [a_nationality("UA")])))
    confirmed = notice(a_case(people=a_family([a_nationality("UA")], [a_nationality("UA")])))
    assert presumed == confirmed
    assert presumed.state == "owed"


def test_r09_r82_no_question_ever_asks_for_a_status() -> None:
    asked = [
        question.ask.lower()
        for rows in (
            [a_nationality("ZZ")],
            [a_nationality(evidence="disputed")],
            [a_nationality()],
        )
        for question in decided(a_case(people=a_family(rows))).decision.questions
    ]
    assert asked
    about_status = [text for text in asked if "status" in text and "not status" not in text]
    assert about_status == []


@pytest.mark.parametrize("code", ["ZZ", "XX"])
def test_r10_an_unknown_or_no_nationality_is_a_task_to_verify_and_binds_nothing(code: str) -> None:
    found = decided(a_case(people=a_family([a_nationality(code)], [a_nationality("US")])))
    (duty,) = duties_of(found)
    assert duty.governed_by is None
    assert duty.state == ("ask" if code == "ZZ" else "not_owed")
    assert codes(found) == {"nationality_unknown"}


def test_r10_a_parent_of_unknown_nationality_is_not_told_as_the_childs() -> None:
    found = decided(a_case(people=a_family([a_nationality()], [a_nationality("ZZ")])))
    (duty,) = [d for d in duties_of(found) if d.country == "ZZ"]
    assert duty.state == "ask"
    here = [row for row in duty.considered if row.because != "other_jurisdiction"]
    assert {row.explanation for row in here} == {
        "A parent has no known nationality; no country can be told of it."
    }
    (asked,) = [q.ask for q in found.decision.questions if q.code == "nationality_unknown"]
    assert "parent" in asked


def test_r11_an_instrument_binds_its_own_county_only() -> None:
    duty = notice(a_case(county="Orange", agency="us-ca"))
    assert because(duty.considered)["us-ca-san-diego_mx"] == "other_jurisdiction"
    assert duty.also == ()


@pytest.mark.parametrize(
    "county", ["San Diego", "San Diego County", "SAN DIEGO", "County of San Diego"]
)
def test_r11_a_county_is_the_same_county_however_it_is_written(county: str) -> None:
    duty = notice(a_case(county=county))
    assert [row.instrument for row in duty.also] == ["us-ca-san-diego_mx"]
    assert duty.post == "mx-san-diego"


def test_r11_another_country_is_named_as_the_reason() -> None:
    duty = notice(a_case(people=a_family([a_nationality("GT")], [a_nationality("GT")])))
    assert because(duty.considered)["us-ca-san-diego_mx"] == "other_country"


def test_r11_an_old_case_keeps_the_version_of_its_own_day() -> None:
    rows = [a_nationality("UA", "2020-03-03")]
    facts = {
        "agency": "us-wa", "state": "WA", "county": "King",
        "people": a_family(rows, rows),
        "events": [an_event(on="2020-03-02")], "opened_on": "2020-03-02",
    }  # fmt: skip
    old = decided(a_case(**facts), "2026-03-10")
    (duty,) = duties_of(old)
    assert "us-wa_policy-4211" not in [row.instrument for row in duty.also]
    assert "clause_not_read" in codes(old), "the text before 2024-07-01 was not read in full"


def test_r12_an_expired_agreement_falls_back_to_the_treaty_and_says_so() -> None:
    ended = with_in_force("us-ca-san-diego_mx", ends_on=date(2025, 12, 31), end="known")
    duty = notice(a_case(), book=ended)
    assert because(duty.considered)["us-ca-san-diego_mx"] == "expired"
    assert duty.governed_by is not None
    assert (duty.state, duty.governed_by.instrument) == ("owed", "vccr-1963")


def test_r12_the_last_day_in_force_is_included() -> None:
    last = with_in_force("us-ca-san-diego_mx", ends_on=date(2026, 3, 2), end="known")
    assert [row.instrument for row in notice(a_case(), book=last).also] == ["us-ca-san-diego_mx"]


def test_r12_an_end_nobody_read_leaves_the_duty_owed_with_a_question() -> None:
    found = decided(a_case())
    assert duties_of(found)[0].state == "owed"
    assert "agreement_end_unknown" in codes(found)


def test_r12_a_start_that_is_not_known_is_told_with_its_earliest_source() -> None:
    (agreement,) = notice(a_case()).also
    assert any("2013-12-31" in note and "start is not known" in note for note in agreement.notes)


def test_r12_an_agreement_does_not_bind_before_its_earliest_source() -> None:
    later = with_in_force("us-ca-san-diego_mx", attested_on=date(2026, 3, 3))
    duty = notice(a_case(), book=later)
    assert because(duty.considered)["us-ca-san-diego_mx"] == "not_in_force"


def test_r12_a_clause_nobody_read_is_neither_yes_nor_no() -> None:
    (row,) = [r for r in notice(a_case()).considered if r.instrument == "us-mx-1942"]
    assert (row.applies, row.because) == (None, "clause_not_read")


def test_r13_two_agreements_at_once_are_both_listed_and_a_person_asked() -> None:
    twin = clause_edited("us-ca-san-diego_mx").model_copy(update={"id": "us-ca_mx"})
    found = decided(a_case(), book=with_instrument(twin))
    (duty,) = duties_of(found)
    assert [row.instrument for row in duty.also] == ["us-ca-san-diego_mx", "us-ca_mx"]
    (asked,) = [q for q in found.decision.questions if q.code == "several_agreements"]
    assert "us-ca-san-diego_mx" in asked.ask
    assert "us-ca_mx" in asked.ask
    assert duty.state == "owed"


def test_r13_one_agreement_of_four_countries_claims_each_of_them() -> None:
    for country in ("GT", "HN", "MX", "SV"):
        rows = [a_nationality(country)]
        case = a_case(agency="us-co", state="CO", county="Denver", people=a_family(rows, rows))
        duty = notice(case)
        assert [row.instrument for row in duty.also] == ["us-co_gt-hn-mx-sv"]


def test_r15_the_mandatory_list_of_arrests_neither_makes_nor_spares_a_notice() -> None:
    book = the_book()
    listed = {code for code, row in book.countries.items() if row.mandatory_list}
    for country in ("UA", "GT"):
        rows = [a_nationality(country)]
        assert notice(a_case(people=a_family(rows, rows))).state == "owed"
    assert "GT" not in listed
    assert "UA" in listed


def test_an_agreement_taken_away_leaves_the_treaty_alone() -> None:
    with_it, without_it = notice(a_case()), notice(a_case(), book=without("us-ca-san-diego_mx"))
    assert without_it.also == ()
    assert without_it.governed_by == with_it.governed_by
    assert without_it.due_on == with_it.due_on


def test_an_unrelated_agreement_changes_nothing() -> None:
    case = a_case()
    assert decided(case).decision == decided(case, book=without("us-il_mx")).decision


def test_nothing_has_set_it_in_motion_yet() -> None:
    duty = notice(a_case(events=[an_event("parent_detained", of=["mother"])]))
    assert (duty.state, duty.governed_by) == ("not_owed", None)
    assert because(duty.considered)["vccr-1963"] == "trigger_absent"


@pytest.mark.parametrize(
    ("born_on", "state"), [("2008-03-03", "not_owed"), ("2008-03-04", "owed")]
)
def test_age_is_judged_on_the_start_day(born_on: str, state: str) -> None:
    people = [a_child(born_on=born_on), a_parent()]
    duty = notice(a_case(people=people), book=without("us-ca-san-diego_mx"))
    assert duty.starts_on in {date(2026, 3, 3), None}
    assert duty.state == state
    if state == "not_owed":
        assert because(duty.considered)["vccr-1963"] == "age"


@pytest.mark.parametrize(
    "row",
    [a_nationality("ZZ", evidence="claimed"), a_nationality("MX", "2026-03-20")],
    ids=["unknown", "not learned yet"],
)
def test_r10_of_a_child_of_unknown_nationality_nobody_says_that_it_is_not_a_national(
    row: Facts,
) -> None:
    found = decided(a_case(people=[a_child(nationalities=[row]), a_parent()]))
    (duty,) = [row for row in duties_of(found) if row.country == "MX"]
    said = {row.because: row for row in duty.considered}
    assert "not_a_national" not in said
    assert said["no_nationality"].applies is None
    assert "is not known" in said["no_nationality"].explanation
    assert duty.state == "ask"
    assert codes(found) >= {"nationality_unknown", "nationality_by_descent_possible"}
