"""Cover sheets: one page each, for every packet of the sample families."""

from collections.abc import Iterator, Mapping

import pytest

from kinward import casework
from kinward.casework.bundles import bundles_of
from kinward.casework.covers import ONE_PAGE, cover_of
from kinward.casework.desk import Office
from kinward.press.pdf_text import read_pages
from tests.kinward.casework.offices import AS_OF, a_family, an_office

WITHOUT_PAPERS = {"texas", "arizona"}


def covers(office: Office, family: str) -> Iterator[tuple[str, bytes]]:
    """The cover sheet of each packet that a family's letters make, by family and recipient."""
    case = a_family(office, family)
    casework.add_case(office, case)
    casework.decide_duties(office, case.case_number, AS_OF[family])
    casework.write_letters(office, case.case_number, AS_OF[family])
    with office.ledger.reading() as screens:
        rows = [row for row in screens.documents(case.case_number) if row.state == "ready"]
    for bundle in bundles_of(office, case.case_number, rows):
        name = f"{family} {bundle.setting.recipient.class_}"
        yield name, cover_of(office, bundle, ONE_PAGE).data


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[str, ...]]:
    with an_office(tmp_path_factory.mktemp("home")) as office:
        sheets = {name: data for family in AS_OF for name, data in covers(office, family)}
        run = office.printer.print_letters(sheets)
    assert set(run.pdfs) == set(sheets)
    return {name: read_pages(pdf) for name, pdf in run.pdfs.items()}


@pytest.mark.parametrize("family", sorted(set(AS_OF) - WITHOUT_PAPERS))
def test_every_cover_sheet_of_a_family_is_one_page(
    printed: Mapping[str, tuple[str, ...]], family: str
) -> None:
    sheets = {name: len(pages) for name, pages in printed.items() if name.startswith(family)}
    assert sheets
    assert set(sheets.values()) == {ONE_PAGE}, sheets
