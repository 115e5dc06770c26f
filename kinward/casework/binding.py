"""Bind the papers that go to one recipient into a packet that waits for a person's approval."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from pydantic import JsonValue

from kinward.casework.bundles import Bundle, bundles_of, held_because, rehearsal_of
from kinward.casework.covers import COVER, Cover, printed_covers, proof_of
from kinward.casework.desk import Office
from kinward.casework.papers import LIVING, Kept, plain_json
from kinward.casework.printing import imprint
from kinward.casework.proving import promises_of, secrets_for
from kinward.press.binding import bind
from kinward.press.packet import Packet, Part
from kinward.press.proofs import Finding, prove_pdf
from schemas.consulate import Contact
from schemas.ledger import PacketPrepared

FAILED_PROOF = "failed_proof"


@dataclass(frozen=True, slots=True)
class Bound:
    """A bundle as a packet, with what its proofs found."""

    bundle: Bundle
    cover: Cover
    packet: Packet
    findings: tuple[Finding, ...]


def bind_packets(office: Office, case_number: str) -> int:
    """Bind each bundle that has no living packet yet; return how many packets there are."""
    with office.ledger.reading() as screens:
        rows = [row for row in screens.documents(case_number) if row.state == "ready"]
        living = {p.packet_id for p in screens.packets(case_number) if p.state in LIVING}
        agency = screens.case(case_number).agency
    printed = [row for row in rows if row.pdf_sha256 is not None]
    bundles = list(bundles_of(office, case_number, printed))
    fresh = [bundle for bundle in bundles if bundle.id not in living]
    if not fresh:
        return len(bundles)
    bound = list(_bound(office, fresh, case_number))
    cipher = office.ledger.case_cipher(case_number)
    for item in bound:
        office.store.put(case_number, item.packet.pdf, cipher)
    with office.ledger.begin(office.signed(agency)) as page:
        for item in bound:
            page.record(case_number, _prepared(office, item), sealed=_told(office, item))
    office.ledger.seal(office.clock())
    return len(bundles)


def _bound(office: Office, bundles: list[Bundle], case_number: str) -> Iterator[Bound]:
    covers = printed_covers(office, bundles)
    title = office.library.rulebook.kinds[COVER].title
    cipher = office.ledger.case_cipher(case_number)
    for bundle in bundles:
        cover = covers.get(bundle.id)
        if cover is None:
            continue  # its letters are ready; the next run binds them
        parts = [Part(title, cover.pdf, "en")]
        for kept in bundle.kept:
            parts += [
                Part(_title(kept, tag), office.store.read(case_number, digest, cipher), tag)
                for tag, digest in kept.pdf.items()
            ]
        packet = bind(parts, imprint("Packet", "en", office.clock()), reference=case_number)
        yield Bound(bundle, cover, packet, tuple(_findings(office, bundle, cover, packet)))


def _title(kept: Kept, tag: str) -> str:
    return kept.title if tag == "en" else f"{kept.title} ({tag}, courtesy translation)"


def _findings(office: Office, bundle: Bundle, cover: Cover, packet: Packet) -> Iterator[Finding]:
    """Yield what the proofs of cover and packet find: promises, secrets, conformance, pages."""
    book = office.library.rulebook
    yield from proof_of(office, cover)
    promises = [p for paper in bundle.papers if paper.view for p in promises_of(paper.view)]
    secrets = secrets_for(bundle.papers[0], book)
    for paper in bundle.papers[1:]:
        # What one of the recipient's papers may show is no secret of the packet that holds it.
        kept = {(secret.category, secret.text) for secret in secrets_for(paper, book)}
        secrets = [secret for secret in secrets if (secret.category, secret.text) in kept]
    number = bundle.setting.case.case_number
    yield from prove_pdf(packet.pdf, promises, secrets, case_number=number)
    for problem in packet.problems:
        yield Finding("unreadable", problem.code, "the packet")
    if packet.pages != cover.packing.pages:
        yield Finding("missing_value", "packet.pages", "the cover sheet")


def _prepared(office: Office, item: Bound) -> PacketPrepared:
    bundle = item.bundle
    return PacketPrepared(
        packet_id=bundle.id,
        recipient_class=bundle.setting.recipient.class_,
        channel=bundle.channel,
        documents=tuple(row.document_id for row in bundle.rows),
        sha256=item.packet.sha256,
        rehearsal=rehearsal_of(office, bundle),
        due_on=bundle.due_on,
        held=FAILED_PROOF if item.findings else held_because(office, bundle),
    )


def _told(office: Office, item: Bound) -> JsonValue:
    to, seen = item.bundle.setting.recipient, item.cover.paper.view
    return plain_json(
        {
            "recipient": {
                "class": to.class_,
                "name": to.name,
                "post": to.post,
                "via": to.via,
                "contact": _ways(to.contact)
                if held_because(office, item.bundle) is None
                else None,
            },
            "pages": item.packet.pages,
            "contents": [asdict(line) for line in item.packet.contents],
            "enclosures": list(seen.enclosures) if seen else [],
            "conformance": [asdict(report) for report in item.packet.conformance.reports],
            "findings": [asdict(finding) for finding in item.findings],
        }
    )


def _ways(contact: Contact | None) -> JsonValue:
    """Return the ways of the directory's row, for whoever faxes, files or posts the packet."""
    if contact is None:
        return None
    return {
        "phone": contact.phone,
        "fax": contact.fax,
        "email": contact.email,
        "e_filing": contact.e_filing,
        "mail_rule": contact.mail.says if contact.mail else None,
        "accepts": list(contact.accepts),
        "verified_on": contact.verified_on.isoformat(),
        "sample": contact.sample,
    }
