"""A packet's life: a person approves exactly these bytes, and they leave once."""

from datetime import date

import pytest

from kinward.ledger import Ledger
from kinward.ledger.faults import (
    MoveRefused,
    OnlyARehearsal,
    PacketChanged,
    PacketIsHeld,
    PaperInPacket,
)
from kinward.ledger.rows import PacketRow
from schemas.ledger import (
    ApprovalVoided,
    DocumentPrepared,
    DocumentPrinted,
    DocumentSuperseded,
    PacketFailed,
    PacketHeld,
    PacketReleased,
    PacketReturned,
    PacketSent,
    PacketSuperseded,
    Public,
    ReceiptRecorded,
)
from schemas.problem import UnitError
from tests.kinward.ledger.builders import (
    CASE,
    HASH,
    a_document,
    a_duty,
    a_hash,
    a_packet,
    a_sending,
    a_signature,
    an_approval,
    record_a_case,
    record_a_waiting_packet,
)

SENT = PacketSent(packet_id="packet-1", channel="fax", sha256=HASH)
CERTAINLY_FAILED = PacketFailed(
    packet_id="packet-1", channel="fax", because="line_busy", nothing_left=True
)
PERHAPS_FAILED = PacketFailed(packet_id="packet-1", channel="fax", because="connection_lost")


@pytest.fixture
def waiting(ledger: Ledger) -> Ledger:
    """A ledger with one packet that waits for approval."""
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        record_a_waiting_packet(page)
    return ledger


def _after(ledger: Ledger, *steps: Public) -> PacketRow:
    for step in steps:
        with ledger.begin(a_signature()) as page:
            page.record(CASE, step)
    with ledger.reading() as screens:
        packet = screens.packet("packet-1")
    assert packet is not None
    assert ledger.verify() == ()
    return packet


def test_approved_bytes_are_sent_once_with_a_receipt(waiting: Ledger) -> None:
    receipt = ReceiptRecorded(
        receipt_id="r-1", packet_id="packet-1", receipt_kind="acknowledged", on=date(2026, 3, 11)
    )
    assert _after(waiting, an_approval(), a_sending(), SENT, receipt).state == "sent"

    with waiting.reading() as screens:
        (delivery,) = screens.deliveries("packet-1")
        (received,) = screens.receipts(packet_id="packet-1")
    assert (delivery.state, delivery.attempts) == ("sent", 1)
    assert (received.kind, received.received_on) == ("acknowledged", date(2026, 3, 11))


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        pytest.param([an_approval(a_hash("other"))], PacketChanged, id="approving other bytes"),
        pytest.param([a_sending()], MoveRefused, id="sending what nobody approved"),
        pytest.param(
            [PacketHeld(packet_id="packet-1", because="post_unknown"), an_approval()],
            PacketIsHeld,
            id="approving a held packet",
        ),
        pytest.param(
            [an_approval(), a_sending(sha256=a_hash("other"))],
            PacketChanged,
            id="sending other bytes than those approved",
        ),
        pytest.param([an_approval(), a_sending(), a_sending()], MoveRefused, id="sending twice"),
        pytest.param(
            [an_approval(), a_sending(), a_sending("folder")],
            MoveRefused,
            id="sending on a second channel",
        ),
        pytest.param(
            [an_approval(), a_sending(), SENT, a_sending()],
            MoveRefused,
            id="sending what was sent",
        ),
        pytest.param(
            [an_approval(), a_sending(), PERHAPS_FAILED, a_sending()],
            MoveRefused,
            id="sending again what may have left",
        ),
        pytest.param(
            [
                an_approval(),
                ApprovalVoided(packet_id="packet-1", because="facts_changed"),
                a_sending(),
            ],
            MoveRefused,
            id="sending after the approval was voided",
        ),
        pytest.param(
            [an_approval(), PacketSuperseded(packet_id="packet-1", because="facts_changed")],
            MoveRefused,
            id="superseding an approved packet without voiding the approval",
        ),
        pytest.param(
            [an_approval(), a_sending(), CERTAINLY_FAILED, a_sending("folder"), SENT],
            MoveRefused,
            id="calling an earlier attempt on another channel sent",
        ),
        pytest.param([an_approval(), a_packet()], MoveRefused, id="preparing it anew meanwhile"),
        pytest.param([SENT], MoveRefused, id="sent without sending"),
    ],
)
def test_a_step_that_must_not_happen_is_refused(
    waiting: Ledger, steps: list[Public], refusal: type[UnitError]
) -> None:
    _after(waiting, *steps[:-1])
    with pytest.raises(refusal):
        _after(waiting, steps[-1])
    assert waiting.verify() == ()


