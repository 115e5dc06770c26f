"""The terms and forms of an instrument in words, for `agreement show` and the printed library."""

from collections.abc import Iterator

from kinward.library.statements import TOPICS, said_on, word_on
from schemas.instrument import Instrument, Version
from schemas.source import TO_BE_CONFIRMED, Confidence
from schemas.terms import NOT_READ, Form, FormItem, Promise, Statement


def sureness(confidence: Confidence) -> str:
    """Return how sure a row is, as it is printed: `to be confirmed by counsel`, `read in part`."""
    if confidence in TO_BE_CONFIRMED:
        return "to be confirmed by counsel"
    return confidence.replace("_", " ")


def in_words(name: str) -> str:
    """Return a machine name as words: `not_read` is `not read`."""
    return name.replace("_", " ")


def statement_line(row: Statement) -> str:
    """Return one statement with its time, its note, its sources and how sure it is."""
    extras = [f"only for {', '.join(row.countries)}" if row.countries else "", row.note or ""]
    if isinstance(row, Promise):
        extras.insert(0, f"by when: {in_words(row.by_when)}")
    if isinstance(row, FormItem):
        extras.insert(0, f"required: {row.required_says or in_words(row.required)}")
    said = "; ".join(filter(None, (row.says, *extras)))
    return f"{said} [{', '.join(row.sources)}; {sureness(row.confidence)}]"


def terms_lines(version: Version) -> Iterator[str]:
    """Yield the terms of a version, topic by topic; one line names all that was not read."""
    if version.binding_language:
        yield f"  Binding language: {in_words(version.binding_language)}"
    if version.terms == NOT_READ:
        yield "  Terms: NOT READ."
        return
    for topic in TOPICS:
        for row in said_on(version, topic):
            yield f"  {in_words(topic).capitalize()}: {statement_line(row)}"
    for word, title in (("silent", "The text is silent on"), ("not_read", "NOT READ")):
        topics = [in_words(topic) for topic in TOPICS if word_on(version, topic) == word]
        if topics:
            yield f"  {title}: {', '.join(topics)}"
    for form in version.forms:
        yield from _form(form)


def known_lines(instrument: Instrument) -> Iterator[str]:
    """Yield what is known of the instrument itself."""
    if instrument.note:
        yield f"Note: {instrument.note}"
    if instrument.scope.note:
        yield f"Scope: {instrument.scope.note}"
    for row in instrument.known:
        yield f"Known: {statement_line(row)}"


def _form(form: Form) -> Iterator[str]:
    read = f"its list of fields: {in_words(form.field_list)}"
    note = f"; {form.note}" if form.note else ""
    yield f"  Form ({in_words(form.purpose)}): {form.name}; {read}{note}"
    for item in form.items:
        yield f"    - {statement_line(item)}"
