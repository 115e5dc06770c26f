"""Catalogs of translated letters: PO files read in memory, each text through the gates."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from babel.messages.catalog import Catalog as PoFile
from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import PoFileError, read_po

from kinward.wording.entries import Entry, Key, entry_faults
from kinward.wording.gates import Fault
from kinward.wording.locales import WrittenLocale
from kinward.wording.plurals import is_pinned_rule
from schemas.problem import Problem

_REMEDY = "Correct the text in the catalog, then check it again."
_HEADER_REMEDY = "Start the catalog from its template, and let no editor rewrite the header."


@dataclass(frozen=True, slots=True)
class Catalog:
    """The translations of one language, found by (msgctxt, msgid)."""

    locale: WrittenLocale
    entries: Mapping[Key, Entry]
    is_source: bool = False
    """The English catalog: every message answers with itself."""

    def entry(self, key: Key) -> Entry | None:
        """Return the entry of a message, or None."""
        return self.entries.get(key)


@dataclass(frozen=True, slots=True)
class CatalogReading:
    """What came of reading a PO file: the catalog unless the file itself is wrong."""

    catalog: Catalog | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def source_catalog(locale: WrittenLocale) -> Catalog:
    """Return the English catalog, which chooses plural texts and changes nothing else."""
    return Catalog(locale, MappingProxyType({}), is_source=True)


@lru_cache(maxsize=64)
def read_catalog(po: bytes, locale: WrittenLocale) -> CatalogReading:
    """Read a PO file and put every text through the gates.

    Errors of single messages leave a catalog: letters that use none of them can be written, and
    `localise` refuses the others.
    """
    try:
        text = po.decode("utf-8")
        read = read_po(io.BytesIO(po), charset="utf-8", abort_invalid=True)
    except (UnicodeDecodeError, PoFileError, ValueError):
        return _unreadable("cannot be read as a PO file in UTF-8")
    header = tuple(_header_problems(read, text, locale))
    if header:
        return CatalogReading(None, header, ())
    entries = tuple(_entry(message) for message in read if message.id)
    found = [(_problem(number, e, f), f.level) for number, e, f in _numbered(entries, locale)]
    return CatalogReading(
        Catalog(locale, MappingProxyType({entry.key: entry for entry in entries})),
        tuple(problem for problem, level in found if level == "error"),
        tuple(problem for problem, level in found if level == "warning"),
    )


def _unreadable(sentence: str) -> CatalogReading:
    problem = Problem("catalog_unreadable", sentence, _HEADER_REMEDY, "letters.po")
    return CatalogReading(None, (problem,), ())


def _header_problems(read: PoFile, text: str, locale: WrittenLocale) -> Iterator[Problem]:
    header = dict(_header_lines(text))
    charset = header.get("content-type", "").rpartition("charset=")[2].lower()
    if charset not in ("utf-8", "utf8"):
        yield _header_problem("catalog_charset", "the header does not say charset=UTF-8")
    if header.get("language", "").replace("-", "_") != locale.catalog:
        yield _header_problem("catalog_language", f"the header's Language is not {locale.catalog}")
    if not is_pinned_rule(header.get("plural-forms", ""), locale):
        wanted = locale.plural_forms
        yield _header_problem("catalog_plural_forms", f"Plural-Forms must mean “{wanted}”")
    if len(re.findall(r"^msgid ", text, re.MULTILINE)) != len(read) + 1:
        yield _header_problem("catalog_duplicates", "a message stands in the file twice")


def _header_lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield the header's fields as they stand in the file: babel fills in what is missing."""
    # The header is the entry whose msgid is empty; it comes first.
    first = re.search(r'^msgid ""\nmsgstr ((?:".*"\n)+)', text.replace("\r\n", "\n"), re.M)
    joined = "".join(line[1:-1] for line in first[1].splitlines()) if first else ""
    for line in joined.split("\\n"):
        name, _, value = line.partition(":")
        yield name.strip().lower(), value.strip()


def _header_problem(code: str, sentence: str) -> Problem:
    return Problem(code, sentence, _HEADER_REMEDY, "letters.po, header")


def _entry(message: PoMessage) -> Entry:
    is_plural = isinstance(message.id, list | tuple)
    one, plural = (message.id[0], message.id[1]) if is_plural else (message.id, None)
    given = message.string
    strings = tuple(given) if isinstance(given, list | tuple) else (given,)
    return Entry(
        str(one),
        message.context,
        None if plural is None else str(plural),
        tuple(text or "" for text in strings),
        message.fuzzy,
    )


def _numbered(
    entries: tuple[Entry, ...], locale: WrittenLocale
) -> Iterator[tuple[int, Entry, Fault]]:
    for number, entry in enumerate(entries, start=1):
        for fault in entry_faults(entry, locale):
            yield number, entry, fault


def _problem(number: int, entry: Entry, fault: Fault) -> Problem:
    shown = entry.msgid if len(entry.msgid) <= 60 else f"{entry.msgid[:59]}…"
    place = f"letters.po, message {number}" + (f" ({entry.context})" if entry.context else "")
    return Problem(f"translation_{fault.code}", f"“{shown}” {fault.sentence}", _REMEDY, place)
