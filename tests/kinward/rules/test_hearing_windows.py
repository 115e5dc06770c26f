"""Windows of hearing notices: every row that has a number, both ends, each direction."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.clocks import court_closed_days
from kinward.rules.hearing_windows import Window, rules_for, window
from kinward.rules.hours import last_day_of
from schemas.deadline import CourtNoticeRule
from tests.library import the_book

RULES = {rule.id: rule for rule in the_book().court_notices}
NUMBERED = [rule for rule in RULES.values() if rule.latest is not None and rule.direction]
DAY = date(2026, 6, 17)
"""A Wednesday; Juneteenth is the Friday after it."""


def days(name: str, anchor: date | datetime = DAY) -> tuple[str | None, str]:
    """The first and last day of a rule's window, with the closed days of its state's courts."""
    rule = RULES[name]
    found = window(rule, anchor, court_closed_days(rule.state[3:], the_book()))
    assert found is not None
    first = found.earliest_on.isoformat() if found.earliest_on else None
    return first, found.latest_on.isoformat()


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("us-az_initial", None, "2026-06-12"),
        ("us-az_initial-publication", None, "2026-06-07"),
        ("us-az_initial-setting", None, "2026-07-08"),
        ("us-az_preliminary-protective", "2026-06-25", "2026-06-29"),
        ("us-az_temporary-custody", None, "2026-06-17"),
        ("us-ca_jurisdiction-disposition-detained", None, "2026-06-12"),
        ("us-ca_jurisdiction-disposition-not-detained", None, "2026-06-07"),
        ("us-ca_selection-implementation", None, "2026-05-03"),
        ("us-ca_selection-implementation-publication", None, "2026-05-18"),
        ("us-ca_status-review", "2026-05-18", "2026-06-02"),
        ("us-ca_status-review-wards", "2026-05-18", "2026-06-02"),
        ("us-co_incarcerated-where-held", None, "2026-07-01"),
        ("us-co_incarcerated-cannot-transport", None, "2026-06-13"),
        ("us-fl_dependency-after-summons", None, "2026-06-19"),
        ("us-ga_adjudication-by-mail", None, "2026-06-12"),
        ("us-ga_adjudication-personal", None, "2026-06-13"),
        ("us-ga_adjudication-publication", None, "2026-06-22"),
        ("us-ga_termination-father", None, "2026-05-18"),
        ("us-ga_termination-others", None, "2026-05-18"),
        ("us-il_adjudication-personal", None, "2026-06-14"),
        ("us-il_adjudication-by-mail", None, "2026-06-22"),
        ("us-il_unknown-address", None, "2026-06-20"),
        ("us-nc_petition-summons", None, "2026-06-12"),
        ("us-nc_review", None, "2026-06-02"),
        ("us-nc_termination", None, "2026-07-17"),
        ("us-nj_case-management", None, "2026-07-17"),
        ("us-nj_guardianship-absent-parent", None, "2026-07-07"),
        ("us-nj_permanency", None, "2026-06-02"),
        ("us-nm_custody-hearing", "2026-06-19", "2026-06-27"),
        ("us-nm_after-publication", None, "2026-06-22"),
        ("us-nm_summons-by-mail", None, "2026-06-02"),
        ("us-nm_summons-in-state", None, "2026-06-14"),
        ("us-nm_summons-answer", None, "2026-07-17"),
        ("us-ny_initial-permanency", None, "2027-02-17"),
        ("us-ny_permanency", None, "2026-06-03"),
        ("us-ny_permanency-freed-child", None, "2026-07-17"),
        ("us-tx_chapter-263", None, "2026-06-07"),
        ("us-tx_full-adversary", None, "2026-07-01"),
        ("us-wa_case-conference", None, "2026-05-18"),
        ("us-wa_fact-finding", None, "2026-05-27"),
        ("us-wa_shelter-care", None, "2026-06-22"),
    ],
)
def test_r22_each_row_is_counted_in_its_own_unit_and_direction(
    name: str, first: str | None, last: str
) -> None:
    assert days(name) == (first, last)


def test_no_row_with_a_number_is_left_out_of_the_table_above() -> None:
    table = test_r22_each_row_is_counted_in_its_own_unit_and_direction.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {row[0] for row in table} == {rule.id for rule in NUMBERED}


def test_r22_californias_review_notice_can_be_too_early_and_too_late() -> None:
    found = window(RULES["us-ca_status-review"], DAY, frozenset())
    assert found == Window(date(2026, 5, 18), date(2026, 6, 2))
    inside = [found.holds(date(2026, month, day)) for month, day in
              ((5, 17), (5, 18), (6, 2), (6, 3))]  # fmt: skip
    assert inside == [False, True, True, False]


def test_seventy_two_hours_before_a_hearing_is_a_moment() -> None:
    zone = ZoneInfo("America/New_York")
    hearing = datetime(2026, 3, 9, 9, tzinfo=zone)
    found = window(RULES["us-ga_adjudication-personal"], hearing, frozenset())
    assert found is not None
    # Clocks are set forward on 8 March: eight in the morning, three days before.
    assert found.latest_at == datetime(2026, 3, 6, 8, tzinfo=zone)
    assert found.latest_on == date(2026, 3, 6)


def test_a_rule_without_a_number_is_words_alone() -> None:
    wordless = [rule for rule in RULES.values() if rule.latest is None]
    assert len(wordless) == len(RULES) - len(NUMBERED)
    assert {window(rule, DAY, frozenset()) for rule in wordless} == {None}


def test_a_state_has_one_rule_for_each_method_of_service() -> None:
    found = {rule.id for rule in rules_for(the_book().court_notices, "GA", "adjudication")}
    assert found == {f"us-ga_adjudication-{how}" for how in ("by-mail", "personal", "publication")}


@given(rule=st.sampled_from(NUMBERED), anchor=st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_r22_every_date_of_a_window_lies_inside_it(rule: CourtNoticeRule, anchor: date) -> None:
    found = window(rule, anchor, court_closed_days(rule.state[3:], the_book()))
    assert found is not None
    assert found.holds(found.latest_on)
    if found.earliest_on is not None:
        assert found.earliest_on <= found.latest_on
        assert found.holds(found.earliest_on)
    if rule.direction == "before":
        assert found.latest_on <= anchor
    else:
        assert found.latest_on >= anchor
    assert window(rule, anchor, court_closed_days(rule.state[3:], the_book())) == found


@given(
    rule=st.sampled_from([rule for rule in NUMBERED if rule.unit == "hours"]),
    minutes=st.integers(0, 6 * 366 * 24 * 60),
)
def test_the_moment_of_a_window_in_hours_ends_its_last_day(
    rule: CourtNoticeRule, minutes: int
) -> None:
    zone = ZoneInfo("America/Denver")
    anchor = (datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(zone)
    found = window(rule, anchor, frozenset())
    assert found is not None
    assert found.latest_at is not None
    assert last_day_of(found.latest_at) == found.latest_on
