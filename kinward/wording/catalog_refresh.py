"""`make catalogs`: refresh every catalog from the letters, and declare anew what is a draft."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinward.reading.faults import validated
from kinward.reading.yaml12 import read
from kinward.wording.catalog import Catalog, read_catalog
from kinward.wording.kind_texts import SHEET, is_translated, lacks_texts, texts_of
from kinward.wording.locales import WrittenLocale, written_locale
from kinward.wording.messages import Message
from kinward.wording.refreshing import new_catalog, pot, update
from kinward.wording.status import (
    KindStatus,
    StatusRecord,
    declaration,
    effective_status,
)
from kinward.wording.status_file import status_yaml
from schemas.document import DocumentKind
from schemas.problem import Problem, UnitError

Texts = Mapping[str, tuple[Message, ...]]
"""Every text of each kind that is written in other languages."""
_DRAFTS = ("draft_machine", "draft_developer")
_TO_DO = ("translation_untranslated", "translation_fuzzy")


class CatalogsNotRefreshed(UnitError):
    """A file that the catalogs are made from, or one of them, cannot be read."""

    code = "catalogs_not_refreshed"
    remedy = "Correct the file, then run it again; nothing of this language was changed."


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A language's two files as they should stand, and what is left to do."""

    po: bytes
    record: StatusRecord
    untranslated: tuple[str, ...]
    """Kinds that lack a text, or have one marked fuzzy."""
    not_signed_for: tuple[str, ...]
    """Kinds whose signed declaration does not hold for the texts as they are now."""
    faults: tuple[Problem, ...]
    """Errors of single texts."""


def translated_kinds(templates: Path) -> Texts:
    """Return the texts of every kind whose data sheet asks for more than English.

    Raises:
        CatalogsNotRefreshed: a data sheet cannot be read.
    """
    texts = {}
    for letter in sorted((templates / "docx").glob("*/letter.docx")):
        sheet = _sheet(letter.with_name(SHEET))
        if is_translated(sheet):
            texts[sheet.kind] = texts_of(sheet, letter.read_bytes())
    return texts


def _sheet(path: Path) -> DocumentKind:
    name = f"{path.parent.name}/{path.name}"
    sheet, problems = validated(DocumentKind, read(path.read_bytes(), name))
    if sheet is None:
        raise CatalogsNotRefreshed(_sentences(problems))
    return sheet


def refreshed(
    po: bytes | None, record: StatusRecord, texts: Texts, locale: WrittenLocale, on: date
) -> Refreshed:
    """Return a language's catalog and declarations for the letters as they are.

    A language without a catalog gets an empty one. A draft is declared anew on the day `on` where
    its texts have changed; what a named person signed is never touched.

    Raises:
        CatalogsNotRefreshed: the catalog cannot be read.
    """
    template = pot(texts)
    if po is not None:
        _catalog(po, locale)  # what cannot be read is refused before anything is rewritten
    fresh = update(po, template) if po is not None else new_catalog(template, locale)
    catalog, faults = _catalog(fresh, locale)
    found = {kind: effective_status(kind, texts[kind], catalog, record, on=on) for kind in texts}
    signed = {kind: told for kind, told in record.kinds.items() if told.status not in _DRAFTS}
    drafts = {
        kind: _draft(record.kinds.get(kind), declaration("draft_machine", told, catalog, on=on))
        for kind, told in texts.items()
        if not lacks_texts(found[kind])
    }
    return Refreshed(
        po=fresh,
        record=StatusRecord(locale=locale.catalog, kinds={**drafts, **signed}),
        untranslated=tuple(kind for kind in found if lacks_texts(found[kind])),
        not_signed_for=tuple(kind for kind in signed if kind in found and found[kind].because),
        faults=faults,
    )


def _catalog(po: bytes, locale: WrittenLocale) -> tuple[Catalog, tuple[Problem, ...]]:
    reading = read_catalog(po, locale)
    if reading.catalog is None:
        raise CatalogsNotRefreshed(_sentences(reading.errors))
    return reading.catalog, reading.errors


def _draft(before: KindStatus | None, now: KindStatus) -> KindStatus:
    """Return the declaration that stands where it is for the same texts, else the new one."""
    if before is None:
        return now
    texts = (before.source_sha256, before.po_sha256)
    return before if texts == (now.source_sha256, now.po_sha256) else now


def _sentences(problems: tuple[Problem, ...]) -> str:
    return "; ".join(problem.sentence() for problem in problems)


def refresh_folder(folder: Path, texts: Texts, on: date) -> Refreshed:
    """Refresh the catalog and the declarations in a language's folder, `templates/locale/es`.

    Raises:
        CatalogsNotRefreshed: one of its two files cannot be read.
        LocaleNotWritten, LocaleUnknown: the folder is not named as a language we write in.
    """
    locale = written_locale(folder.name)
    po, status = folder / "LC_MESSAGES" / "letters.po", folder / "status.yaml"
    before = po.read_bytes() if po.is_file() else None
    done = refreshed(before, _record(status, locale), texts, locale, on)
    po.parent.mkdir(exist_ok=True)
    po.write_bytes(done.po)
    status.write_text(status_yaml(done.record), encoding="utf-8")
    return done


def _record(path: Path, locale: WrittenLocale) -> StatusRecord:
    if not path.is_file():
        return StatusRecord(locale=locale.catalog, kinds={})
    record, problems = validated(StatusRecord, read(path.read_bytes(), path.name))
    if record is None:
        raise CatalogsNotRefreshed(_sentences(problems))
    return record


def main(given: list[str]) -> int:
    """Refresh every catalog under a folder of templates; say what is left to do."""
    parser = argparse.ArgumentParser(prog="make catalogs", description=__doc__)
    parser.add_argument("templates", type=Path, help="the folder that holds docx/ and locale/")
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="today, YYYY-MM-DD")
    asked = parser.parse_args(given)
    try:
        texts = translated_kinds(asked.templates)
        for folder in sorted(p for p in (asked.templates / "locale").iterdir() if p.is_dir()):
            _tell(folder.name, len(texts), refresh_folder(folder, texts, asked.on))
    except UnitError as fault:
        sys.stderr.write(f"{fault.code}: {fault}\n{fault.remedy}\n")
        return 1
    return 0


def _tell(language: str, kinds: int, done: Refreshed) -> None:
    lines = [f"{language}: {kinds - len(done.untranslated)} of {kinds} kinds have all their texts"]
    lines += [f"  {kind}: has texts to translate, empty or fuzzy" for kind in done.untranslated]
    lines += [f"  {kind}: the signature is for other texts" for kind in done.not_signed_for]
    lines += [f"  {fault.sentence()}" for fault in done.faults if fault.code not in _TO_DO]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
