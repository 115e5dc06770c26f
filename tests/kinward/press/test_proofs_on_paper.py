"""Proofs of PDFs that LibreOffice has really printed: broken lines, cells, pages, empty boxes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from kinward.press.needles import SecretKind
from kinward.press.office import Office, locate_office
from kinward.press.proofs import Finding, prove_docx, prove_pdf
from kinward.press.searching import Promise, Secret
from tests.kinward.press.word_builders import a_letter, a_template, as_bytes

STORY = " ".join(f"On day {day} the child went to school and was well." for day in range(1, 260))
FACTS = {
    "name": "María José Núñez-Pérez O’Brien",
    "case": "23-CCJP-04512(A)",
    "long": "Hernández-Rodríguez-Gutiérrez-Villanueva-Echeverría-Montalvo-Castellanos-Iturbide",
    "native": "محمد رضا الهاشمي",
    "chinese": "王小明",
    "address": "Consulate General <Mexico> & Co\n1549 India Street\nSan Diego, CA 92101",
    "braces": "Ana {{ x }}",
    "story": STORY,
}
# An old script that no font of this system draws.
UNDRAWN = "\U00011f12"


def _letters() -> Iterator[tuple[str, bytes]]:
    paragraphs = [f"{{{{ {name} }}}}" for name in FACTS]
    yield "letter", a_letter(a_template(*paragraphs, header="Case {{ case }}"), FACTS)
    yield "boxes", a_template(f"Name: {UNDRAWN}, and more")
    document = docx.Document()
    table = document.add_table(rows=1, cols=5)
    table.autofit = False
    for cell, text in zip(
        table.rows[0].cells, ["Supercalifragilisticus", "A216004118", "x", "y", "z"], strict=True
    ):
        cell.width = Mm(13)
        cell.text = text
    yield "narrow", as_bytes(document)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    home: Path = tmp_path_factory.mktemp("home")
    run = Office(binary=locate_office(), home=home).print_letters(dict(_letters()))
    assert set(run.pdfs) == {"letter", "boxes", "narrow"}
    return run.pdfs


def promises(names: Sequence[str] = tuple(FACTS)) -> list[Promise]:
    """A promise for each fact of the letter."""
    return [Promise(name, FACTS[name]) for name in names]


def test_every_promised_value_is_read_back_from_word_and_from_paper(
    papers: Mapping[str, bytes],
) -> None:
    word = dict(_letters())["letter"]
    assert prove_docx(word, promises(), [], case_number=FACTS["case"]) == ()
    assert prove_pdf(papers["letter"], promises(), [], case_number=FACTS["case"]) == ()


def test_a_long_text_with_a_word_changed_is_not_taken_as_kept(papers: Mapping[str, bytes]) -> None:
    changed = STORY.replace("day 120", "day 1200")
    assert prove_pdf(papers["letter"], [Promise("story", changed), *promises(["braces"])], []) == (
        Finding("missing_value", "story", "the page"),
    )


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("name", "Nunez Perez"),
        ("name", "Villanueva Echeverria"),
        ("name", "محمد رضا الهاشمي"),
        ("name", "小明"),
        ("digits", "23CCJP04512A"),
        ("address", "1549 India St., San Diego"),
    ],
)
def test_a_withheld_value_is_found_on_paper(
    papers: Mapping[str, bytes], kind: SecretKind, value: str
) -> None:
    found = prove_pdf(papers["letter"], promises(["braces"]), [Secret("x", "r", value, kind)])
    assert Finding("leak", "x", "page 1") in found


def test_a_value_broken_in_a_narrow_cell_is_found_and_is_kept(papers: Mapping[str, bytes]) -> None:
    secrets = [
        Secret("name", "r", "Supercalifragilisticus", "name"),
        Secret("a_number", "r", "216004118", "digits"),
    ]
    kept = [Promise("name", "Supercalifragilisticus"), Promise("number", "A216004118")]
    assert {item.category for item in prove_pdf(papers["narrow"], [], secrets)} == {
        "name",
        "a_number",
    }
    assert prove_pdf(papers["narrow"], kept, secrets) == ()


def test_a_letter_drawn_as_an_empty_box_is_found(papers: Mapping[str, bytes]) -> None:
    assert prove_pdf(papers["boxes"], [], []) == (
        Finding("missing_glyph", "", f"page 1, U+{ord(UNDRAWN):04X}"),
    )
