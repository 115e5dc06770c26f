"""The moment a duty is due and the days of its ladder, in entries, rows and older ledgers."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import sqlalchemy as sa

from kinward.ledger import Ledger
from kinward.ledger.entries import canonical
from kinward.ledger.rows import DutyRow
from schemas.ledger import DutyOpened, DutyRevised
from tests.kinward.ledger.builders import CASE, a_duty, a_signature, record_a_case

ZONE = timezone(timedelta(hours=-5))
LATER = ("due_at", "due_from", "overdue_from")
A_MOMENT = datetime(2026, 3, 12, 8, 30, tzinfo=ZONE)
WRITTEN_BEFORE = (
    b'{"about_position":"people[0]","confidence":"to_confirm","country":"MX",'
    b'"due_on":"2026-03-12","duty_id":"duty-1","duty_kind":"notify_consulate",'
    b'"earliest_on":null,"governed_by":"us-il_mx@2020-10-02","hold":null,"owner":"agency",'
    b'"starts_on":"2026-03-02","state":"owed"}'
)
"""A public part as it was written before moments and ladders were kept."""


def a_duty_with_hours() -> DutyOpened:
    """A duty due at half past eight, with a ladder."""
    facts = {"due_at": A_MOMENT, "due_from": date(2026, 3, 11), "overdue_from": date(2026, 3, 13)}
    return a_duty().model_copy(update=facts)


def only_duty(ledger: Ledger) -> DutyRow:
    """The one duty of the ledger."""
    with ledger.reading() as screens:
        (row,) = screens.duties(CASE, None)
    return row


def test_an_entry_without_a_moment_has_the_bytes_that_it_always_had() -> None:
    assert canonical(a_duty().model_dump(mode="json")) == WRITTEN_BEFORE
    assert DutyOpened.model_validate_json(WRITTEN_BEFORE) == a_duty()


def test_a_moment_and_a_ladder_are_kept_and_verify(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_duty_with_hours())
    row = only_duty(ledger)
    assert (row.due_at, row.due_from, row.overdue_from) == (
        A_MOMENT,
        date(2026, 3, 11),
        date(2026, 3, 13),
    )
    assert row.due_at is not None
    assert row.due_at.isoformat() == "2026-03-12T08:30:00-05:00"
    assert ledger.verify() == ()


def test_a_revision_without_a_moment_takes_it_away(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_duty_with_hours())
        page.record(CASE, DutyRevised(duty_id="duty-1", state="owed"))
    row = only_duty(ledger)
    assert [getattr(row, name) for name in LATER] == [None, None, None]
    assert ledger.verify() == ()


def test_a_ledger_of_the_first_form_is_brought_up_and_still_verifies(url: str, home: Path) -> None:
    with Ledger.open(url, home) as ledger:
        record_a_case(ledger)
        with ledger.begin(a_signature()) as page:
            page.record(CASE, a_duty())
        with ledger.engine.begin() as connection:
            for name in LATER:
                connection.execute(sa.text(f"ALTER TABLE duties DROP COLUMN {name}"))
            connection.execute(sa.text("UPDATE alembic_version SET version_num = 'v0001'"))
    with Ledger.open(url, home) as ledger:
        assert only_duty(ledger).due_at is None
        assert ledger.verify() == ()
