"""Lists of things in a language: "María e Isabel", "siete u ocho"."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from babel.lists import format_list

from kinward.wording.bidi import isolated, plainly_spaced
from kinward.wording.locales import WrittenLocale

Joining = Literal["and", "or"]

# Real Academia Española, Ortografía: e before the sound i (not before a glide: hiato-hierro,
# Yolanda), u before the sound o, also where it is written as a figure (8, 80, 800, 11).
_SOUNDS_I = re.compile(r"i|hi(?![ae])|y(?![aeiou\W]|$)")
_SOUNDS_O = re.compile(r"h?o|8|11(?!\d)")


def and_list(items: Iterable[object], locale: WrittenLocale) -> str:
    """Return the items joined with the language's "and"."""
    return _joined(items, locale, "and")


def or_list(items: Iterable[object], locale: WrittenLocale) -> str:
    """Return the items joined with the language's "or"."""
    return _joined(items, locale, "or")


def _joined(items: Iterable[object], locale: WrittenLocale, joining: Joining) -> str:
    # Each item is isolated before joining: afterwards "María وIsabel" reads left to right.
    texts = [isolated(str(item), locale) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    word = _own_word(texts[-1], locale, joining)
    if word:
        return f"{', '.join(texts[:-1])} {word} {texts[-1]}"
    style: Literal["standard", "or"] = "standard" if joining == "and" else "or"
    return plainly_spaced(format_list(texts, style=style, locale=locale.babel_id))


def _own_word(last: str, locale: WrittenLocale, joining: Joining) -> str | None:
    if locale.own_words:
        return locale.own_words.and_word if joining == "and" else locale.own_words.or_word
    if locale.babel_id.split("_")[0] != "es":
        return None
    if joining == "and":
        return "e" if _SOUNDS_I.match(_first_sounds(last)) else "y"
    return "u" if _SOUNDS_O.match(_first_sounds(last)) else "o"


def _first_sounds(text: str) -> str:
    """Return the text from its first letter or digit on, without accents, in lower case."""
    bare = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"^[\W_]+", "", letters)
