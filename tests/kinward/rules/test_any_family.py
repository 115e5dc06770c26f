"""What must hold for any family: no silence, no invented number, no date before it was known."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.rules.duties import Decided
from schemas.case import Case
from schemas.duty import OwedDuty
from schemas.person import Nationality
from tests.builders import Facts, a_case, a_check, a_child, a_nationality, a_parent, an_event
from tests.depth import examples
from tests.library import decided, duties_of

COUNTRIES = ["US", "MX", "HN", "GT", "UA", "NO", "XX", "ZZ"]
OFFICES = [
    ("us-ca-san-diego", "CA", "San Diego"),
    ("us-ca", "CA", "Riverside"),
    ("us-il", "IL", "Cook"),
    ("us-tx", "TX", "Bexar"),
    ("us-co", "CO", "Denver"),
    ("us-wa", "WA", "King"),
    ("us-az", "AZ", "Pima"),
    ("us-fl", "FL", "Broward"),
    ("us-ne", "NE", "Douglas"),
]
OPENED = date(2026, 3, 2)


def days(first: int, last: int) -> st.SearchStrategy[str]:
    """Days counted from the opening of the case, as a file writes them."""
    return st.integers(first, last).map(lambda n: (OPENED + timedelta(days=n)).isoformat())


def moments(first: int, last: int) -> st.SearchStrategy[str]:
    """Moments of such days, with an offset."""
    hours = st.integers(0, 23)
    offsets = st.sampled_from(["-08:00", "-05:00", "+00:00", "+03:00"])
    return st.builds(lambda d, h, o: f"{d}T{h:02}:15:00{o}", days(first, last), hours, offsets)


nationalities = st.lists(
    st.builds(
        a_nationality,
        st.sampled_from(COUNTRIES),
        days(-20, 30),
        evidence=st.sampled_from(["confirmed", "presumed", "claimed", "disputed"]),
    ),
    min_size=1,
    max_size=3,
)
events = st.lists(
    st.builds(
        an_event,
        st.sampled_from(
            [
                "taken_into_custody",
                "petition_filed",
                "custody_ordered",
                "guardianship_proposed",
                "parent_detained",
                "safety_concern",
            ]
        ),
        days(-10, 40) | moments(-10, 40),
        of=st.sampled_from([["c0"], ["c1"], ["c0", "c1"], ["mother"], []]),
    ),
    max_size=5,
)
checks = st.lists(
    st.builds(
        a_check,
        st.sampled_from([["c0"], ["c1"], ["mother"], ["c0", "c1", "mother", "father"]]),
        on=days(-5, 40),
        result=st.sampled_from(["clear", "clear", "clear", "not_possible", "concern"]),
    ),
    max_size=3,
)
protections = st.lists(
    st.fixed_dictionaries(
        {
            "who": st.sampled_from([["c0"], ["mother"]]),
            "from": st.sampled_from(["foreign_state", "father", "relatives_of:father"]),
            "basis": st.just("statement"),
            "on": days(-5, 40),
        }
    ),
    max_size=1,
)


@st.composite
def families(draw: st.DrawFn) -> Case:
    """Two children, a mother of both and a father of one, somewhere in the country."""
    agency, state, county = draw(st.sampled_from(OFFICES))
    born = st.sampled_from(["2008-03-05", "2012-02-29", "2026-03-01"])
    people: list[Facts] = [
        a_child(id="c0", nationalities=draw(nationalities), born_on=draw(born)),
        a_child(id="c1", nationalities=draw(nationalities), born_on=draw(born)),
        a_parent(id="mother", of=["c0", "c1"], nationalities=draw(nationalities)),
        a_parent(id="father", of=["c1"], nationalities=draw(nationalities)),
    ]
    return a_case(
        agency=agency,
        state=state,
        county=county,
        people=people,
        events=draw(events),
        safety_checks=draw(checks),
        restricted={"protect": draw(protections)},
    )


as_of_days = days(0, 45)
any_family = settings(max_examples=examples(80), deadline=None)


def rows_known(case: Case, child: str, day: date) -> tuple[tuple[Nationality, ...], ...]:
    """The child's own rows known by a day, then those of its parents."""
    (own,) = [row.nationalities for row in case.children if row.id == child]
    of_parents = [row for parent in case.parents_of(child) for row in parent.nationalities]
    return (
        tuple(row for row in own if row.known_on <= day),
        tuple(row for row in of_parents if row.known_on <= day),
    )


