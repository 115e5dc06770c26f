"""From rows to the library: maps for fast look-up, hashes, calendars, codes."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from kinward.library.calendars import closed_days
from kinward.library.codes import country_names, language_names
from kinward.library.country_names import by_word
from kinward.library.holdings import Library, Template
from kinward.library.merging import merged_counties, merged_lists, merged_vocabulary
from kinward.library.overlay import Overlaid, Row, overlaid
from kinward.library.row_hash import row_sha256
from kinward.library.volumes import Reading
from kinward.rules.rulebook import Rulebook
from schemas.agency import Agency
from schemas.base import Record
from schemas.consulate import Consulates, Contact, Post
from schemas.contact_log import ContactLog
from schemas.country import Country, HomeStudyItem
from schemas.deadline import CourtNoticeRule, Deadline, Limit
from schemas.disclosure import Cell, Column, Disclosure, NeverWordList
from schemas.document import DocumentKind
from schemas.files import Calendar, Counties, CountryWords, Language
from schemas.guidance import CaregiverRule, Note
from schemas.instrument import Instrument
from schemas.problem import Problem, UnitError
from schemas.procedure import Procedure, Vocabulary

Kind = TypeVar("Kind", bound=Record)

HEARD_NOT_READ = frozenset({"oral_first", "oral_only", "interpreter_only"})


class LibraryMissing(UnitError):
    """The library has no vocabulary or no lists of disclosure, so that nothing can be decided."""

    code = "library_missing"
    remedy = "Mend or restore the file named; `kinward agreement check` lists every fault."


def compiled(shipped: Reading, home: Reading, roots: tuple[str, ...]) -> Library:
    """Return the library of these files.

    Raises:
        LibraryMissing: No file says which words a case may use, or who may see what.
    """
    laid = overlaid(shipped, home)
    problems = (*shipped.problems, *home.problems, *laid.problems)
    lists = merged_lists(_some(laid, Disclosure, "lists", problems))
    languages = tuple(_records(laid, Language))
    by_tag = _by_tag(languages)
    templates = {row.kind.kind: row for row in _templates(laid)}
    book = _rulebook(laid, lists, languages, templates, problems)
    return Library(
        rulebook=book,
        lists=lists,
        languages=languages,
        templates=templates,
        language_codes=frozenset(language_names()),
        places=_places(laid),
        roots=roots,
        problems=problems,
        overrides=laid.overrides,
        by_tag=by_tag,
        notes={row.duty: row for row in _records(laid, Note)},
        caregivers={row.state: row for row in _records(laid, CaregiverRule)},
        contact_logs={row.post: row for row in _records(laid, ContactLog)},
        counties=merged_counties(_records(laid, Counties)),
        country_words=by_word(row for file in _records(laid, CountryWords) for row in file.rows),
    )


def _rulebook(
    laid: Overlaid,
    lists: Disclosure,
    languages: tuple[Language, ...],
    templates: Mapping[str, Template],
    problems: tuple[Problem, ...],
) -> Rulebook:
    consulates = tuple(_records(laid, Consulates))
    limits = tuple(_records(laid, Limit))
    countries = {row.code: row for row in _records(laid, Country)}
    return Rulebook(
        instruments=tuple(_records(laid, Instrument)),
        agencies={row.id: row for row in _records(laid, Agency)},
        posts=_posts(consulates),
        districts=tuple(d for file in consulates for d in file.districts),
        contacts=tuple(_contacts(laid, limits)),
        countries=countries,
        country_names={**country_names(), **{c: row.name for c, row in countries.items()}},
        language_names={**language_names(), **_names_by_tag(languages)},
        oral_languages=_oral(languages),
        vocabulary=_vocabulary(laid, problems),
        procedures={row.need: row for row in _records(laid, Procedure)},
        kinds={kind: template.kind for kind, template in templates.items()},
        cells=_cells(laid, lists),
        classes={row.recipient: row for row in lists.recipients},
        closed_days=closed_days(_records(laid, Calendar)),
        row_sha256=dict(_hashes(laid)),
        deadlines=tuple(_records(laid, Deadline)),
        court_notices=tuple(_records(laid, CourtNoticeRule)),
        limits=limits,
        home_studies=tuple(_records(laid, HomeStudyItem)),
        never_words=tuple(w for f in _records(laid, NeverWordList) for w in f.never_words),
        out_of_service=tuple(dict.fromkeys(problem.where for problem in problems)),
    )


def _rows(laid: Overlaid, kind: type[Record]) -> Iterator[Row]:
    return (row for row in laid.rows.values() if isinstance(row.record, kind))


def _records(laid: Overlaid, kind: type[Kind]) -> Iterator[Kind]:
    return (row.record for row in laid.rows.values() if isinstance(row.record, kind))


def _some(
    laid: Overlaid, kind: type[Kind], name: str, problems: tuple[Problem, ...]
) -> tuple[Kind, ...]:
    found = tuple(_records(laid, kind))
    if not found:
        faults = "; ".join(problem.where for problem in problems[:3]) or "no such file"
        raise LibraryMissing(f"the library's {name} cannot be read ({faults})")
    return found


def _vocabulary(laid: Overlaid, problems: tuple[Problem, ...]) -> Vocabulary:
    return merged_vocabulary(_some(laid, Vocabulary, "vocabulary", problems))


def _posts(consulates: tuple[Consulates, ...]) -> Mapping[str, Post]:
    return {post.id: post for file in consulates for post in file.posts}


def _contacts(laid: Overlaid, limits: tuple[Limit, ...]) -> Iterator[Contact]:
    """Yield each contact with the days it holds: its own, else the library's (R29)."""
    usual = next((row.value for row in limits if row.key == "contact_current"), None)
    for contact in _records(laid, Contact):
        days = contact.stale_after_days or usual
        yield contact.model_copy(update={"stale_after_days": days})


