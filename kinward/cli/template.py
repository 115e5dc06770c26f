"""`kinward template`: check a Word letter, all its faults at once."""

import argparse
import difflib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kinward.cli.arguments import Parser, describe, offer_json, subcommands
from kinward.cli.endings import DONE, WRONG
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.cli.words import number_of
from kinward.library import Library
from kinward.press.template_check import check
from kinward.press.template_report import TemplateFinding
from kinward.wording.kind_texts import is_translated
from kinward.wording.units import translation_faults
from kinward.wording.values import FILTER_NAMES
from schemas.document import DocumentKind, Field_
from schemas.problem import UnitError


class TemplateNotFound(UnitError):
    """There is no such file, and no kind of document of this name."""

    code = "template_not_found"
    remedy = "Name a Word file, or a kind: a folder of templates/docx."


class KindUnknown(UnitError):
    """No kind of document has this name."""

    code = "kind_unknown"
    remedy = "Name a folder of templates/docx."


def fill(parser: Parser) -> None:
    """Say what `template` takes."""
    describe(parser, "Word letters.", "kinward template check consular_notification")
    checking = subcommands(parser).add_parser("check", help="everything wrong with a letter")
    describe(
        checking,
        "Check a Word letter, or the letter of a kind: every fault with its paragraph.",
        "kinward template check letter.docx --kind consular_notification",
    )
    checking.add_argument("file", metavar="FILE|KIND", help="a Word file, or a kind of document")
    checking.add_argument(
        "--kind", metavar="KIND", help="for this kind: what its sheet offers and its reader sees"
    )
    offer_json(checking)
    checking.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Check a letter."""
    library = opened_library(asked.home)
    path, kind = _asked(asked, library)
    offered = set(_values(library, kind))
    forbidden = set(forbidden_values(library, kind)) - offered if kind else set[str]()
    letter = _bytes(path)
    report = check(letter, known_values=offered, filters=FILTER_NAMES, forbidden=forbidden)
    if report.ok and (kind is None or is_translated(kind)):
        report = replace(report, findings=tuple(_untranslatable(letter)))
    if asked.json:
        screen.json(report.as_json(str(path)))
    else:
        for finding in report.findings:
            screen.say(Line(_sentence(path, finding), "fault"))
        fault = number_of(len(report.findings), "fault") if report.findings else "no fault"
        screen.say(
            f"{path}: {len(report.values)} values, {report.messages} paragraphs to translate: "
            f"{fault}."
        )
    return DONE if report.ok else WRONG


def _untranslatable(letter: bytes) -> Iterator[TemplateFinding]:
    """Yield what stands in the way of a translation, once nothing else is wrong."""
    for problem in translation_faults(letter):
        yield TemplateFinding("paragraph_not_translatable", problem.message, part=problem.where)


def _asked(asked: argparse.Namespace, library: Library) -> tuple[Path, DocumentKind | None]:
    """Return the file, and the kind it is to be checked for: named, or whose letter it is."""
    path = Path(asked.file)
    kind = _kind(library, asked.kind) if asked.kind else None
    if path.is_file():
        return path, kind
    template = library.templates.get(asked.file)
    if template is None:
        near = difflib.get_close_matches(asked.file, library.templates, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise TemplateNotFound(f"there is no file and no kind of this name{hint}")
    letter = Path(template.folder) / "letter.docx"
    if not letter.is_file():
        raise TemplateNotFound(f"the kind {template.kind.kind} has no letter.docx yet")
    return letter, kind or template.kind


def _kind(library: Library, name: str) -> DocumentKind:
    kind = library.kinds.get(name)
    if kind is None:
        near = difflib.get_close_matches(name, library.kinds, n=1)
        known = ", ".join(sorted(library.kinds))
        hint = f"did you mean {near[0]}? " if near else ""
        raise KindUnknown(f"{hint}the kinds are: {known}")
    return kind


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateNotFound(f"the file cannot be read ({error.strerror})") from error


def _values(library: Library, kind: DocumentKind | None) -> Iterator[str]:
    """Yield what a letter may print: what its kind's sheet offers, or what any sheet does."""
    for row in [kind] if kind else library.kinds.values():
        yield from (value for item in row.fields for value in item.values)


def forbidden_values(library: Library, kind: DocumentKind) -> Iterator[str]:
    """Yield the values of other sheets that this kind, or a hand its content passes, may not see.

    A missing row of the matrix is deny (R39).
    """
    readers = [route.recipient for route in kind.routes if route.view == "content"]
    for other in library.kinds.values():
        for item in other.fields:
            if _never(kind, item) or any(_denied(library, item, who) for who in readers):
                yield from item.values


def _never(kind: DocumentKind, item: Field_) -> bool:
    return any(
        row.scope == "category" and (row.category, row.subject) == (item.category, item.subject)
        for row in kind.never
    )


def _denied(library: Library, item: Field_, reader: str) -> bool:
    cells = [library.matrix.get((item.category, whose, reader)) for whose in (item.subject, "any")]
    found = [cell for cell in cells if cell is not None]
    return not found or any(cell.rule == "deny" for cell in found)


def _sentence(path: Path, finding: TemplateFinding) -> str:
    place = f", {finding.part}" if finding.part != "file" else ""
    paragraph = f" paragraph {finding.paragraph}" if finding.paragraph is not None else ""
    suggestion = f" Right would be: {finding.suggestion}" if finding.suggestion else ""
    text = f" In: “{finding.text}”" if finding.text else ""
    return f"{path}{place}{paragraph}: {finding.value} [{finding.code}].{suggestion}{text}"