def test_what_certainly_did_not_leave_is_tried_again(waiting: Ledger) -> None:
    again = (an_approval(), a_sending(), CERTAINLY_FAILED, a_sending(), SENT)
    assert _after(waiting, *again).state == "sent"

    with waiting.reading() as screens:
        (delivery,) = screens.deliveries("packet-1")
    assert delivery.attempts == 2


def test_a_person_settles_a_delivery_that_may_have_left(waiting: Ledger) -> None:
    assert _after(waiting, an_approval(), a_sending(), PERHAPS_FAILED).state == "failed"
    assert _after(waiting, SENT).state == "sent"


def test_a_released_packet_can_be_approved(waiting: Ledger) -> None:
    held = PacketHeld(packet_id="packet-1", because="post_unknown")
    released = PacketReleased(packet_id="packet-1", because="post_confirmed")
    assert _after(waiting, held).why == "post_unknown"
    assert _after(waiting, released, an_approval()).state == "approved"


def test_a_returned_packet_is_prepared_again_with_other_bytes(waiting: Ledger) -> None:
    returned = PacketReturned(packet_id="packet-1", because="wrong_hearing")
    packet = _after(waiting, returned, a_packet(sha256=a_hash("second")))
    assert (packet.state, packet.sha256) == ("waiting", a_hash("second"))


def test_a_rehearsal_leaves_by_the_folder_only(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        record_a_waiting_packet(page, rehearsal=True)
        page.record(CASE, an_approval())
    with pytest.raises(OnlyARehearsal):
        _after(ledger, a_sending("fax"))
    assert _after(ledger, a_sending("folder")).state == "sending"


def test_a_document_does_not_change_under_a_packet_that_could_leave(waiting: Ledger) -> None:
    superseded = DocumentSuperseded(document_id="doc-1", because="facts_changed")
    with pytest.raises(PaperInPacket):
        _after(waiting, superseded)

    packet = PacketSuperseded(packet_id="packet-1", because="facts_changed")
    assert _after(waiting, packet, superseded).state == "superseded"


def test_a_document_is_printed_once_and_not_under_a_packet(ledger: Ledger) -> None:
    record_a_case(ledger)
    written = DocumentPrepared.model_validate({**a_document().model_dump(), "docx_sha256": HASH})
    printed = DocumentPrinted(document_id="doc-1", state="ready", pdf_sha256=a_hash("pdf"))
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_duty())
        page.record(CASE, written)
        page.record(CASE, printed)
        with pytest.raises(MoveRefused):
            page.record(CASE, printed)
        page.record(CASE, a_packet())
        with pytest.raises(PaperInPacket):
            page.record(CASE, printed)

    with ledger.reading() as screens:
        assert screens.documents(CASE)[0].pdf_sha256 == a_hash("pdf")
    assert ledger.verify() == ()


def test_a_packet_with_a_document_that_is_not_ready_cannot_be_approved(ledger: Ledger) -> None:
    record_a_case(ledger)
    held = DocumentPrepared.model_validate({**a_document().model_dump(), "state": "held"})
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_duty())
        page.record(CASE, held)
        page.record(CASE, a_packet())
    with pytest.raises(MoveRefused):
        _after(ledger, an_approval())


def test_a_document_of_another_case_cannot_enter_a_packet(waiting: Ledger) -> None:
    record_a_case(waiting, "IL-2026-0002")
    with pytest.raises(UnitError), waiting.begin(a_signature()) as page:
        page.record("IL-2026-0002", a_packet(packet_id="packet-2"))


def test_a_written_document_is_printed_once_before_it_is_bound(ledger: Ledger) -> None:
    printed = DocumentPrinted(document_id="doc-1", state="ready", pdf_sha256=HASH)
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_document().model_copy(update={"docx_sha256": HASH}))
        page.record(CASE, printed)
        with pytest.raises(MoveRefused):
            page.record(CASE, printed)
    with ledger.reading() as screens:
        assert [row.pdf_sha256 for row in screens.documents(CASE)] == [HASH]


def test_a_document_without_a_word_file_is_not_printed(ledger: Ledger) -> None:
    record_a_case(ledger)
    with ledger.begin(a_signature()) as page:
        page.record(CASE, a_document())
        with pytest.raises(MoveRefused):
            page.record(CASE, DocumentPrinted(document_id="doc-1", state="ready", pdf_sha256=HASH))
