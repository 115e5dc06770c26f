"""Recording: what is written together, what is refused, what is read back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from kinward.ledger import Ledger
from kinward.ledger.faults import (
    CaseUnknown,
    MoveRefused,
    OtherCase,
)
from kinward.ledger.tables import METADATA
from schemas.ledger import Decided, DutyLapsed, EventRecorded
from tests.kinward.ledger.builders import (
    CASE,
    a_case_recorded,
    a_duty,
    a_signature,
    record_a_case,
    record_a_waiting_packet,
)


def test_a_sealed_part_is_read_back_and_the_restricted_part_only_on_request(
    ledger: Ledger,
) -> None:
    record_a_case(ledger)

    (plain,) = ledger.history(CASE)
    (full,) = ledger.history(CASE, restricted=True)

    assert plain.sealed == {"people": [{"name": "Zzyzx Quibblethorn"}]}
    assert plain.restricted is None
    assert full.restricted == {"protect": ["people[2]"]}
    assert plain.by.id == "Q. Example"
    assert plain.public == a_case_recorded()


def test_no_name_lies_in_the_database_in_clear(ledger: Ledger) -> None:
    record_a_case(ledger)
    dump = _everything_stored(ledger)

    assert "Q. Example" in dump  # the staff member who signed is on record
    assert "quibblethorn" not in dump.casefold()
    assert "zzyzx" not in dump.casefold()


def test_the_first_entry_of_a_case_records_the_case(ledger: Ledger) -> None:
    with pytest.raises(CaseUnknown), ledger.begin(a_signature()) as page:
        page.record(CASE, a_duty())

    assert ledger.verify() == ()


def test_a_page_that_fails_halfway_leaves_nothing(ledger: Ledger) -> None:
    def half_a_page() -> None:
        with ledger.begin(a_signature()) as page:
            page.record(CASE, a_case_recorded())
            page.record(CASE, a_duty())
            page.record(CASE, a_duty())

    with pytest.raises(MoveRefused):
        half_a_page()

    with ledger.reading() as screens:
        assert (screens.cases(), screens.duties()) == ((), ())
    assert ledger.history(CASE) == ()
    assert ledger.verify() == ()


def test_a_refused_step_leaves_the_rest_of_its_page_alone(ledger: Ledger) -> None:
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_case_recorded(), names=["A. B."])
        with pytest.raises(MoveRefused):
            page.record(CASE, DutyLapsed(duty_id="duty-1", because="no_longer_applies"))
        page.record(CASE, a_duty())

    assert [entry.kind for entry in ledger.history(CASE)] == ["case_recorded", "duty_opened"]
    assert ledger.verify() == ()


def test_an_entry_without_a_zone_is_refused_and_leaves_no_key(ledger: Ledger) -> None:
    signed = a_signature()
    floating = type(signed)(by=signed.by, agency=signed.agency, at=datetime(2026, 3, 10))  # noqa: DTZ001
    with ledger.begin(floating) as page, pytest.raises(ValueError, match="zone"):
        page.record(CASE, a_case_recorded(), sealed=1)

    assert ledger.verify() == ()


def test_times_are_kept_in_utc(ledger: Ledger) -> None:
    signed = a_signature()
    noon_in_chicago = datetime(2026, 3, 10, 12, tzinfo=timezone(timedelta(hours=-5)))
    with ledger.begin(type(signed)(by=signed.by, agency="us-il", at=noon_in_chicago)) as page:
        entry = page.record(CASE, a_case_recorded())

    assert entry.at == datetime(2026, 3, 10, 17, tzinfo=UTC)
    assert entry.at.utcoffset() == timedelta(0)


def test_a_case_of_another_agency_cannot_be_written_to(ledger: Ledger) -> None:
    record_a_case(ledger)
    with pytest.raises(OtherCase), ledger.begin(a_signature("us-tx")) as page:
        page.record(CASE, a_duty())


def test_a_duty_of_another_case_cannot_be_moved(ledger: Ledger) -> None:
    record_a_case(ledger)
    record_a_case(ledger, "IL-2026-0002")
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_duty())
    with pytest.raises(OtherCase), ledger.begin(a_signature()) as page:
        page.record("IL-2026-0002", DutyLapsed(duty_id="duty-1", because="gone"))


def test_rows_say_how_things_stand_now(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, Decided(as_of=date(2026, 3, 10)))
        record_a_waiting_packet(page)

    with ledger.reading() as screens:
        (duty,) = screens.duties(CASE, states=["owed"], due_by=date(2026, 3, 12))
        (packet,) = screens.packets(states=["waiting"])
        assert screens.case(CASE).last_decided_as_of == date(2026, 3, 10)
        assert (duty.due_on, duty.about_position) == (date(2026, 3, 12), "people[0]")
        assert (packet.documents, packet.rehearsal) == (("doc-1",), False)
        assert screens.documents(CASE)[0].languages == ("en", "es")
        assert screens.duties(due_by=date(2026, 3, 11)) == ()


def test_the_last_entry_of_a_kind_is_found(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, Decided(as_of=date(2026, 3, 9)), sealed=["old"])
        page.record(CASE, Decided(as_of=date(2026, 3, 10)), sealed=["new"])
        page.record(
            CASE, EventRecorded(event="events[0]", event_kind="hearing_set", on=date(2026, 3, 9))
        )

    last = ledger.last(CASE, "decided")
    assert last is not None
    assert last.sealed == ["new"]
    assert ledger.last(CASE, "case_erased") is None


def _everything_stored(ledger: Ledger) -> str:
    with ledger.reading() as screens:
        rows = [
            row
            for table in METADATA.sorted_tables
            for row in screens.connection.execute(sa.select(table))
        ]
    cells = [cell for row in rows for cell in row]
    return " ".join(c.decode("latin-1") if isinstance(c, bytes) else str(c) for c in cells)