def the_day(found: Decided) -> date:
    """The as-of day."""
    return found.place.moment.day


@any_family
@given(case=families(), day=as_of_days)
def test_each_child_has_one_duty_for_each_foreign_country_of_its_family(
    case: Case, day: str
) -> None:
    found = decided(case, day)
    for child in case.children:
        own, parents = rows_known(case, child.id, the_day(found))
        expected = {row.country for row in (*own, *parents)} - {"US"} | (
            {"ZZ"} - {"ZZ" for _ in own}
        )
        countries = [d.country for d in duties_of(found) if d.about == child.id]
        assert sorted(c or "" for c in countries) == sorted(expected)


@any_family
@given(case=families(), day=as_of_days)
def test_no_duty_is_without_a_reason_and_its_day_is_the_earliest_of_what_binds(
    case: Case, day: str
) -> None:
    found = decided(case, day)
    assert len({duty.id for duty in found.decision.duties}) == len(found.decision.duties)
    for duty in duties_of(found):
        bound = [row for row in (duty.governed_by, *duty.also) if row]
        assert bound or duty.considered
        assert {row.instrument for row in bound}.isdisjoint(
            row.instrument for row in duty.considered
        )
        assert duty.due_on == min((row.due_on for row in bound if row.due_on), default=None)
        assert duty.state != "owed" or bound
        assert duty.state != "not_owed" or not bound


@any_family
@given(case=families(), day=as_of_days)
def test_no_date_lies_before_the_day_on_which_it_could_be_known(case: Case, day: str) -> None:
    found = decided(case, day)
    for duty in duties_of(found):
        own, parents = rows_known(case, duty.about or "", the_day(found))
        known = [row.known_on for row in (*own, *parents) if row.country == duty.country]
        for row in (duty.governed_by, *duty.also):
            if row is None:
                continue
            assert row.starts_on is not None
            assert row.starts_on <= the_day(found)
            if row.due_on is not None:
                assert row.due_on >= max(row.starts_on, min(known))


@any_family
@given(case=families(), day=as_of_days)
def test_a_flagged_family_is_held_throughout_and_no_other_is(case: Case, day: str) -> None:
    found = decided(case, day)
    known = found.place.case
    flagged = (
        any(check.result == "concern" for check in known.safety_checks)
        or any(event.kind == "safety_concern" for event in known.events)
        or any(
            row.from_ == "foreign_state" and row.on <= the_day(found)
            for row in known.restricted.protect
        )
    )
    duties = duties_of(found)
    assert all((duty.state == "held") is flagged for duty in duties)
    assert all((duty.hold == "needs_counsel") is flagged for duty in duties)
    if flagged and duties:
        assert {q.code for q in found.decision.questions} == {"counsel_decision_due"}


def is_checked(found: Decided, duty: OwedDuty) -> bool:
    """Whether every child of the file and every parent of this one has a clear check."""
    case = found.place.case
    needed = {c.id for c in case.children} | {p.id for p in case.parents_of(duty.about or "")}
    clear = {
        person
        for check in case.safety_checks
        if check.result == "clear" and check.on >= case.opened_on
        for person in check.of
    }
    return needed <= clear


@any_family
@given(case=families(), day=as_of_days)
def test_an_owed_duty_without_a_clear_check_asks_for_one_and_no_other_duty_does(
    case: Case, day: str
) -> None:
    found = decided(case, day)
    asked = {
        (q.about, q.country) for q in found.decision.questions if q.code == "safety_check_missing"
    }
    expected = {
        (duty.about, duty.country)
        for duty in duties_of(found)
        if duty.state == "owed" and not is_checked(found, duty)
    }
    assert asked == expected


@any_family
@given(case=families(), day=as_of_days)
def test_a_standing_follows_from_the_due_day_alone(case: Case, day: str) -> None:
    found = decided(case, day)
    for duty in duties_of(found):
        if duty.state == "not_owed":
            assert duty.standing is None
        elif duty.due_on is None or duty.due_on > the_day(found):
            assert duty.standing == "pending"
        else:
            assert duty.standing == ("due" if duty.due_on == the_day(found) else "overdue")


@any_family
@given(case=families(), day=as_of_days)
def test_a_decision_is_the_same_each_time_and_whatever_the_order_of_events(
    case: Case, day: str
) -> None:
    turned = case.model_copy(update={"events": case.events[::-1]})
    first, again = decided(case, day).decision, decided(case, day).decision
    assert first == again
    assert decided(turned, day).decision.duties == first.duties
