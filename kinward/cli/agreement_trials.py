"""`kinward agreement simulate` and `coverage`: the library tried on the case load."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from kinward.cli.arguments import Parser, describe, offer_as_of, offer_json
from kinward.cli.case_load import case_load, offer_cases
from kinward.cli.endings import DONE
from kinward.cli.files import write_whole
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.cli.words import plain
from kinward.library import Library, load
from kinward.library.coverage import CoverageRow, PostRow, consulates, coverage, picture
from kinward.library.naming import FILE, read_agreement
from kinward.library.simulating import Change, changes, with_agreement, without_agreement
from kinward.library.standings import Standing
from kinward.rules.as_of import AsOf, AsOfBeforeCase, as_of
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.instrument import Instrument


def fill_simulate(parser: Parser) -> None:
    """Say what `agreement simulate` takes."""
    describe(
        parser,
        "Which cases an agreement would change, and how: state, due date, what governs, what\n"
        "binds beside it with clock and day, and what is asked.\n"
        "Writes nothing. An agreement of the home is compared with the library without it.",
        "kinward agreement simulate drafts/us-tx_mx --cases cases/",
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=f"a folder with {FILE}")
    offer_cases(parser)
    offer_as_of(parser)
    offer_json(parser)
    parser.set_defaults(run=simulate)


def fill_coverage(parser: Parser) -> None:
    """Say what `agreement coverage` takes."""
    describe(
        parser,
        "The nationalities of the case load by county, and which have no agreement; then each\n"
        "consulate with its last contact and the next step.",
        "kinward agreement coverage --picture coverage.svg",
    )
    offer_cases(parser)
    parser.add_argument("--picture", metavar="FILE", type=Path, help="draw it too (SVG)")
    offer_json(parser)
    parser.set_defaults(run=cover)


def simulate(asked: argparse.Namespace, screen: Screen) -> int:
    """Say which cases an agreement would change."""
    library = opened_library(asked.home)
    instrument = read_agreement(asked.folder)
    before = _before(library, instrument, asked.folder)
    after = with_agreement(before, instrument)
    cases = case_load(asked, library, screen)
    moments = list(_moments(cases, asked.as_of, before))
    if len(moments) < len(cases):
        screen.note(f"Cases opened later, and left out: {len(cases) - len(moments)}.")
    found = list(changes(moments, before, after))
    if asked.json:
        screen.json(
            {
                "agreement": instrument.id,
                "cases": len(moments),
                "changes": [_as_json(row) for row in found],
            }
        )
        return DONE
    for row in found:
        screen.say(Line(_title(row), "title"), *(f"  {text}" for text in row.sentences), "")
    touched = len({row.case_number for row in found})
    screen.say(f"{instrument.id} would change {touched} of {len(moments)} cases.")
    return DONE


def _moments(
    cases: Sequence[Case], text: str | None, book: Rulebook
) -> Iterator[tuple[Case, AsOf]]:
    """Yield each case with its moment; one that was opened after it is no past case."""
    now = datetime.now(UTC)
    for case in cases:
        try:
            yield case, as_of(text, now, case, book)
        except AsOfBeforeCase:
            continue


def _before(library: Library, instrument: Instrument, folder: Path) -> Rulebook:
    """Return the rules without the agreement, where the folder is the one the home decides by."""
    place = library.places.get(f"instrument:{instrument.id}", "")
    if not place.startswith("home/"):
        return library.rulebook
    own = Path(library.roots[1]) / place.removeprefix("home/")
    file = folder / FILE if folder.is_dir() else folder
    if own.resolve() != file.resolve():
        return library.rulebook
    shipped = load(Path(library.roots[0]), None).instrument(instrument.id)
    bare = without_agreement(library.rulebook, instrument.id)
    return with_agreement(bare, shipped) if shipped else bare


def _title(row: Change) -> str:
    duty = f"{plain(row.duty)} {row.country or ''}".rstrip() if row.duty else "the whole case"
    return " · ".join(filter(None, (row.case_number, duty, row.about)))


def _as_json(row: Change) -> dict[str, object]:
    told = {"case_number": row.case_number, "duty": row.duty, "about": row.about}
    return {
        **told,
        "country": row.country,
        "before": _standing(row.before),
        "after": _standing(row.after),
        "says": list(row.sentences),
    }


def _standing(row: Standing | None) -> dict[str, object] | None:
    if row is None:
        return None
    governs = row.governed_by.name if row.governed_by else None
    told: dict[str, object] = {"state": row.state, "due_on": _day(row.due_on)}
    also = [bound.name for bound in row.also]
    clocks = {name: bound.clock for name, bound in row.bound.items()}
    due = {name: _day(bound.due) for name, bound in row.bound.items()}
    return {**told, "governed_by": governs, "also": also, "clocks": clocks, "due": due}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def cover(asked: argparse.Namespace, screen: Screen) -> int:
    """Show the coverage of the case load."""
    library = opened_library(asked.home)
    rows = coverage(library, case_load(asked, library, screen))
    posts = consulates(library, rows)
    if asked.picture:
        write_whole(asked.picture, picture(rows))
        screen.note(f"The picture lies in {asked.picture}.")
    if asked.json:
        screen.json({"coverage": [asdict(r) for r in rows], "consulates": _dicts(posts)})
        return DONE
    if not rows:
        screen.say("No case names a foreign nationality.")
        return DONE
    heads = ("nationality", "county", "state", "cases", "covered", "agreements")
    screen.table(heads, [_coverage(row) for row in rows])
    number: Counter[str] = Counter()
    for row in rows:
        number[row.covered] += row.cases
    screen.say(f"{number['none']} of {number.total()} have no agreement.", "")
    screen.table(("consulate", "cases", "last contact", "next step", "by"), _posts(posts))
    screen.note("`kinward agreement contact POST` shows a consulate's log and adds to it.")
    return DONE


def _coverage(row: CoverageRow) -> tuple[str, ...]:
    agreements = ", ".join(row.agreements) or "-"
    cells = (row.country_name, row.county, row.state, str(row.cases))
    return (*cells, plain(row.covered), agreements)


def _posts(rows: Sequence[PostRow]) -> list[tuple[str, ...]]:
    return [
        (f"{row.name} [{row.post}]", str(row.cases), row.last_on or "-", row.next_step,
         row.next_on or "-")
        for row in rows
    ]  # fmt: skip


def _dicts(rows: Sequence[PostRow]) -> list[dict[str, object]]:
    return [asdict(row) for row in rows]
