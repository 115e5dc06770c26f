"""Print the Word letters as PDFs, read each back, and record what came of it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from pydantic import JsonValue

from kinward.casework.desk import Office
from kinward.casework.papers import kept_papers
from kinward.casework.planned import planned_papers
from kinward.casework.proving import promises_of, secrets_for
from kinward.casework.writing import title_in
from kinward.ledger.rows import DocumentRow
from kinward.press.checked_pdf import PdfResult
from kinward.press.pdf import Converted, DocxInput, convert
from kinward.press.proofs import Finding, prove_pdf
from kinward.press.sealing import Imprint
from kinward.rules.paper import Paper
from schemas.ledger import DocumentPrinted

PDF_NOT_MADE = "pdf_not_made"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One Word file on its way to the printer: a document in one language."""

    row: DocumentRow
    paper: Paper
    tag: str
    data: bytes

    @property
    def id(self) -> str:
        """The document's id with the language."""
        return f"{self.row.document_id}.{self.tag}"


def make_pdfs(office: Office, case_number: str) -> int:
    """Print every written letter that has no PDF; return how many PDFs there are.

    Without LibreOffice nothing is printed: the letters stay as Word files, and the manifest says
    that their PDFs were not made.
    """
    with office.ledger.reading() as screens:
        rows = [row for row in screens.documents(case_number) if row.state == "ready"]
        agency = screens.case(case_number).agency
    unprinted = [row for row in rows if row.pdf_sha256 is None]
    if not unprinted or not office.printer.is_installed():
        return len(rows) - len(unprinted)
    sheets = sheets_of(office, case_number, unprinted)
    results = print_sheets(office, sheets)
    cipher = office.ledger.case_cipher(case_number)
    with office.ledger.begin(office.signed(agency)) as page:
        for row in unprinted:
            mine = [sheet for sheet in sheets if sheet.row.document_id == row.document_id]
            if not mine:
                continue  # no longer planned: deciding again will set it aside
            public, told = _outcome(office, mine, results)
            for result in _printed(mine, results):
                office.store.put(case_number, result.pdf, cipher)
            page.record(case_number, public, sealed=told)
    return len(rows)


def sheets_of(office: Office, case_number: str, rows: list[DocumentRow]) -> list[Sheet]:
    """Return the Word files of documents, English first."""
    wanted = {row.document_id for row in rows}
    kept = {i: paper for i, paper in kept_papers(office, case_number).items() if i in wanted}
    planned = planned_papers(office, kept)
    cipher = office.ledger.case_cipher(case_number)
    return [
        Sheet(row, planned[row.document_id], tag, office.store.read(case_number, digest, cipher))
        for row in rows
        if row.document_id in planned
        for tag, digest in kept[row.document_id].docx.items()
    ]


def print_sheets(office: Office, sheets: list[Sheet]) -> dict[str, Converted]:
    """Print Word files in one go; each id has a checked PDF or a fault."""
    made_on = office.clock()
    inputs = [
        DocxInput(
            sheet.id,
            sheet.data,
            imprint(title_in(office, sheet.paper, sheet.tag), sheet.tag, made_on),
        )
        for sheet in sheets
    ]
    return dict(convert(inputs, office.printer))


def imprint(title: str, tag: str, at: datetime) -> Imprint:
    """Return what a PDF says of itself: title, language, when it was made."""
    return Imprint(title=title, language=tag, stated_at=at)


def _proof(office: Office, sheet: Sheet, pdf: bytes) -> tuple[Finding, ...]:
    seen = sheet.paper.view
    promises = promises_of(seen) if seen else []
    secrets = secrets_for(sheet.paper, office.library.rulebook)
    number = sheet.paper.setting.case.case_number
    return prove_pdf(pdf, promises, secrets, case_number=number)


def _printed(sheets: list[Sheet], results: dict[str, Converted]) -> list[PdfResult]:
    found = [results[sheet.id] for sheet in sheets]
    return [result for result in found if isinstance(result, PdfResult)]


def _outcome(
    office: Office, sheets: list[Sheet], results: dict[str, Converted]
) -> tuple[DocumentPrinted, JsonValue]:
    """Return the entry of a printed document: ready only if every language passed every proof."""
    hashes: dict[str, str] = {}
    pages: dict[str, int] = {}
    problems: list[str] = []
    findings: list[Finding] = []
    for sheet in sheets:
        result = results[sheet.id]
        if not isinstance(result, PdfResult):
            problems.append(result.problem.code)
            continue
        hashes[sheet.tag], pages[sheet.tag] = result.sha256, result.pages
        problems += [problem.code for problem in result.problems]
        findings += _proof(office, sheet, result.pdf)
    sound = not problems and not findings
    public = DocumentPrinted(
        document_id=sheets[0].row.document_id,
        state="ready" if sound else "blocked",
        why=None if sound else "failed_proof" if findings else problems[0],
        pdf_sha256=hashes.get("en"),
        courtesy_sha256=tuple(h for tag, h in hashes.items() if tag != "en"),
    )
    told: JsonValue = {
        "pdf": dict(hashes),
        "pages": dict(pages),
        "problems": list(problems),
        "findings": [asdict(finding) for finding in findings],
    }
    return public, told
