"""Keep a catalog in step with the English letters: template, refresh, and what is missing."""

import difflib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from babel.messages.catalog import Catalog as PoFile
from babel.messages.pofile import read_po, write_po

from kinward.wording.catalog import Catalog
from kinward.wording.entries import Key
from kinward.wording.locales import WrittenLocale
from kinward.wording.messages import Message, messages_of
from schemas.problem import UnitError

# The history of a catalog is the repository's; a date in the file would change it for nothing.
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_COMMENT = "# Letters of Kinward. The English Word letter is the source; see templates/docx."
# Lines that babel fills with dates and with sample names.
_UNWANTED = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Language-Team):'
    rb'|"Last-Translator: FULL NAME'
)
_LIKENESS = 0.6


class OneTextTwoForms(UnitError):
    """The same English stands once with a plural and once without, or with another plural."""

    code = "one_text_two_forms"
    remedy = "Word one of the two paragraphs otherwise, or give it a {#sense …#}."


@dataclass(frozen=True, slots=True)
class Gap:
    """A message that the catalog cannot answer for."""

    message: Message
    state: Literal["missing", "fuzzy", "stale"]
    previous: str | None
    """The English that is translated, where this one looks like an edit of it."""


def pot(kinds: Mapping[str, Iterable[Message]]) -> bytes:
    """Return the catalog template of all letters, from each kind's messages."""
    template = PoFile(
        project="Kinward",
        version="letters",
        header_comment=_COMMENT,
        charset="utf-8",
        creation_date=_UNDATED,
        fuzzy=False,
    )
    plurals: dict[Key, str | None] = {}
    for kind in sorted(kinds):
        for message in kinds[kind]:
            if plurals.setdefault(message.key, message.plural) != message.plural:
                raise OneTextTwoForms(f"{kind}: {message.part}, paragraph {message.paragraph}")
            template.add(
                (message.msgid, message.plural) if message.plural else message.msgid,
                locations=[(f"{kind}/{message.part}", message.paragraph)],
                auto_comments=message.comments,
                context=message.context,
            )
    return _written(template)


def new_catalog(template: bytes, locale: WrittenLocale) -> bytes:
    """Return an empty catalog of a language."""
    header = (
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: Kinward letters\\n"\n'
        f'"Language: {locale.catalog}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {locale.plural_forms}\\n"\n'
    )
    return update(header.encode(), template)


def update(po: bytes, template: bytes) -> bytes:
    """Return the catalog refreshed: new messages empty, edited ones fuzzy with their previous."""
    catalog = read_po(io.BytesIO(po), charset="utf-8")
    catalog.header_comment = _COMMENT
    catalog.update(read_po(io.BytesIO(template), charset="utf-8"))
    return _written(catalog)


def _written(catalog: PoFile) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=0, include_previous=True)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not _UNWANTED.match(line))


def gaps(english: bytes, catalog: Catalog) -> tuple[Gap, ...]:
    """Return the messages of an English letter that the catalog has not, or not any more."""
    messages = messages_of(english)
    used = {message.key for message in messages}
    unused = [e.msgid for key, e in catalog.entries.items() if key not in used and not e.is_empty]
    found = (_gap(message, catalog, unused) for message in messages)
    return tuple(gap for gap in found if gap)


def _gap(message: Message, catalog: Catalog, unused: list[str]) -> Gap | None:
    entry = catalog.entry(message.key)
    if entry and entry.is_fuzzy:
        return Gap(message, "fuzzy", None)
    if message.is_variant or (entry and not entry.is_empty and entry.plural == message.plural):
        return None
    alike = difflib.get_close_matches(message.msgid, unused, n=1, cutoff=_LIKENESS)
    return Gap(message, "stale", alike[0]) if alike else Gap(message, "missing", None)
