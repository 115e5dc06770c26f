"""Choose the translation of a paragraph: by variant, by count, and only if it may be printed."""

from collections.abc import Iterable, Mapping

from kinward.wording.catalog import Catalog
from kinward.wording.entries import Entry, entry_faults
from kinward.wording.gates import placeholders_in
from kinward.wording.markers import count_at, value_at, variant_context
from kinward.wording.plurals import form_for
from kinward.wording.units import Unit
from schemas.problem import UnitError


class TranslationMissing(UnitError):
    """Texts of a letter that the language's catalog has not, or marks fuzzy."""

    code = "translation_missing"
    remedy = "Translate them and take the fuzzy mark away, or send the English letter alone."


class TranslationRefused(UnitError):
    """A translation that would lose a value, or change the letter."""

    code = "translation_refused"
    remedy = "Correct the text in the catalog, then check it again."


def entry_for(unit: Unit, catalog: Catalog, context: Mapping[str, object]) -> Entry | None:
    """Return the entry to print for a paragraph, or None where it is missing or fuzzy.

    A variant that is empty or fuzzy, or a value the author listed no variant for, falls back to
    the neutral text.
    """
    msgid, marker = unit.texts[0], unit.marker
    keys = [(marker.expression if marker.kind == "sense" else None, msgid)]
    if marker.kind == "ctx":
        value = value_at(marker.expression, context)
        if value in marker.variants:
            keys.insert(0, (variant_context(marker, value), msgid))
    for key in keys:
        entry = catalog.entry(key)
        if entry and not entry.is_empty and not entry.is_fuzzy and _same_plural(entry, unit):
            return entry
    return None


def _same_plural(entry: Entry, unit: Unit) -> bool:
    return entry.plural == (unit.texts[1] if unit.marker.kind == "plural" else None)


def text_for(unit: Unit, catalog: Catalog, context: Mapping[str, object]) -> str | None:
    """Return the text to print, or None where the paragraph stays as the author wrote it.

    Raises:
        TranslationMissing: the catalog has no finished text for the paragraph.
        TranslationRefused: the text fails a gate, or would lose a value.
        CountMissing: the plural marker finds no number.
    """
    count = count_at(unit.marker.expression, context) if unit.marker.kind == "plural" else None
    if catalog.is_source:
        return None if count is None else unit.texts[form_for(count, catalog.locale)]
    entry = entry_for(unit, catalog, context)
    if entry is None:
        raise TranslationMissing(f"{_place(unit)} has no finished {catalog.locale.code} text")
    errors = [f.sentence for f in entry_faults(entry, catalog.locale) if f.level == "error"]
    text = entry.strings[0 if count is None else form_for(count, catalog.locale)]
    if lost := _lost_values(unit, text):
        errors.append(f"has lost a value: {', '.join(lost)}")
    if errors:
        raise TranslationRefused(f"{_place(unit)}: the translation {'; '.join(errors)}")
    return text


def must_be_complete(
    units: Iterable[Unit], catalog: Catalog, context: Mapping[str, object]
) -> None:
    """Raise one `TranslationMissing` that names every paragraph without a finished text."""
    if catalog.is_source:
        return
    missing = [_place(unit) for unit in units if entry_for(unit, catalog, context) is None]
    if missing:
        raise TranslationMissing(
            f"{len(missing)} without a finished {catalog.locale.code} text: {'; '.join(missing)}"
        )


def _lost_values(unit: Unit, text: str) -> list[str]:
    """Return the values of every English text but the counted one that the translation lacks."""
    counted = {
        name
        for name, value in unit.sentence.placeholders.items()
        if unit.marker.kind == "plural" and value == unit.marker.expression
    }
    wanted = frozenset.intersection(*(placeholders_in(english) for english in unit.texts))
    return sorted(wanted - counted - placeholders_in(text))


def _place(unit: Unit) -> str:
    return f"{unit.part}, paragraph {unit.paragraph}"