def _cells(laid: Overlaid, lists: Disclosure) -> Mapping[tuple[str, str, str], Cell]:
    sources = {row.key: row.source for row in lists.sources}
    return {
        (cell.category, cell.subject, column.recipient): cell.model_copy(
            update={"source": sources.get(cell.source, cell.source)}
        )
        for column in _records(laid, Column)
        for cell in column.cells
    }


def _by_tag(languages: tuple[Language, ...]) -> Mapping[str, Language]:
    return {tag: language for language in reversed(languages) for tag in language.tags}


def _names_by_tag(languages: tuple[Language, ...]) -> Mapping[str, str]:
    own = {row.spoken or row.written: row.name for row in reversed(languages)}
    return {tag: name for tag, name in own.items() if tag}


def _oral(languages: tuple[Language, ...]) -> frozenset[str]:
    heard = (row for row in languages if row.delivery in HEARD_NOT_READ)
    return frozenset(tag for row in heard for tag in row.tags)


def _templates(laid: Overlaid) -> Iterator[Template]:
    for row in _rows(laid, DocumentKind):
        kind = row.record
        assert isinstance(kind, DocumentKind)  # noqa: S101 - _rows has asked for it
        folder = row.volume.file.parent
        yield Template(kind, str(folder), _sha256_of(folder / "letter.docx"), row.volume.home)


def _sha256_of(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _places(laid: Overlaid) -> Mapping[str, str]:
    return {":".join(key): row.volume.place for key, row in laid.rows.items()}


def _hashes(laid: Overlaid) -> Iterator[tuple[str, str]]:
    for instrument in _records(laid, Instrument):
        for version in instrument.versions:
            yield f"{instrument.id}@{version.version}", row_sha256(version)
    for procedure in _records(laid, Procedure):
        for step in procedure.steps:
            yield f"{procedure.need}/{step.duty}", row_sha256(step)
    for agency in _records(laid, Agency):
        yield f"agency:{agency.id}", row_sha256(agency)
    for kind in _records(laid, DocumentKind):
        yield f"document:{kind.kind}", row_sha256(kind)
    yield from _deadline_hashes(laid)


def _deadline_hashes(laid: Overlaid) -> Iterator[tuple[str, str]]:
    for deadline in _records(laid, Deadline):
        yield f"deadline:{deadline.key}", row_sha256(deadline)
    for rule in _records(laid, CourtNoticeRule):
        yield f"court_notice:{rule.id}", row_sha256(rule)
