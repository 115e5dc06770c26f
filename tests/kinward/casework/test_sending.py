"""Approved bytes leave once, with a receipt; what comes back reopens the duty."""

from datetime import date
from pathlib import Path

import pytest

from kinward import casework
from kinward.casework.desk import Office
from kinward.casework.outdated import PacketOutdated
from kinward.casework.sending import DayNotYet
from kinward.ledger.faults import MoveRefused, PacketIsHeld
from kinward.ledger.rows import PacketRow
from kinward.store import StoredFileAltered
from schemas.case import Event
from schemas.ledger import PacketSending
from tests.kinward.casework.conftest import Home
from tests.kinward.casework.offices import a_family, a_real_office, an_office
from tests.kinward.casework.preparing import prepare


def the_packet(office: Office, case_number: str) -> PacketRow:
    with office.ledger.reading() as screens:
        (packet,) = screens.packets(case_number)
    return packet


def test_nothing_leaves_before_approval(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        with pytest.raises(MoveRefused):
            casework.dispatch_packet(office, packet.packet_id, "folder")
        assert casework.packets_to_dispatch(office) == ()


def test_a_held_packet_cannot_be_approved(home_with: Home) -> None:
    with an_office(home_with("washington")) as office:
        case = a_family(office, "washington")
        packet = the_packet(office, case.case_number)
        with pytest.raises(PacketIsHeld):
            casework.approve_packet(office, packet.packet_id, "M. Example")


def test_bytes_changed_in_the_store_cannot_be_approved(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        (stored,) = (office.home / "store").glob(f"*/{packet.sha256}")
        kept = stored.read_bytes()
        stored.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
        with pytest.raises(StoredFileAltered):
            casework.approve_packet(office, packet.packet_id, "M. Example")


def test_the_approved_bytes_lie_in_the_folder_once_and_say_rehearsal(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        casework.dispatch_packet(office, packet.packet_id, "folder")
        with pytest.raises(MoveRefused):
            casework.dispatch_packet(office, packet.packet_id, "folder")
        (folder,) = (office.home / "mailroom").iterdir()
        assert folder.name.startswith("REHEARSAL-")
        assert "REHEARSAL" in (folder / "receipt.json").read_text(encoding="utf-8")
        assert the_packet(office, case.case_number).state == "sent"


def test_a_rehearsal_meets_no_duty(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        casework.dispatch_packet(office, packet.packet_id, "folder")
        with office.ledger.reading() as screens:
            assert {duty.state for duty in screens.duties(case.case_number)} == {"owed"}


def test_a_real_delivery_meets_the_duty_and_a_bounce_reopens_it(tmp_path: Path) -> None:
    with an_office(tmp_path) as sample:
        office = a_real_office(sample)
        case = a_family(office, "illinois")
        prepare(office, case, None)
        packet = the_packet(office, case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        casework.dispatch_packet(office, packet.packet_id, "folder")
        with office.ledger.reading() as screens:
            assert {duty.state for duty in screens.duties(case.case_number)} == {"done"}
        casework.record_receipt(office, packet.packet_id, "bounced", date(2026, 6, 17))
        with office.ledger.reading() as screens:
            assert {duty.state for duty in screens.duties(case.case_number)} == {"owed"}
        assert office.ledger.verify(office.store) == ()


def test_a_delivery_cut_off_after_sending_was_recorded_is_finished_once(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        cut_off = PacketSending(packet_id=packet.packet_id, sha256=packet.sha256, channel="folder")
        with office.ledger.begin(office.signed(case.agency)) as page:
            page.record(case.case_number, cut_off)
        assert casework.packets_to_dispatch(office) == (packet.packet_id,)
        casework.dispatch_packet(office, packet.packet_id, "folder")
        assert the_packet(office, case.case_number).state == "sent"
        assert len(list((office.home / "mailroom").iterdir())) == 1


def test_a_returned_packet_is_made_anew_only_when_prepared_again(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        casework.return_packet(office, packet.packet_id, "M. Example", "wrong telephone")
        assert the_packet(office, case.case_number).state == "returned"
        assert casework.packets_to_dispatch(office) == ()


def test_a_delivered_letter_stays_and_a_correction_is_asked_about(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        casework.dispatch_packet(office, packet.packet_id, "folder")
        court = case.court.model_copy(update={"docket_number": "26-JA-9"})
        prepare(office, case.model_copy(update={"court": court}), "2026-06-16")
        with office.ledger.reading() as screens:
            assert [p.state for p in screens.packets(case.case_number)] == ["sent"]
            codes = {row.code for row in screens.questions(case.case_number)}
        assert "correction_owed" in codes


def test_a_concern_recorded_after_approval_keeps_the_packet_here(home_with: Home) -> None:
    """R76: recording the concern voids the approval at once, before anyone sends."""
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        concern = Event(kind="safety_concern", on=date(2026, 6, 16), of=("daniel",))
        casework.record_event(office, case.case_number, concern)
        casework.decide_duties(office, case.case_number, "2026-06-16")
        assert casework.packets_to_dispatch(office) == ()
        assert not (office.home / "mailroom").exists()


def test_sending_looks_at_the_case_as_it_is_now(home_with: Home) -> None:
    """Even if nobody decided again: what was approved for other facts does not leave."""
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        casework.approve_packet(office, packet.packet_id, "M. Example")
        court = case.court.model_copy(update={"docket_number": "26-JA-9"})
        casework.add_case(office, case.model_copy(update={"court": court}))
        with pytest.raises(PacketOutdated):
            casework.dispatch_packet(office, packet.packet_id, "folder")
        assert the_packet(office, case.case_number).state == "void"
        assert not (office.home / "mailroom").exists()


def test_a_receipt_of_a_day_to_come_is_refused(home_with: Home) -> None:
    with an_office(home_with("illinois")) as office:
        case = a_family(office, "illinois")
        packet = the_packet(office, case.case_number)
        with pytest.raises(DayNotYet):
            casework.record_receipt(office, packet.packet_id, "acknowledged", date(2036, 1, 1))
