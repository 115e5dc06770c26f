"""Gates a translation passes before it may be printed; faults in sentences for translators."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kinward.wording.locales import WrittenLocale
from kinward.wording.sentence import PLACEHOLDER, TAG

Level = Literal["error", "warning"]
_EMBEDDINGS = re.compile("[\u202a-\u202e]")
_ISOLATE_STARTS = re.compile("[\u2066-\u2068]")
# What XML cannot hold, and private use, which fonts draw as they like or not at all.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a gate found in one translated text."""

    code: str
    level: Level
    sentence: str


def text_faults(source: str, text: str, locale: WrittenLocale) -> Iterator[Fault]:
    """Yield every fault of one translated text beside its English."""
    for code, level, gate in _GATES:
        if found := gate(source, text, locale):
            yield Fault(code, level, found)


def placeholders_in(text: str) -> frozenset[str]:
    """Return the names of the values in a text."""
    return frozenset(PLACEHOLDER.findall(text))


def bare(text: str) -> str:
    """Return a text without its values and tags."""
    return TAG.sub("", PLACEHOLDER.sub(" ", text)).strip()


def _template_syntax(_source: str, text: str, _locale: WrittenLocale) -> str | None:
    rest = PLACEHOLDER.sub(" ", text)
    return "holds template syntax or a stray brace" if "{" in rest or "}" in rest else None


def _tags(source: str, text: str, _locale: WrittenLocale) -> str | None:
    wanted = {number for _, number in TAG.findall(source)}
    opened: list[str] = []
    used = set()
    for closing, number in TAG.findall(text):
        used.add(number)
        if not closing and not opened:
            opened.append(number)
        elif not closing or opened != [number]:
            return f"the tag <{closing}{number}> stands where it cannot"
        else:
            opened.clear()
    if opened:
        return f"the tag <{opened[0]}> is not closed"
    if used != wanted:
        return f"the tags {_listed(used ^ wanted)} are not in both texts"
    return None


def _bidi_controls(_source: str, text: str, _locale: WrittenLocale) -> str | None:
    if _EMBEDDINGS.search(text):
        return "holds an embedding or override; only isolates are allowed"
    depth = 0
    for character in text:
        depth += bool(_ISOLATE_STARTS.match(character)) - (character == "\u2069")
        if depth < 0:
            break
    return "holds an isolate that is not closed" if depth else None


def _unprintable(_source: str, text: str, _locale: WrittenLocale) -> str | None:
    found = _UNPRINTABLE.search(text)
    return f"holds the character U+{ord(found[0]):04X}" if found else None


def _whitespace(source: str, text: str, _locale: WrittenLocale) -> str | None:
    if text != text.strip():
        return "begins or ends with a space"
    if any(source.count(mark) != text.count(mark) for mark in "\n\t"):
        return "has other line breaks or tabs than the English"
    return None


def _numbers(source: str, text: str, _locale: WrittenLocale) -> str | None:
    ours, theirs = _figures(source), _figures(text)
    if ours == theirs:
        return None
    return f"the figures differ: {_listed((ours - theirs) | (theirs - ours))}"


def _figures(text: str) -> Counter[str]:
    latin = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare(text)
    )  # fmt: skip
    return Counter(re.findall(r"\d+", latin))


def _unchanged(source: str, text: str, _locale: WrittenLocale) -> str | None:
    letters = sum(character.isalpha() for character in bare(text))
    return "is still the English" if text == source and letters > 12 else None


def _composed(_source: str, text: str, _locale: WrittenLocale) -> str | None:
    return None if unicodedata.is_normalized("NFC", text) else "is not in composed form (NFC)"


def _forbidden(_source: str, text: str, locale: WrittenLocale) -> str | None:
    folded = text.casefold()
    for term in locale.forbidden_terms:
        if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", folded):
            return f"uses the forbidden term “{term}”"
    return None


def _length(source: str, text: str, locale: WrittenLocale) -> str | None:
    ours = len(bare(source))
    if ours <= 25:
        return None
    ratio, (low, high) = len(bare(text)) / ours, locale.length_ratio
    return None if low <= ratio <= high else f"is {ratio:.2f} times as long as the English"


def _scripts(text: str) -> Iterator[str]:
    for character in text:
        if character.isalpha():
            yield unicodedata.name(character, "UNNAMED").split()[0]


def _script_share(_source: str, text: str, locale: WrittenLocale) -> str | None:
    scripts = Counter(_scripts(bare(text)))
    share = scripts[locale.script] / max(1, scripts.total())
    return None if share >= 0.6 or not scripts else f"is only {share:.0%} {locale.script.title()}"


def _homoglyphs(_source: str, text: str, _locale: WrittenLocale) -> str | None:
    mixed = (
        word for word in re.findall(r"\w+", text) if {"LATIN", "CYRILLIC"} <= {*_scripts(word)}
    )
    return "mixes Latin and Cyrillic letters in one word" if next(mixed, None) else None


def _listed(items: Iterable[str]) -> str:
    return ", ".join(sorted(items))


Gate = Callable[[str, str, WrittenLocale], str | None]
_GATES: tuple[tuple[str, Level, Gate], ...] = (
    ("template_syntax", "error", _template_syntax),
    ("tags", "error", _tags),
    ("bidi_controls", "error", _bidi_controls),
    ("unprintable", "error", _unprintable),
    ("whitespace", "error", _whitespace),
    ("numbers", "error", _numbers),
    ("unchanged", "error", _unchanged),
    ("forbidden_term", "error", _forbidden),
    ("script", "error", _script_share),
    ("homoglyph", "error", _homoglyphs),
    ("not_composed", "warning", _composed),
    ("length", "warning", _length),
)
