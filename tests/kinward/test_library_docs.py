from pathlib import Path

import pytest

from kinward.library_docs import FILE, page, rules_in
from tests.mou_library.shipped import ROOT, the_shipped_library

TEXT = page(the_shipped_library(), ROOT / "tests")


def test_the_printed_library_is_current_else_run_python_m_kinward_library_docs() -> None:
    assert FILE.read_text(encoding="utf-8") == TEXT


def test_printing_twice_gives_the_same_page() -> None:
    assert page(the_shipped_library(), ROOT / "tests") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "| US-WA | Washington State Department of Children, Youth and Families, Policy 4211",
        "| US-CA: Riverside | County of Riverside and Mexico<br>`us-ca-riverside_mx`, agreement",
        "- clock: as soon as possible, at most 30 calendar_days [S23; confirmed]",
        "- channel: older text: fax preferred, telephone or e-mail also allowed [S24; confirmed]",
        "| `us-mx-1942` |  | text not read |",
        "| US | `asfa_15_22`<br>statutory | Entry into care | 15 of most recent 22 months |",
        "| US | `sij_order`<br>statutory, starts outside the case file |",
        "| US | `relative_notice`<br>dates notify relatives | Removal date |",
        "| US-CA | status review (dependency)<br>`us-ca_status-review` | 30 | 15 | days before",
    ],
)
def test_the_page_names_jurisdiction_words_source_and_how_sure_they_are(line: str) -> None:
    assert any(found.startswith(line) for found in TEXT.splitlines())


def test_every_line_of_a_table_has_as_many_cells_as_its_head() -> None:
    cells = [line.count("|") for line in TEXT.splitlines() if line.startswith("| `us-il_mx`")]
    heads = {line.count("|") for line in TEXT.splitlines() if line.startswith("| ---")}
    assert set(cells) <= heads


def test_a_test_is_found_under_the_rules_that_its_name_names(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    text = "def test_a_word_is_kept_r17() -> None: ...\n\n\ndef test_both_r05_r06() -> None: ...\n"
    (folder / "test_x.py").write_text(text, encoding="utf-8")
    assert rules_in(folder) == {
        "R05": ["tests/test_x.py::test_both_r05_r06"],
        "R06": ["tests/test_x.py::test_both_r05_r06"],
        "R17": ["tests/test_x.py::test_a_word_is_kept_r17"],
    }
