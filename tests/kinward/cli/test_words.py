"""A due day in words, with its hour where a clock has one; what binds, by its name."""

from kinward.cli.words import due_of, instrument_title
from tests.builders import a_case, a_child, a_nationality, a_parent, an_event
from tests.kinward.rules.editing import with_clock
from tests.library import notice
from tests.mou_library.shipped import the_shipped_library


def test_a_clock_in_hours_from_a_moment_says_its_hour_and_one_from_a_day_does_not() -> None:
    rows = [a_nationality(known_on="2026-03-02")]
    people = [a_child(nationalities=rows), a_parent(nationalities=rows)]
    book = with_clock("us-ca-san-diego_mx", value=6, unit="hours")
    timed, plain = (
        notice(a_case(people=people, events=[an_event(on=on)]), "2026-03-05", book)
        for on in ("2026-03-02T15:00:00-08:00", "2026-03-02")
    )
    assert due_of(timed).startswith("due 2026-03-02 at 21:00, OVERDUE")
    assert due_of(plain).startswith("due 2026-03-02, OVERDUE")


def test_a_court_notice_rule_is_called_by_its_state_and_hearing() -> None:
    named = instrument_title(the_shipped_library(), "us-ca_status-review")
    assert named == "court notice rule of US-CA, status review (dependency)"
    assert instrument_title(the_shipped_library(), "nothing") == "nothing"
