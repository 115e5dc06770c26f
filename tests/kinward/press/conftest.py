"""LibreOffice, opened once for all tests of the press, and letters that it printed."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kinward.press.checked_pdf import PdfResult
from kinward.press.office import Office, locate_office
from kinward.press.pdf import Converted, convert
from tests.kinward.press.pdf_builders import FAMILY_OF_LETTERS


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(binary=locate_office(), home=tmp_path_factory.mktemp("home") / "office")


@pytest.fixture(scope="session")
def converted(office: Office) -> Mapping[str, Converted]:
    return convert(FAMILY_OF_LETTERS, office)


@pytest.fixture(scope="session")
def printed(converted: Mapping[str, Converted]) -> Mapping[str, PdfResult]:
    return {id_: one for id_, one in converted.items() if isinstance(one, PdfResult)}


@pytest.fixture
def fake_office(tmp_path: Path, printed: Mapping[str, PdfResult]) -> Path:
    """A program that prints the notice for every letter, hangs on HANGS and dies on DIES."""
    notice = tmp_path / "notice.pdf"
    notice.write_bytes(printed["notice"].pdf)
    program = tmp_path / "soffice.bin"
    program.write_text(
        "#!/bin/sh\n"
        "trap '' TERM\n"
        'for letter in "$@"; do\n'
        '  case "$letter" in *.docx)\n'
        f'    echo x >> "{tmp_path}/tried"\n'
        '    if grep -q HANGS "$letter"; then sleep 600 & sleep 600; fi\n'
        '    if grep -q DIES "$letter"; then kill -KILL $$; fi\n'
        f'    grep -q REFUSED "$letter" || cp "{notice}" "${{letter%.docx}}.pdf"\n'
        "  ;; *.txt)\n"
        '    touch "${letter%/*}/.~lock.${letter##*/}#"; sleep 600 ;;\n'
        "  esac\n"
        "done\n"
    )
    program.chmod(0o700)
    return program
