"""One entry of a catalog: an English text, its translations, and whether they may be used."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.wording.gates import Fault, placeholders_in, text_faults
from kinward.wording.locales import WrittenLocale
from kinward.wording.plurals import counts_of_form, number_of_forms

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog with its translation, one text per plural form."""

    msgid: str
    context: str | None
    plural: str | None
    strings: tuple[str, ...]
    is_fuzzy: bool

    @property
    def key(self) -> Key:
        """What the entry is found by."""
        return self.context, self.msgid

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is translated."""
        return not any(self.strings)

    @property
    def is_variant(self) -> bool:
        """Say whether an empty text falls back to the neutral one (`child.gender=f`)."""
        return self.context is not None and "=" in self.context


def entry_faults(entry: Entry, locale: WrittenLocale) -> Iterator[Fault]:
    """Yield every fault of an entry; an empty variant is none."""
    if entry.is_empty:
        if not entry.is_variant:
            yield Fault("untranslated", "error", "is not translated")
        return
    if entry.is_fuzzy:
        yield Fault("fuzzy", "error", "is marked fuzzy: the English has changed")
    yield from _form_faults(entry, locale)


def _form_faults(entry: Entry, locale: WrittenLocale) -> Iterator[Fault]:
    wanted = number_of_forms(locale) if entry.plural else 1
    if len(entry.strings) != wanted or not all(entry.strings):
        yield Fault("plural_count", "error", f"needs {wanted} texts, none of them empty")
        return
    for form, text in enumerate(entry.strings):
        source = _english_for(form, entry, locale)
        faults = [*_placeholder_faults(form, text, entry, locale)]
        faults += text_faults(source, text, locale)
        # One form stands for several counts: its figures cannot be those of one English text.
        yield from (f for f in faults if not (entry.plural and f.code == "numbers"))


def _english_for(form: int, entry: Entry, locale: WrittenLocale) -> str:
    if entry.plural is None:
        return entry.msgid
    return entry.msgid if counts_of_form(form, locale) == (1,) else entry.plural


def _placeholder_faults(
    form: int, text: str, entry: Entry, locale: WrittenLocale
) -> Iterator[Fault]:
    known = placeholders_in(entry.msgid) | placeholders_in(entry.plural or "")
    found = placeholders_in(text)
    wanted = placeholders_in(_english_for(form, entry, locale))
    lost, unknown = wanted - found, found - known
    # "un menor": a form that stands for one count only may leave the figure out.
    may_lose = 1 if entry.plural and len(counts_of_form(form, locale)) == 1 else 0
    if unknown:
        yield Fault("placeholders", "error", f"has a value the English has not: {_names(unknown)}")
    if len(lost) > may_lose:
        yield Fault("placeholders", "error", f"has lost a value: {_names(lost)}")


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
