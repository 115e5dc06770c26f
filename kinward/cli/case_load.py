"""The cases that a question about the library is asked of: a folder's, or all recorded ones."""

import argparse
from pathlib import Path

from kinward.cli.casefiles import gather
from kinward.cli.screen import Screen
from kinward.library import Library
from kinward.library.case_words import case_words
from kinward.settings import settings
from schemas.case import Case


def offer_cases(parser: argparse.ArgumentParser) -> None:
    """Offer to name a folder of case files."""
    parser.add_argument(
        "--cases",
        metavar="DIR",
        type=Path,
        help="case files of this folder; else every case recorded in the home",
    )


def case_load(asked: argparse.Namespace, library: Library, screen: Screen) -> tuple[Case, ...]:
    """Return the cases of the folder named, else those of the home's ledger, else none."""
    if asked.cases is not None:
        return gather([str(asked.cases)], case_words(library), screen).cases
    found = settings(asked.home)
    if not found.database_url and not (found.home / "ledger.sqlite3").is_file():
        return ()
    return _recorded(asked.home)


def _recorded(home: Path | None) -> tuple[Case, ...]:
    # Only who asks of recorded cases pays for the ledger.
    from kinward.casework.register import current_case  # noqa: PLC0415
    from kinward.office import open_office  # noqa: PLC0415

    with open_office(home) as office:
        with office.ledger.reading() as screens:
            kept = [row.case_number for row in screens.cases() if row.erased_on is None]
        return tuple(current_case(office, number) for number in kept)
