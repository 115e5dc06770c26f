"""The library as one page in Markdown: jurisdictions by provisions, words, sources, gaps."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from kinward.library.counsel import CounselRow
from kinward.library.holdings import Library
from kinward.library.showing_terms import in_words, statement_line, sureness
from kinward.library.statements import TOPICS, said_on, word_on
from schemas.instrument import Instrument, Version
from schemas.source import Source
from schemas.terms import NOT_READ

_MARKS = {"confirmed": "C", "read_in_part": "P", "to_confirm": "T", "design": "T", "mixed": "M"}
_WORDS = {"not_read": "·", "silent": "–"}

LEGEND = (
    "**C** the statement was read in its source, **P** read in part, **M** mixed, **T** to be "
    "confirmed by counsel, **–** the text is silent, **·** not read (not: absent), blank: no "
    "matter of this row. Nothing here is legal advice."
)


def jurisdictions(library: Library) -> Iterator[str]:
    """Yield the table of every instrument, by the place where it binds."""
    yield from head("Binds in", "Instrument", "With", "Versions", "Read")
    for row in _by_place(library):
        versions = ", ".join(version.version for version in row.versions)
        title = f"{row.title}<br>`{row.id}`, {row.kind}"
        read = "its title alone" if row.status == "known_to_exist" else sureness(row.confidence)
        yield line(_place(row), title, ", ".join(row.countries), versions, read)


def provisions(library: Library) -> Iterator[str]:
    """Yield the table of provisions, one column for each instrument's topic, one row a version."""
    yield from head("Version", *(in_words(topic) for topic in TOPICS))
    for row in _by_place(library):
        for version in row.versions:
            name = f"`{row.id}` {version.version}"
            yield line(name, *(_mark(version, topic) for topic in TOPICS))


def words(library: Library) -> Iterator[str]:
    """Yield what each instrument says, in its sources' words, with how surely it was read."""
    for row in _by_place(library):
        yield from ("", f"### {row.title}", "", f"`{row.id}` · {_place(row)}", "")
        if row.status == "known_to_exist":
            yield "Known to exist by its title; it decides nothing and is asked about."
        yield from (f"- known: {_plain(statement_line(said))}" for said in row.known)
        for version in row.versions:
            yield from _version(version)
        yield from ("", "Sources:", "")
        yield from (f"- {_source(source)}" for source in row.sources)


def for_counsel_page(rows: Iterable[CounselRow]) -> Iterator[str]:
    """Yield counsel's list: one line an instrument and version, its open places behind it."""
    yield from head("Instrument", "Version", "Why", "Open")
    groups = groupby(rows, key=lambda row: (row.instrument, row.version, row.why))
    for (instrument, version, why), found in groups:
        asks = "<br>".join(f"`{row.field}` {row.ask}" for row in found)
        yield line(f"`{instrument}`", version, in_words(why), asks)


def _by_place(library: Library) -> list[Instrument]:
    return sorted(library.instruments, key=lambda row: (_place(row), row.id))


def _place(row: Instrument) -> str:
    counties = f": {', '.join(row.scope.counties)}" if row.scope.counties else ""
    return f"{', '.join(row.scope.states)}{counties}"


def _mark(version: Version, topic: str) -> str:
    if version.terms == NOT_READ:
        return _WORDS[NOT_READ]
    word = word_on(version, topic)
    if word:
        return _WORDS[word]
    found = (_MARKS[said.confidence] for said in said_on(version, topic))
    return "".join(dict.fromkeys(found))


def _version(version: Version) -> Iterator[str]:
    yield from ("", f"Version {version.version}:", "")
    yield from (f"- NOT READ: {clause.clause}. {clause.ask}" for clause in version.unread)
    for topic in TOPICS:
        for said in said_on(version, topic):
            yield f"- {in_words(topic)}: {_plain(statement_line(said))}"
    for form in version.forms:
        yield f"- form ({in_words(form.purpose)}): {form.name}, {in_words(form.field_list)}"
        yield from (f"  - {_plain(statement_line(item))}" for item in form.items)


def _source(source: Source) -> str:
    address = f" <{source.address}>" if source.address else ""
    return f"{source.id}: {_plain(source.line)}{address}" if source.id else _plain(source.line)


def _plain(text: str) -> str:
    # A bracket before a parenthesis would be read as a link.
    return text.replace("](", "] (").replace("*", "\\*")


def head(*names: str) -> Iterator[str]:
    """Yield the head of a table."""
    yield line(*names)
    yield line(*("---" for _ in names))


def line(*cells: str) -> str:
    """Return one line of a table; a stroke inside a cell would part it."""
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
