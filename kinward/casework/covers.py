"""The cover sheet of a packet: where it goes, how many pages, what is asked for."""

from dataclasses import dataclass, replace

from kinward.casework.bundles import Bundle, rehearsal_of
from kinward.casework.desk import Office
from kinward.casework.printing import imprint
from kinward.casework.proving import promises_of, secrets_for
from kinward.casework.writing import word_letter
from kinward.press.checked_pdf import PdfResult
from kinward.press.pdf import DocxInput, convert
from kinward.press.proofs import Finding, prove_docx
from kinward.press.searching import Secret
from kinward.rules.case_values import values_of
from kinward.rules.disclosure import Reader
from kinward.rules.facts import Packing, letter_facts
from kinward.rules.languages import Tongues
from kinward.rules.paper import Paper
from kinward.rules.sheet import items_of
from kinward.rules.view import view

COVER = "cover_sheet"
ONE_PAGE = 1


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover sheet: as a paper of its own, as a Word file, and printed."""

    paper: Paper
    packing: Packing
    data: bytes
    pdf: bytes = b""
    pages: int = ONE_PAGE


def printed_covers(office: Office, bundles: list[Bundle]) -> dict[str, Cover]:
    """Print the covers of all bundles in one call; one that runs over a page is counted anew.

    A bundle whose cover could not be printed is not there: the next run binds it.
    """
    covers = {bundle.id: cover_of(office, bundle, ONE_PAGE) for bundle in bundles}
    printed = _printed(office, covers)
    longer = {
        bundle.id: cover_of(office, bundle, printed[bundle.id].pages)
        for bundle in bundles
        if bundle.id in printed and printed[bundle.id].pages > ONE_PAGE
    }
    return printed | (_printed(office, longer) if longer else {})


def _printed(office: Office, covers: dict[str, Cover]) -> dict[str, Cover]:
    at = office.clock()
    title = office.library.rulebook.kinds[COVER].title
    inputs = [DocxInput(i, cover.data, imprint(title, "en", at)) for i, cover in covers.items()]
    return {
        i: replace(covers[i], pdf=result.pdf, pages=result.pages)
        for i, result in convert(inputs, office.printer).items()
        if isinstance(result, PdfResult) and result.ok
    }


def cover_of(office: Office, bundle: Bundle, cover_pages: int) -> Cover:
    """Return the cover sheet of the papers that go to one recipient."""
    book = office.library.rulebook
    duties = tuple(duty for paper in bundle.papers for duty in paper.setting.duties)
    setting = replace(
        bundle.setting,
        kind=book.kinds[COVER],
        variant=None,
        duties=duties,
        about=(),
        instrument=None,
        notice=None,
        route_body=None,
    )
    packing = packing_of(office, bundle, cover_pages)
    active, left_out = items_of(setting, book.vocabulary)
    reader = Reader(setting, frozenset(), book)
    seen = view(letter_facts(setting, packing), active, reader, left_out)
    english = Tongues(("en",), "The recipient reads English.", {})
    paper = Paper("cover", setting, "ready", None, english, seen)
    return Cover(paper, packing, word_letter(office, paper, seen, "en"))


def packing_of(office: Office, bundle: Bundle, cover_pages: int) -> Packing:
    """Return what the cover sheet says of the packet beneath it."""
    papers = bundle.papers
    languages = [tag for paper in papers for tag in paper.tongues.unsigned]
    asked = [item for paper in papers if paper.view for item in paper.view.enclosures]
    bound = [duty.governed_by for paper in papers for duty in paper.setting.duties]
    return Packing(
        pages=cover_pages + sum(kept.pages for kept in bundle.kept),
        enclosures=tuple(dict.fromkeys(asked)),
        rehearsal=rehearsal_of(office, bundle),
        to_be_confirmed=any(row.to_be_confirmed for row in bound if row),
        unsigned_languages=tuple(dict.fromkeys(languages)),
    )


def proof_of(office: Office, cover: Cover) -> tuple[Finding, ...]:
    """Prove that a cover names no child and no parent, whoever reads it, and all it must say."""
    setting, seen = cover.paper.setting, cover.paper.view
    family = {person.id for person in (*setting.case.children, *setting.case.parents)}
    names = [
        Secret(value.category, "never in cover_sheet", value.text, kind="name")
        for value in values_of(setting.case)
        if value.kind == "name" and set(value.about) & family
    ]
    secrets = [*names, *secrets_for(cover.paper, office.library.rulebook)]
    promises = promises_of(seen) if seen else []
    return prove_docx(cover.data, promises, secrets, case_number=setting.case.case_number)
