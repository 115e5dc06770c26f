"""Erasure: the keys are gone for ever, everything else still stands and verifies."""

from pathlib import Path

import pytest

from kinward.ledger import Ledger
from kinward.ledger.faults import CaseKeyDestroyed, MoveRefused
from kinward.store import Store
from schemas.ledger import CaseErased
from tests.kinward.ledger.builders import (
    CASE,
    NOON,
    a_duty,
    a_full_case,
    a_sending,
    a_signature,
    an_approval,
    record_a_case,
    record_a_waiting_packet,
)

ORDER = CaseErased(order_id="JD-order-7", on=NOON.date())


def test_sealed_parts_of_an_erased_case_read_as_nothing_and_the_chain_stands(
    ledger: Ledger, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    a_full_case(ledger, store, CASE, "a")
    ledger.seal(NOON)
    before = [entry.hash for entry in ledger.history(CASE)]

    ledger.erase(CASE, ORDER, a_signature())

    history = ledger.history(CASE, restricted=True)
    assert [entry.hash for entry in history[:-1]] == before
    assert {(entry.sealed, entry.restricted) for entry in history} == {(None, None)}
    assert history[-1].public == ORDER
    assert ledger.verify(store) == ()
    assert caplog.records == []  # nothing was left to overwrite later
    with pytest.raises(CaseKeyDestroyed):
        ledger.case_cipher(CASE)


def test_an_erased_case_is_no_longer_found_by_name(ledger: Ledger) -> None:
    record_a_case(ledger)
    record_a_case(ledger, "IL-2026-0002")
    with ledger.reading() as screens:
        assert screens.find("lopez obrien") == (CASE, "IL-2026-0002")

    ledger.erase(CASE, ORDER, a_signature())

    with ledger.reading() as screens:
        assert screens.find("lopez obrien") == ("IL-2026-0002",)


def test_nothing_of_an_erased_case_waits_is_owed_or_can_be_added(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        record_a_waiting_packet(page)

    ledger.erase(CASE, ORDER, a_signature())

    with ledger.reading() as screens:
        assert screens.case(CASE).erased_on == NOON.date()
        assert [duty.state for duty in screens.duties(CASE)] == ["lapsed"]
        assert [packet.state for packet in screens.packets(CASE)] == ["void"]
        assert [document.state for document in screens.documents(CASE)] == ["void"]
    for step in (a_duty("duty-2"), an_approval(), ORDER):
        with pytest.raises(CaseKeyDestroyed), ledger.begin(a_signature()) as page:
            page.record(CASE, step)


def test_a_case_with_a_packet_on_its_way_is_not_erased_before_that_is_settled(
    ledger: Ledger,
) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        record_a_waiting_packet(page)
        page.record(CASE, an_approval())
        page.record(CASE, a_sending())
    with pytest.raises(MoveRefused):
        ledger.erase(CASE, ORDER, a_signature())
    assert ledger.history(CASE)[0].sealed is not None


def test_the_wrapped_keys_are_overwritten_in_the_database_files(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Ledger.open(None, home) as ledger:
        record_a_case(ledger)
        with ledger.reading() as screens:
            keys = screens.connection.exec_driver_sql("SELECT wrapped FROM case_keys")
            wrapped = [row.wrapped for row in keys]
        assert all(_is_in_files(key, home) for key in wrapped)

        ledger.erase(CASE, ORDER, a_signature())

        assert len(wrapped) == 2
        assert not any(_is_in_files(key, home) for key in wrapped)


def test_a_reader_in_the_way_of_overwriting_is_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Ledger.open(None, tmp_path / "home") as ledger:
        record_a_case(ledger)
        with ledger.reading() as screens:
            assert screens.cases()
            ledger.erase(CASE, ORDER, a_signature())
        assert "overwritten later" in caplog.text


def _is_in_files(wanted: bytes, home: Path) -> bool:
    return any(wanted in path.read_bytes() for path in home.glob("ledger.sqlite3*"))
