"""From finished Word letters to PDFs that may be approved, or a reason why there is none.

Letters go to LibreOffice in batches, because a call costs a second before it prints the first one.
One bad letter must not take the others with it: when a call comes back with letters missing, those
that the office refused are tried once more alone; when it hung or died, the first one missing is
the suspect (the office works in order): it is tried alone, and the others go on without it.

Every PDF is then opened and looked at: right title, letter paper, PDF/A-2b and PDF/UA-1. A letter
with a problem is kept with it, so that a person can see both; it is not to be approved.

Two conversions of the same letter give the same bytes: LibreOffice's clock, identifier and
checksum are taken out. Another version of LibreOffice, or other fonts on the machine, give another
layout; the manifest says which version it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pikepdf

from kinward.press.checked_pdf import PdfResult, checked
from kinward.press.office import Office, OfficeMissing, OfficeNotStarting, Run
from kinward.press.sealing import Imprint
from kinward.press.word_file import reason_to_refuse
from schemas.problem import Problem


@dataclass(frozen=True, slots=True)
class DocxInput:
    """One finished Word letter; `id` is any stable name that holds no name of a person."""

    id: str
    data: bytes = field(repr=False)
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class ConversionFault:
    """One letter of which there is no PDF, and why."""

    id: str
    problem: Problem


Converted = PdfResult | ConversionFault

_OPEN_IN_WORD = "Open the letter in Word, save it anew, and prepare again."
_FAULTS = {
    "not_a_word_file": ("This is no Word file.", "Save the letter as .docx in Word."),
    "corrupt_file": ("The Word file is damaged.", "Prepare the letter again."),
    "too_large": ("The Word file is too large.", "Use smaller pictures in the template."),
    "macro": ("The Word file carries code.", "Save the template without macros."),
    "external_reference": (
        "The Word file points outside itself.",
        "Put linked pictures into the template; detach an attached template.",
    ),
    "office_timed_out": ("LibreOffice did not finish this letter in its time.", _OPEN_IN_WORD),
    "office_crashed": ("LibreOffice ended while printing this letter.", _OPEN_IN_WORD),
    "office_refused": ("LibreOffice cannot read this Word file.", _OPEN_IN_WORD),
    "pdf_unreadable": ("The PDF that LibreOffice wrote cannot be opened.", _OPEN_IN_WORD),
}


def convert(letters: Sequence[DocxInput], office: Office) -> Mapping[str, Converted]:
    """Print `letters` as PDF/A-2b and PDF/UA-1; each id has a checked PDF or a fault.

    Without LibreOffice every letter has the fault `office_missing`: Word files only, then.
    """
    if len({letter.id for letter in letters}) != len(letters):
        raise ValueError("two letters of one conversion share an id")
    results: dict[str, Converted] = {}
    for letter in letters:
        if code := reason_to_refuse(letter.data):
            results[letter.id] = _fault(letter.id, code)
    sound = [letter for letter in letters if letter.id not in results]
    try:
        results |= _printed(sound, office)
    except (OfficeMissing, OfficeNotStarting) as fault:
        said = f"No PDF was made: {fault}."
        for letter in sound:
            problem = Problem(fault.code, said, fault.remedy, where=letter.id)
            results[letter.id] = ConversionFault(letter.id, problem)
    return {letter.id: results[letter.id] for letter in letters}


def _printed(letters: Sequence[DocxInput], office: Office) -> dict[str, Converted]:
    share = -(-len(letters) // office.workers)  # rounded up
    size = max(1, min(office.batch_size, share))
    batches = [letters[start : start + size] for start in range(0, len(letters), size)]
    with ThreadPoolExecutor(max_workers=office.workers) as pool:
        printed = pool.map(lambda batch: list(_print_batch(batch, office)), batches)
        return {result.id: result for batch in printed for result in batch}


def _print_batch(letters: Sequence[DocxInput], office: Office) -> Iterator[Converted]:
    run = office.print_letters({letter.id: letter.data for letter in letters})
    for letter in letters:
        if letter.id in run.pdfs:
            yield _looked_at(letter, run.pdfs[letter.id])
    missing = [letter for letter in letters if letter.id not in run.pdfs]
    if len(letters) == 1:
        yield from (_fault(letter.id, _why_missing(run)) for letter in missing)
        return
    suspects = missing if run.status == 0 else missing[:1]
    for suspect in suspects:
        yield from _print_batch([suspect], office)
    if others := missing[len(suspects) :]:
        yield from _print_batch(others, office)


def _looked_at(letter: DocxInput, printed: bytes) -> Converted:
    try:
        return checked(letter.id, printed, letter.imprint)
    except pikepdf.PdfError:
        return _fault(letter.id, "pdf_unreadable")


def _why_missing(run: Run) -> str:
    if run.timed_out:
        return "office_timed_out"
    return "office_refused" if run.status == 0 else "office_crashed"


def _fault(id_: str, code: str) -> ConversionFault:
    said, remedy = _FAULTS[code]
    return ConversionFault(id_, Problem(code, said, remedy, where=id_))
