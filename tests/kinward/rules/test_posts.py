"""The competent post and its contact."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.posts import competent_post, is_current
from schemas.consulate import Contact, District
from tests.builders import a_case, a_child, a_nationality, a_parent
from tests.kinward.rules.editing import with_district, with_post_closed
from tests.library import codes, decided, duties_of, notice, the_book

DAY = date(2026, 3, 10)


def a_district(post: str, **facts: object) -> District:
    """A district of San Diego County."""
    usual = {
        "post": post, "state": "US-CA", "counties": ["San Diego"], "confidence": "confirmed",
        "source": "a test",
    }  # fmt: skip
    return District.model_validate({**usual, **facts}, strict=False)


def a_contact(**facts: object) -> Contact:
    """A contact checked on 2 March."""
    usual = {"post": "mx-san-diego", "name": "Consulate", "verified_on": date(2026, 3, 2)}
    return Contact.model_validate({**usual, **facts})


def test_r27_the_county_decides_and_not_the_distance() -> None:
    assert notice(a_case()).post == "mx-san-diego"
    assert notice(a_case(county="Riverside")).post == "mx-san-bernardino"


def test_r27_a_post_in_another_state_may_be_the_competent_one() -> None:
    rows = [a_nationality("HN")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    case = a_case(agency="us-co", state="CO", county="Denver", people=people)
    assert notice(case).post == "hn-dallas"


def test_r27_a_district_counts_only_in_its_days() -> None:
    book = the_book()
    later = with_district(a_district("mx-los-angeles", starts_on="2026-03-11"))
    found = competent_post("MX", "CA", "San Diego", DAY, later)
    assert found == competent_post("MX", "CA", "San Diego", DAY, book)
    next_day = competent_post("MX", "CA", "San Diego", DAY + timedelta(days=1), later)
    assert {post.id for post in next_day.posts} == {"mx-san-diego", "mx-los-angeles"}


def test_r13_two_posts_are_a_choice_for_a_person_and_the_duty_is_in_state_ask() -> None:
    found = decided(a_case(), book=with_district(a_district("mx-los-angeles")))
    (duty,) = duties_of(found)
    assert (duty.state, duty.post, duty.due_on) == ("ask", None, date(2026, 3, 4))
    assert "several_posts" in codes(found)


def test_a_policys_own_words_about_the_addressee_stand_beside_the_competent_post() -> None:
    rows = [a_nationality("UA")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    found = decided(a_case(agency="us-wa", state="WA", county="King", people=people))
    (asked,) = [q for q in found.decision.questions if q.code == "post_unknown"]
    assert "nearest" in asked.ask
    assert ". The policy's own words" in asked.ask


def test_r28_a_closed_post_gives_way_to_the_embassy_to_be_reviewed() -> None:
    rows = [a_nationality("HN")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    case = a_case(agency="us-co", state="CO", county="Denver", people=people)
    book = with_post_closed("hn-dallas", date(2026, 3, 1))
    found = decided(case, book=book)
    (duty,) = duties_of(found)
    assert (duty.post, duty.state) == ("hn-washington", "owed")
    assert "post_unknown" in codes(found)
    still_open = with_post_closed("hn-dallas", date(2026, 3, 11))
    assert notice(case, book=still_open).post == "hn-dallas"


def test_r27_an_unknown_post_leaves_the_duty_owed_with_a_question() -> None:
    rows = [a_nationality("NO")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    found = decided(a_case(people=people))
    (duty,) = duties_of(found)
    assert (duty.state, duty.post, duty.due_on) == ("owed", None, date(2026, 3, 4))
    assert {"post_unknown", "contact_unverified"} <= codes(found)


@pytest.mark.parametrize(
    ("verified_on", "stale_after_days", "current"),
    [
        pytest.param(date(2025, 12, 10), 90, True, id="ninety days ago"),
        pytest.param(date(2025, 12, 9), 90, False, id="ninety-one days ago"),
        pytest.param(date(2026, 3, 10), 90, True, id="today"),
        pytest.param(date(2026, 3, 11), 90, False, id="a check of tomorrow is no check yet"),
        pytest.param(date(2026, 3, 2), 5, False, id="as short as the library says"),
    ],
)
def test_r29_a_contact_is_current_for_so_many_days_after_it_was_checked(
    verified_on: date, stale_after_days: int, *, current: bool
) -> None:
    contact = a_contact(verified_on=verified_on, stale_after_days=stale_after_days)
    assert is_current(contact, DAY) is current


def test_r29_without_a_checked_contact_the_duty_stays_owed_and_a_question_stands_beside_it() -> (
    None
):
    book = replace(the_book(), contacts=())
    found = decided(a_case(), book=book)
    (duty,) = duties_of(found)
    assert (duty.state, duty.post) == ("owed", "mx-san-diego")
    assert "contact_unverified" in codes(found)
    assert "contact_unverified" not in codes(decided(a_case()))


def test_r94_the_shipped_contacts_and_agencies_say_that_they_are_samples() -> None:
    book = the_book()
    assert all(contact.sample for contact in book.contacts)
    assert all(agency.sample for agency in book.agencies.values())


def test_r94_a_figure_nobody_read_is_shown_as_not_stated_and_gives_no_date() -> None:
    (agreement,) = notice(a_case()).also
    assert (agreement.clock, agreement.due_on) == ("not stated", None)


@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_r29_a_missing_contact_is_never_current(day: date) -> None:
    assert not is_current(None, day)
