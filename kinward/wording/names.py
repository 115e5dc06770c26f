"""Names of countries and languages in a language; a name it does not have is refused."""

import gettext

import pycountry
from babel import Locale

from kinward.wording.bidi import plainly_spaced
from kinward.wording.locales import WrittenLocale
from schemas.problem import UnitError


class NameNotWritten(UnitError):
    """The language has no name for this country or language."""

    code = "locale_not_written"
    remedy = "Add the name to the language's own words, or leave the value out of this letter."


class CodeUnknown(UnitError):
    """A code that names no country, or no language."""

    code = "code_unknown"
    remedy = "Use a two-letter country code, or a BCP-47 language tag."


class _NoTranslation(gettext.NullTranslations):
    """Answers nothing, where gettext would answer in English."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the signature is gettext's
        return ""


def country_name(code: object, locale: WrittenLocale) -> str:
    """Return a country's name, from its ISO 3166-1 code of two letters."""
    key = str(code).upper()
    country = pycountry.countries.get(alpha_2=key)
    if country is None:
        raise CodeUnknown(f"a country code of {len(key)} characters is not in ISO 3166-1")
    if locale.own_words:
        return _iso_codes_name(country.name, "iso3166-1", locale)
    name = Locale.parse(locale.babel_id).territories.get(key)
    if not name:
        raise NameNotWritten(f"{locale.code}: no name for country {key}")
    return plainly_spaced(name)


def language_name(tag: object, locale: WrittenLocale) -> str:
    """Return a language's name, from its BCP-47 tag; the region of the tag is not told."""
    key = str(tag).replace("-", "_")
    named = {} if locale.own_words else Locale.parse(locale.babel_id).languages
    language = key.split("_")[0]
    for name in (named.get(key), named.get(language), locale.language_names.get(language)):
        if name:
            return plainly_spaced(name)
    return _iso_codes_name(_iso_639_name(language), "iso639-3", locale)


def foreign_language(tag: object, locale: WrittenLocale) -> str:
    """Return a language's name where the letter is written in another one, else nothing.

    A letter asks with it whether words of the file, which are English, are foreign in it.
    """
    language = str(tag).replace("-", "_").split("_")[0]
    is_own = language == locale.babel_id.split("_")[0]
    return "" if is_own else language_name(tag, locale)


def _iso_639_name(code: str) -> str:
    found = pycountry.languages.get(**{"alpha_2" if len(code) == 2 else "alpha_3": code})
    if found is None:
        raise CodeUnknown(f"a language code of {len(code)} characters is not in ISO 639-3")
    return str(found.name)


def _iso_codes_name(english: str, domain: str, locale: WrittenLocale) -> str:
    """Return the Debian iso-codes translation, which pycountry carries."""
    language = locale.babel_id.split("_")[0]
    if language == "en":
        return english
    try:
        names = gettext.translation(domain, pycountry.LOCALES_DIR, languages=[locale.babel_id])
    except FileNotFoundError:
        raise NameNotWritten(f"{locale.code}: no {domain} names") from None
    names.add_fallback(_NoTranslation())
    name = names.gettext(english)
    if not name:
        raise NameNotWritten(f"{locale.code}: no {domain} name for {english}")
    return name
