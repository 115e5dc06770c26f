"""Put a translation into a Word letter before its values: a Word template in, one out."""

from collections.abc import Mapping

from kinward.wording.banner import Banner, with_banner
from kinward.wording.catalog import Catalog
from kinward.wording.choosing import must_be_complete, text_for
from kinward.wording.direction import mark_paragraph, mark_run, mark_styles, mark_tables
from kinward.wording.locales import ENGLISH, WrittenLocale
from kinward.wording.rebuilding import rebuild
from kinward.wording.units import TemplateText, Unit, read_template
from kinward.wording.wml import styles_part, w, with_parts


def localise(
    template: bytes, catalog: Catalog, context: Mapping[str, object], *, banner: Banner | None
) -> bytes:
    """Return the template in the catalog's language, still to be rendered with autoescape.

    `context` answers the variant and plural markers; it is the letter's own view, what its
    recipient may see. The English catalog (`source_catalog`) only chooses plural texts.

    Raises:
        LetterNotTranslatable: paragraphs that could not be carried over.
        TranslationMissing: paragraphs without a finished text; never silently English.
        TranslationRefused: a text that fails a gate.
    """
    read = read_template(template)
    read.must_be_translatable()
    told = [unit for unit in read.units if unit.is_message]
    must_be_complete(told, catalog, context)
    for unit in told:
        text = text_for(unit, catalog, context)
        if text is not None:
            rebuild(unit.element, unit.sentence, text, catalog.locale)
            if unit.attribute:
                unit.attribute.write_back()
    changed = dict(read.roots)
    if not catalog.is_source:
        _mark(read, catalog.locale)
        if styles := styles_part(template):
            mark_styles(styles[1], catalog.locale)
            changed[styles[0]] = styles[1]
    localised = with_parts(template, changed)
    return with_banner(localised, banner) if banner else localised


def _mark(read: TemplateText, locale: WrittenLocale) -> None:
    for unit in read.units:
        if unit.marker.kind == "notr":
            for run in unit.element.iter(w("r")):
                mark_run(run, ENGLISH)
        elif locale.is_rtl and not unit.is_message:
            _turn_value(unit, locale)
    if locale.is_rtl:
        for root in read.roots.values():
            mark_tables(root)
            for paragraph in root.iter(w("p")):
                mark_paragraph(paragraph)


def _turn_value(unit: Unit, locale: WrittenLocale) -> None:
    """Isolate the values of a line without words: a case number alone would be turned round."""
    has_values = bool(unit.sentence.placeholders)
    if has_values and not unit.attribute and not unit.has_logic and not unit.obstacles:
        rebuild(unit.element, unit.sentence, unit.sentence.text, locale)
