"""A PDF that was sealed, opened and looked at, and what stands in the way of approving it."""

import hashlib
import io
from dataclasses import dataclass, field

import pikepdf

from kinward.press.conformance import PROFILES, Conformance, examine
from kinward.press.sealing import Imprint, seal
from schemas.problem import Problem

LETTER_PAPER_PT = (612.0, 792.0)
_ROUNDING_PT = 1.0  # twentieths of a point in Word, hundredths of a millimetre in LibreOffice
_REPORT = "Tell the person who looks after Kinward, with the letter's kind and these rules."


@dataclass(frozen=True, slots=True)
class PdfResult:
    """One letter as PDF, what was checked of it, and what stands in the way of approving it."""

    id: str
    pdf: bytes = field(repr=False)
    sha256: str
    pages: int
    conformance: Conformance = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether nothing stands in the way."""
        return not self.problems


def checked(id_: str, printed: bytes, imprint: Imprint) -> PdfResult:
    """Seal what the office printed, open it again, and say all that is wrong with it.

    Raises:
        pikepdf.PdfError: The bytes are not a PDF that can be opened.
    """
    pdf = seal(printed, imprint, from_office=True)
    conformance = examine(pdf)
    with pikepdf.open(io.BytesIO(printed)) as document:
        pages = len(document.pages)
        found = _faults_of_print(document, imprint)
    found += conformance_faults(conformance)
    return PdfResult(
        id=id_,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=pages,
        conformance=conformance,
        problems=tuple(Problem(code, said, remedy, where=id_) for code, said, remedy in found),
    )


def _faults_of_print(document: pikepdf.Pdf, imprint: Imprint) -> list[tuple[str, str, str]]:
    found = []
    if len(document.pages) == 0:
        found.append(("pdf_empty", "The PDF has no page.", "Look into the Word letter."))
    title = str(document.docinfo.get("/Title", imprint.title))
    if title != imprint.title:  # never quoted: a title may name a person
        found.append(
            (
                "pdf_wrong_title",
                "The PDF's title is not the letter's.",
                "Let the template's Word properties leave the title to Kinward.",
            )
        )
    odd = [str(n) for n, page in enumerate(document.pages, 1) if not _is_letter_paper(page)]
    if odd:
        found.append(
            (
                "pdf_wrong_paper",
                f"Not letter paper, upright: pages {', '.join(odd)}.",
                "Set the template's pages to 8.5 by 11 inches, upright.",
            )
        )
    return found


def conformance_faults(conformance: Conformance) -> list[tuple[str, str, str]]:
    """Return code, sentence and remedy for each profile that does not hold."""
    found = [
        (
            "pdf_not_conforming",
            f"Not {profile}: {', '.join(conformance.broken_rules(profile))}.",
            _REPORT,
        )
        for profile in PROFILES
        if not conformance.holds(profile)
    ]
    if outside := conformance.pages_outside_structure:
        numbers = ", ".join(map(str, outside))
        found.append(("pdf_not_tagged", f"Outside the structure: pages {numbers}.", _REPORT))
    return found


def _is_letter_paper(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    width, height = LETTER_PAPER_PT
    fits = abs(right - left - width) <= _ROUNDING_PT and abs(top - bottom - height) <= _ROUNDING_PT
    return fits and int(page.obj.get("/Rotate", 0)) % 360 == 0
