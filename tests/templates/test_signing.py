"""Who signs stands together: from the closing words to the last line, on one printed page."""

from collections.abc import Iterator, Mapping
from io import BytesIO

import docx
import pytest

from kinward.press.office import Office, locate_office
from kinward.press.pdf_text import read_pages
from tests.kinward.rules.letter_settings import SAN_DIEGO, the_setting
from tests.templates.written import written

FILLINGS = range(1, 46, 3)
"""Fifteen lengths of a body, a page of lines apart in all."""
BLOCKS = {
    "consular_notification": [("Respectfully,", "International Liaison")],
    "home_study_request": [("Respectfully,", "International Liaison")],
    "notice_to_parent_counsel": [("Sincerely,", "Dana Whitfield")],
    "notice_of_parent_location": [
        ("Declaration I am the person who verified", "Signature of the declarant Dana Whitfield"),
        ("Submitted by counsel for the agency:", "Counsel for Sample County"),
    ],
    "request_for_counsel_and_remote": [("Respectfully submitted,", "Counsel for Sample County")],
}


def lengthened(letter: bytes, lines: int) -> bytes:
    """A letter with lines of filling before the block that is signed, and before its heading."""
    word = docx.Document(BytesIO(letter))
    block = next(t for t in word.tables if "Signature and date" in t.rows[-1].cells[0].text)
    headings = [p._p for p in word.paragraphs if p.text == "Declaration"]  # noqa: SLF001
    start = headings[0] if headings else block._tbl  # noqa: SLF001
    for _ in range(lines):
        line = word.add_paragraph("A line of filling.")
        line.paragraph_format.space_after = 0
        start.addprevious(line._p)  # noqa: SLF001 - python-docx cannot move a paragraph
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def letters() -> Iterator[tuple[str, bytes]]:
    for kind in BLOCKS:
        letter = written(the_setting(SAN_DIEGO, kind)).docx
        for lines in FILLINGS:
            yield f"{kind} {lines}", lengthened(letter, lines)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    office = Office(binary=locate_office(), home=tmp_path_factory.mktemp("home"))
    return office.print_letters(dict(letters())).pdfs


@pytest.mark.parametrize("lines", FILLINGS)
@pytest.mark.parametrize("kind", BLOCKS)
def test_no_signature_is_parted_from_its_closing_words_or_its_signer(
    printed: Mapping[str, bytes], kind: str, lines: int
) -> None:
    pages = [" ".join(page.split()) for page in read_pages(printed[f"{kind} {lines}"])]
    for first, last in BLOCKS[kind]:
        (page,) = [page for page in pages if first in page]
        assert "____ " in page.partition(first)[2]
        assert last in page.partition(first)[2]
