"""What stands in the way of a case's papers, each problem with the duty it stands for."""

from collections.abc import Iterator

from pydantic import JsonValue

from kinward.casework.desk import Office
from kinward.casework.papers import Kept
from kinward.casework.planned import last_moment, plan_of
from kinward.casework.register import current_case
from kinward.casework.void_approvals import void_approvals
from kinward.ledger.rows import DocumentRow
from schemas.problem import Problem

Json = dict[str, JsonValue]


def problems_of(
    office: Office,
    case_number: str,
    documents: list[DocumentRow],
    kept: dict[str, Kept],
    duties: list[JsonValue],
) -> Iterator[Json]:
    """Yield the problems of a case's living documents, as a manifest shows them.

    `duties` are those of the last decision: no duty ends in silence.
    """
    known = {str(duty["id"]): duty for duty in duties if isinstance(duty, dict)}
    serves = {row.document_id: row.duties for row in documents}
    case = current_case(office, case_number)
    planned = plan_of(office, case, last_moment(office, case_number)).problems
    for problem in (*planned, *office.library.problems, *_unmade(documents, kept)):
        place = problem.where.rpartition(" ")[2]
        duty = next((d for d in serves.get(place, (place,)) if d in known), None)
        yield _told(problem, known.get(duty or "", {}))
    for approval in void_approvals(office, case_number):
        for duty_id in approval.duties:
            yield _told(approval.problem, known.get(duty_id, {}))


def _unmade(documents: list[DocumentRow], kept: dict[str, Kept]) -> Iterator[Problem]:
    for row in documents:
        fault = kept[row.document_id].listed("fault")
        if fault:
            code, message, remedy = (str(part) for part in fault)
            yield Problem(code, f"{row.kind} was not written: {message}", remedy, row.document_id)
        if row.state == "ready" and row.pdf_sha256 is None:
            message = f"the PDF of {row.kind} was not made: LibreOffice is not here"
            remedy = "Install libreoffice-writer-nogui and prepare again; the Word file is ready."
            yield Problem("pdf_not_made", message, remedy, row.document_id)
        elif row.state == "blocked" and row.why == "failed_proof":
            message = f"{row.kind} failed a proof; its findings say what and where"
            remedy = "Mend the template or the case; never send it as it is."
            yield Problem("failed_proof", message, remedy, row.document_id)


def _told(problem: Problem, duty: Json) -> Json:
    return {
        "code": problem.code,
        "duty": duty.get("duty"),
        "about": duty.get("about"),
        "country": duty.get("country"),
        "message": problem.message,
        "remedy": problem.remedy,
        "where": problem.where,
    }
