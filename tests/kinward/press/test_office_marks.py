"""What LibreOffice leaves unmarked or misnamed is mended, so that the claim of PDF/UA is true."""

from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches

from kinward.press.checked_pdf import checked
from kinward.press.office import Office
from tests.kinward.press.pdf_builders import an_imprint

AN_IMPRINT = an_imprint("Our file")


def a_letter_with(style: str, *, bordered: bool) -> bytes:
    """A one-paragraph letter in a style of its own, with a line beneath it if `bordered`."""
    document = docx.Document()
    document.sections[0].page_width, document.sections[0].page_height = Inches(8.5), Inches(11)
    document.core_properties.title = AN_IMPRINT.title
    document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    paragraph = document.add_paragraph("Our file number stands here.", style=style)
    if bordered:
        borders = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx has no borders
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


def problems_of(letter: bytes, office: Office) -> tuple[str, ...]:
    """Print a letter and return the rules it breaks."""
    run = office.print_letters({"letter": letter})
    result = checked("letter", run.pdfs["letter"], AN_IMPRINT)
    return tuple(problem.message for problem in result.problems)


def test_a_line_beneath_a_paragraph_is_marked_as_decoration(office: Office) -> None:
    assert problems_of(a_letter_with("Signature Line", bordered=True), office) == ()


def test_a_style_named_like_a_standard_type_breaks_no_rule(office: Office) -> None:
    assert problems_of(a_letter_with("Reference", bordered=False), office) == ()
