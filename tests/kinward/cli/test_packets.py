"""A packet's way out: approved by a person, delivered once, answered; or sent back."""

import json
from pathlib import Path

import pytest

from kinward.office import open_office
from tests.kinward.cli.builders import kinward
from tests.kinward.cli.conftest import AS_OF, NUMBER


@pytest.fixture
def packet(prepared: Path) -> str:
    """The id of the one packet that waits."""
    with open_office(prepared) as office, office.ledger.reading() as screens:
        [row] = screens.packets(NUMBER)
    return row.packet_id


def test_an_approved_packet_is_laid_down_once_with_a_receipt(prepared: Path, packet: str) -> None:
    approved = kinward(prepared, "approve", packet[:12], "--by", "Dana Whitfield")
    assert approved.code == 0
    assert "approved, SHA-256 " in approved.out
    sent = kinward(prepared, "send", "--json").json["sent"]
    assert [one["packet"] for one in sent] == [packet]
    assert kinward(prepared, "send").out == "Nothing approved waits to be sent.\n"
    [folder] = (prepared / "mailroom").iterdir()
    receipt = json.loads((folder / "receipt.json").read_text())
    assert folder.name.startswith("REHEARSAL-")
    assert receipt["sha256"] == sent[0]["sha256"]


def test_a_packet_nobody_approved_does_not_leave(prepared: Path) -> None:
    assert kinward(prepared, "send").out == "Nothing approved waits to be sent.\n"
    assert not (prepared / "mailroom").exists()


def test_a_channel_that_is_none_is_refused(prepared: Path) -> None:
    ran = kinward(prepared, "send", "--channel", "pigeon")
    assert ran.code == 2
    assert "channel_unknown" in ran.err


def test_a_returned_packet_cannot_be_approved(prepared: Path, packet: str) -> None:
    typed = ("--by", "Dana Whitfield", "--why", "The hearing was moved.")
    assert f"kinward prepare {NUMBER}" in kinward(prepared, "return", packet, *typed).out
    ran = kinward(prepared, "approve", packet, "--by", "Dana Whitfield")
    assert ran.code == 2
    assert "move_refused" in ran.err


def test_a_receipt_is_recorded_once(prepared: Path, packet: str) -> None:
    kinward(prepared, "approve", packet, "--by", "Dana Whitfield")
    kinward(prepared, "send")
    typed = ("receipt", packet, "--kind", "acknowledged", "--on", "2026-06-20")
    assert kinward(prepared, *typed).out == (f"{packet}: acknowledged on 2026-06-20, recorded.\n")
    assert kinward(prepared, *typed).code == 2


def test_a_packet_of_no_such_id_is_refused(prepared: Path) -> None:
    ran = kinward(prepared, "approve", "packet-ffff", "--by", "Dana Whitfield")
    assert ran.code == 2
    assert "packet_unknown" in ran.err


@pytest.mark.parametrize("typed", ["", "p", "packet-", "Dana Whitfield"])
def test_a_packet_is_never_meant_by_chance(prepared: Path, typed: str) -> None:
    ran = kinward(prepared, "approve", typed, "--by", "Dana Whitfield")
    assert ran.code == 2
    assert "an id like packet-" in ran.err
    assert "Dana" not in ran.err


def test_nobody_approves_without_a_name(prepared: Path, packet: str) -> None:
    assert kinward(prepared, "approve", packet, "--by", " ").code == 2


def test_changed_stored_bytes_are_not_approved(prepared: Path, packet: str) -> None:
    for path in (prepared / "store").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    ran = kinward(prepared, "approve", packet, "--by", "Dana Whitfield")
    assert ran.code == 3
    assert "stored_file_altered" in ran.err


def test_an_approval_that_an_event_makes_void_is_told_wherever_one_looks(
    prepared: Path, packet: str
) -> None:
    kinward(prepared, "approve", packet, "--by", "Dana Whitfield")
    concern = ("safety_concern", "--on", AS_OF, "--of", "daniel", "--as-of", AS_OF)
    told = f"{packet}: approved by Dana Whitfield; the approval is void (facts changed)"
    assert f"  VOID     {told}\n" in kinward(prepared, "case", "event", NUMBER, *concern).out
    listed = kinward(prepared, "duties", "--case", NUMBER).out
    assert f"{NUMBER}, {told}. No packet takes its place yet" in listed
    assert "held (needs counsel), approval void" in listed
    shown = kinward(prepared, "case", "show", NUMBER).out
    assert "approval void (facts changed), REHEARSAL" in shown
    assert f"  {packet} ({NUMBER}, notify consulate MX about daniel): approved by" in shown
    [duty] = kinward(prepared, "duties", "--json").json["duties"]
    assert duty["approvals_void"] == [packet]
