"""A due day in words, with its hour where a clock in hours has one."""

from kinward.cli.words import due_of
from tests.builders import a_case, a_child, a_nationality, a_parent, an_event
from tests.kinward.rules.editing import with_clock
from tests.library import notice


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
