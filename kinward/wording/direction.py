"""Language, direction and fonts of a Word document, written where Word looks for them."""

from kinward.wording.locales import WrittenLocale
from kinward.wording.wml import Element, properties, set_property, w

_COMPLEX_TWINS = (("b", "bCs"), ("i", "iCs"), ("sz", "szCs"))
_THEME_SLOTS = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "cs": "cstheme",
    "eastAsia": "eastAsiaTheme",
}


def mark_paragraph(paragraph: Element) -> None:
    """Make a paragraph run from right to left."""
    set_property(properties(paragraph, "pPr"), "bidi")


def mark_tables(root: Element) -> None:
    """Mirror the columns of every table of a part."""
    for table in root.iter(w("tbl")):
        set_property(properties(table, "tblPr"), "bidiVisual")


def mark_run(run: Element, locale: WrittenLocale) -> None:
    """Tell Word a run's language, and for a right-to-left one also its direction.

    Word takes bold, italic and size of complex scripts from elements of their own.
    """
    rpr = properties(run, "rPr")
    if locale.is_rtl:
        for plain, twin in _COMPLEX_TWINS:
            given = rpr.find(w(plain))
            if given is not None:
                value = given.get(w("val"))
                set_property(rpr, twin, **({} if value is None else {"val": value}))
        set_property(rpr, "rtl")
    set_property(rpr, "lang", **{locale.lang_slot: locale.word_tag})


def mark_styles(styles: Element, locale: WrittenLocale) -> None:
    """Set the document's language, and the language's font in every style that names one."""
    defaults = properties(properties(styles, "docDefaults"), "rPrDefault")
    rpr = properties(defaults, "rPr")
    old = rpr.find(w("lang"))
    tags = {} if old is None else {str(k).rpartition("}")[2]: str(v) for k, v in old.items()}
    set_property(
        rpr, "lang", **{**tags, "val": locale.word_tag, locale.lang_slot: locale.word_tag}
    )
    for own in styles.iter(w("rPr")):
        if own is not rpr and (tag := own.find(w("lang"))) is not None:
            own.remove(tag)
    if locale.font:
        _set_fonts(styles, rpr, locale.font, locale)


def _set_fonts(styles: Element, defaults: Element, font: str, locale: WrittenLocale) -> None:
    if defaults.find(w("rFonts")) is None:
        set_property(defaults, "rFonts")
    for fonts in styles.iter(w("rFonts")):
        for slot in locale.font_slots:
            fonts.attrib.pop(w(_THEME_SLOTS[slot]), "")
            fonts.set(w(slot), font)
