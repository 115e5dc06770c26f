"""Usual things for ledger tests: a test states only what matters to it."""

from datetime import UTC, date, datetime
from hashlib import sha256

from kinward.ledger import Ledger, Page, Signed
from kinward.store import Store
from schemas.ledger import (
    Actor,
    CaseRecorded,
    DocumentPrepared,
    DutyOpened,
    PacketApproved,
    PacketPrepared,
    PacketSending,
    PacketSent,
    QuestionAsked,
    ReceiptRecorded,
)

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
HASH = "ab" * 32
CASE = "IL-2026-0001"


def a_signature(agency: str = "us-il") -> Signed:
    """A supervisor who typed her name on a Tuesday at noon."""
    by = Actor(kind="person", id="Q. Example", authenticated="typed")
    return Signed(by=by, agency=agency, at=NOON, as_of="2026-03-10")


def a_case_recorded() -> CaseRecorded:
    """An Illinois case opened in March."""
    return CaseRecorded(state="IL", opened_on=date(2026, 3, 1), facts=HASH)


def a_duty(duty_id: str = "duty-1") -> DutyOpened:
    """A notice owed to a consulate."""
    return DutyOpened(
        duty_id=duty_id,
        duty_kind="notify_consulate",
        about_position="people[0]",
        country="MX",
        state="owed",
        starts_on=date(2026, 3, 2),
        due_on=date(2026, 3, 12),
        owner="agency",
        governed_by="us-il_mx@2020-10-02",
        confidence="to_confirm",
    )


def a_document(document_id: str = "doc-1", pdf_sha256: str | None = None) -> DocumentPrepared:
    """A letter to a consulate, ready."""
    return DocumentPrepared(
        document_id=document_id,
        document_kind="consular_notification",
        recipient_class="consulate",
        state="ready",
        duties=("duty-1",),
        languages=("en", "es"),
        inputs_sha256=HASH,
        pdf_sha256=pdf_sha256,
    )


def a_packet(**facts: object) -> PacketPrepared:
    """A packet for fax that waits for approval, unless told otherwise."""
    usual = {
        "packet_id": "packet-1",
        "recipient_class": "consulate",
        "channel": "fax",
        "documents": ("doc-1",),
        "sha256": HASH,
        "due_on": date(2026, 3, 12),
    }
    return PacketPrepared.model_validate({**usual, **facts})


def an_approval(sha256: str = HASH) -> PacketApproved:
    """An approval of packet-1."""
    return PacketApproved(packet_id="packet-1", sha256=sha256)


def a_sending(channel: str = "fax", sha256: str = HASH) -> PacketSending:
    """Packet-1 on its way."""
    return PacketSending(packet_id="packet-1", channel=channel, sha256=sha256)


def record_a_case(ledger: Ledger, case_number: str = CASE) -> None:
    """Record a case with a sealed and a restricted part, found by two names."""
    with ledger.begin(a_signature()) as page:
        page.record(
            case_number,
            a_case_recorded(),
            sealed={"people": [{"name": "Zzyzx Quibblethorn"}]},
            restricted={"protect": ["people[2]"]},
            names=["Zzyzx Quibblethorn", "Ñandú Łópez-O’Brien"],
        )


def record_a_waiting_packet(page: Page, case_number: str = CASE, **facts: object) -> None:
    """Record a duty, a document and a packet that waits."""
    page.record(case_number, a_duty())
    page.record(case_number, a_document())
    page.record(case_number, a_packet(**facts))


def a_full_case(ledger: Ledger, store: Store, case_number: str, tag: str) -> None:
    """Record a case that went all the way, with stored bytes, a question and a receipt."""
    record_a_case(ledger, case_number)
    cipher = ledger.case_cipher(case_number)
    pdf = store.put(case_number, f"letter {tag}".encode(), cipher)
    packet = store.put(case_number, f"packet {tag}".encode(), cipher)
    ids = {"packet_id": f"packet-{tag}", "sha256": packet}
    with ledger.begin(a_signature()) as page:
        page.record(case_number, a_duty(f"duty-{tag}"), sealed={"because": "a reason"})
        page.record(case_number, a_document(f"doc-{tag}", pdf_sha256=pdf))
        page.record(case_number, a_packet(**ids, documents=(f"doc-{tag}",)))
        page.record(case_number, PacketApproved(**ids))
        page.record(case_number, PacketSending(channel="fax", **ids))
        page.record(case_number, PacketSent(channel="fax", **ids))
        page.record(
            case_number,
            ReceiptRecorded(
                receipt_id=f"receipt-{tag}",
                packet_id=f"packet-{tag}",
                receipt_kind="acknowledged",
                on=date(2026, 3, 11),
            ),
        )
        page.record(case_number, QuestionAsked(question_id=f"q-{tag}", code="post_unknown"))


def a_hash(text: str) -> str:
    """The SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()
