"""Take back what no longer fits: papers whose duty, facts or safety have changed since.

Nothing leaves on the strength of an approval that was given for other facts (decision 7, R76).
"""

from kinward.casework.desk import Office
from kinward.casework.planned import last_moment, plan_of
from kinward.casework.register import current_case
from kinward.casework.superseding import LIVING, step_aside
from kinward.casework.writing import inputs_sha256
from kinward.ledger.rows import DocumentRow, PacketRow
from kinward.rules.paper import Paper
from schemas.problem import UnitError


class PacketOutdated(UnitError):
    """The packet's facts, duty or safety have changed since it was approved."""

    code = "packet_outdated"
    remedy = "Prepare the case again; the approval is void, and a person approves the new packet."


def still_fits(office: Office, row: DocumentRow, papers: dict[str, Paper]) -> bool:
    """Say whether a document is planned as it stands: ready, held or blocked, for these facts."""
    paper = papers.get(row.document_id)
    return paper is not None and row.inputs_sha256 == inputs_sha256(office, paper)


def set_aside_outdated(office: Office, case_number: str, as_of: str | None) -> None:
    """Supersede every unsent paper that no longer fits, with its packets and approvals."""
    case = current_case(office, case_number)
    papers = {paper.id: paper for paper in plan_of(office, case, as_of).papers}
    with office.ledger.reading() as screens:
        rows = {row.document_id: row for row in screens.documents(case_number)}
    kept = frozenset(i for i, row in rows.items() if still_fits(office, row, papers))
    step_aside(office, case, rows, kept)


def must_still_fit(office: Office, packet: PacketRow) -> None:
    """Refuse a packet that no longer fits, and take its approval back.

    A rehearsal is judged as of the moment it was prepared for, everything else as of now.

    Raises:
        PacketOutdated: one of its papers would not be written like this any more.
    """
    number = packet.case_number
    moment = last_moment(office, number) if packet.rehearsal else None
    case = current_case(office, number)
    papers = {paper.id: paper for paper in plan_of(office, case, moment).papers}
    with office.ledger.reading() as screens:
        rows = [d for d in screens.documents(number) if d.document_id in packet.documents]
    fits = all(row.state in LIVING and still_fits(office, row, papers) for row in rows)
    if not fits or any(papers[row.document_id].state != "ready" for row in rows):
        set_aside_outdated(office, number, moment)
        raise PacketOutdated(f"packet {packet.packet_id} was made for other facts")
