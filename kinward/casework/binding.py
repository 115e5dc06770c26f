"""Bind the papers that go to one recipient into a packet that waits for a person's approval."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from pydantic import JsonValue

from kinward.casework.covers import COVER, Cover, cover_of
from kinward.casework.deciding import is_rehearsal
from kinward.casework.desk import Office
from kinward.casework.papers import LIVING, Kept, kept_papers, plain_json
from kinward.casework.planned import planned_papers
from kinward.casework.printing import imprint
from kinward.casework.proving import promises_of, secrets_for
from kinward.ledger.rows import DocumentRow
from kinward.press.binding import bind
from kinward.press.checked_pdf import PdfResult
from kinward.press.packet import Packet, Part
from kinward.press.pdf import DocxInput, convert
from kinward.press.proofs import Finding, prove_pdf
from kinward.rules.as_of import AsOf
from kinward.rules.channels import channel_of
from kinward.rules.facts import Packing
from kinward.rules.identity import key
from kinward.rules.planning import Paper
from kinward.rules.posts import competent_post, is_current
from kinward.rules.subjects import STATE_ORGANS
from schemas.ledger import PacketPrepared


@dataclass(frozen=True, slots=True)
class Bundle:
    """Papers for one recipient by one channel, in the order in which they are bound."""

    id: str
    rows: tuple[DocumentRow, ...]
    kept: tuple[Kept, ...]
    papers: tuple[Paper, ...]

    @property
    def channel(self) -> str:
        """The channel of its papers."""
        return channel_of(self.papers[0].setting)


def bind_packets(office: Office, case_number: str) -> int:
    """Bind each bundle that has no living packet yet; return how many packets there are."""
    with office.ledger.reading() as screens:
        rows = [row for row in screens.documents(case_number) if row.state == "ready"]
        living = {p.packet_id for p in screens.packets(case_number) if p.state in LIVING}
        agency = screens.case(case_number).agency
    printed = [row for row in rows if row.pdf_sha256 is not None]
    bundles = list(_bundles(office, case_number, printed))
    fresh = [bundle for bundle in bundles if bundle.id not in living]
    if not fresh:
        return len(bundles)
    cipher = office.ledger.case_cipher(case_number)
    bound = [(bundle, *made) for bundle, made in _bound(office, fresh, case_number)]
    with office.ledger.begin(office.signed(agency)) as page:
        for bundle, cover, packet, findings in bound:
            office.store.put(case_number, packet.pdf, cipher)
            held = held_because(office, bundle) if not findings else "failed_proof"
            public = PacketPrepared(
                packet_id=bundle.id,
                recipient_class=bundle.papers[0].recipient.class_,
                channel=bundle.channel,
                documents=tuple(row.document_id for row in bundle.rows),
                sha256=packet.sha256,
                rehearsal=rehearsal_of(office, bundle),
                due_on=_due_on(bundle),
                held=held,
            )
            page.record(case_number, public, sealed=_told(bundle, cover, packet, findings))
    office.ledger.seal(office.clock())
    return len(bundles)


def _bundles(office: Office, case_number: str, rows: list[DocumentRow]) -> Iterable[Bundle]:
    kept, planned = kept_papers(office, case_number), planned_papers(office, case_number)
    known = [row for row in rows if row.document_id in planned]

    def recipient(row: DocumentRow) -> str:
        to = planned[row.document_id].recipient
        channel = channel_of(planned[row.document_id].setting)
        return "|".join(
            (to.class_, to.person or "", to.post or "", to.name, channel, ",".join(to.via))
        )

    for who, group in groupby(sorted(known, key=recipient), key=recipient):
        members = sorted(
            group, key=lambda row: (planned[row.document_id].kind.id, row.document_id)
        )
        inputs = [(row.document_id, row.inputs_sha256) for row in members]
        yield Bundle(
            id=f"packet-{key(case_number, who, inputs)[:20]}",
            rows=tuple(members),
            kept=tuple(kept[row.document_id] for row in members),
            papers=tuple(planned[row.document_id] for row in members),
        )


def _bound(
    office: Office, bundles: list[Bundle], case_number: str
) -> Iterable[tuple[Bundle, tuple[Cover, Packet, tuple[Finding, ...]]]]:
    """Print all covers in one call, then bind and prove each packet."""
    covers = {
        bundle.id: cover_of(office, list(bundle.papers), packing(office, bundle))
        for bundle in bundles
    }
    at = office.clock()
    title = office.library.rulebook.kinds[COVER].title
    inputs = [DocxInput(i, cover.data, imprint(title, "en", at)) for i, cover in covers.items()]
    printed = convert(inputs, office.printer)
    cipher = office.ledger.case_cipher(case_number)
    for bundle in bundles:
        sheet = printed[bundle.id]
        if not isinstance(sheet, PdfResult):
            continue  # its letters are ready; the next run binds them
        parts = [Part(title, sheet.pdf, "en")]
        for kept in bundle.kept:
            parts += [
                Part(kept.title, office.store.read(case_number, digest, cipher), tag)
                for tag, digest in kept.pdf.items()
            ]
        packet = bind(parts, imprint("Packet", "en", at), reference=case_number)
        yield bundle, (covers[bundle.id], packet, _proof(office, bundle, packet, case_number))


def _proof(
    office: Office, bundle: Bundle, packet: Packet, case_number: str
) -> tuple[Finding, ...]:
    """Prove the bound packet: all that was promised, and nothing that its reader may not see."""
    book = office.library.rulebook
    promises = [p for paper in bundle.papers if paper.view for p in promises_of(paper.view)]
    allowed = {(s.category, s.text) for s in secrets_for(bundle.papers[0], book)}
    for paper in bundle.papers[1:]:
        allowed &= {(s.category, s.text) for s in secrets_for(paper, book)}
    # What one of the recipient's papers may show is no secret of the packet that holds it.
    secrets = [s for s in secrets_for(bundle.papers[0], book) if (s.category, s.text) in allowed]
    findings = prove_pdf(packet.pdf, promises, secrets, case_number=case_number)
    broken = [Finding("unreadable", problem.code, "the packet") for problem in packet.problems]
    return (*findings, *broken)


def packing(office: Office, bundle: Bundle) -> Packing:
    """Return what the cover sheet says of the packet beneath it."""
    papers = bundle.papers
    languages = [tag for paper in papers for tag in paper.tongues.unsigned]
    asked = [item for paper in papers if paper.view for item in paper.view.enclosures]
    bound = [duty.governed_by for paper in papers for duty in paper.setting.duties]
    return Packing(
        pages=1 + sum(kept.pages for kept in bundle.kept),
        enclosures=tuple(dict.fromkeys(asked)),
        rehearsal=rehearsal_of(office, bundle),
        to_be_confirmed=any(row.to_be_confirmed for row in bound if row),
        unsigned_languages=tuple(dict.fromkeys(languages)),
    )


def rehearsal_of(office: Office, bundle: Bundle) -> bool:
    """Say whether a packet rests on a past day or a sample: it may go to the folder only (R94)."""
    setting = bundle.papers[0].setting
    contact = setting.recipient.contact
    sample = bool(contact and contact.sample) or bool(setting.agency and setting.agency.sample)
    return sample or is_rehearsal(office, AsOf(setting.as_of))


def held_because(office: Office, bundle: Bundle) -> str | None:
    """Return why a packet may not leave yet: the post or its contact is not confirmed (R29)."""
    setting = bundle.papers[0].setting
    to = setting.recipient
    if to.class_ not in STATE_ORGANS or to.country is None:
        return None
    case, day, book = setting.case, setting.as_of.date(), office.library.rulebook
    competent = competent_post(to.country, case.state, case.county, day, book)
    if competent.post is None or not competent.confirmed:
        return "post_unknown"
    return None if is_current(to.contact, day) else "contact_unverified"


def _due_on(bundle: Bundle) -> date | None:
    dates = [
        duty.due_on for paper in bundle.papers for duty in paper.setting.duties if duty.due_on
    ]
    return min(dates, default=None)


def _told(
    bundle: Bundle, cover: Cover, packet: Packet, findings: tuple[Finding, ...]
) -> JsonValue:
    to = bundle.papers[0].recipient
    return plain_json(
        {
            "recipient": {"class": to.class_, "name": to.name, "post": to.post, "via": to.via},
            "pages": packet.pages,
            "contents": [asdict(line) for line in packet.contents],
            "enclosures": list(cover.paper.view.enclosures) if cover.paper.view else [],
            "conformance": [asdict(report) for report in packet.conformance.reports],
            "findings": [asdict(finding) for finding in findings],
        }
    )
