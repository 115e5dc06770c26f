"""What to search for: a withheld value as patterns over folded text, in any spelling."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from kinward.press.date_spellings import date_pattern
from kinward.press.folding import folded, squeezed
from kinward.press.street_names import STREET_WORDS, is_street, name_of_street

SecretKind = Literal["name", "date", "digits", "address", "text", "word"]

# Vowel signs of the scripts of India and South-East Asia: letters to a reader, not to `re`.
_SIGNS = "".join(
    re.escape(chr(code))
    for block in (range(0x0900, 0x1D00), range(0xA800, 0xAC00))
    for code in block
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
    and unicodedata.combining(chr(code)) in (0, 7, 9)
)
LETTER = rf"(?:[^\W\d]|[{_SIGNS}])"
NOT_AFTER_LETTER = rf"(?<![^\W\d])(?<![{_SIGNS}])"
_WORDS = re.compile(rf"[\w{_SIGNS}]+")
_APART = rf"[^\w{_SIGNS}\x1e]"
_WRAP = r"(?:-[ ]?\n[ ]?)?"
_LONG_WRAP = r"(?:-?[ ]?\n[ ]?)?"
_SPREAD = r"[ .·*-]{1,2}"
# Scripts that put no space between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7ff]"
)
# Words of these scripts take "and", "to", "by", "the" in front without a space.
_PREFIXES = {
    "ARABIC": "[وفبلك]{0,2}(?:ال)?",
    "HEBREW": "[והבלכמש]{0,2}",
    "ETHIOPIC": "[የለበከ]?",
}
LONG_TEXT_WORDS = 8


@dataclass(frozen=True, slots=True)
class Needle:
    """One thing to find: `key` is a quick first look in squeezed text, `source` the proof."""

    key: str
    source: str

    def spans(self, text: str, squeezed_text: str) -> Iterator[tuple[int, int]]:
        """Yield where the value stands in folded `text`."""
        if self.key in squeezed_text:
            for match in re.finditer(self.source, text):
                yield match.span("value")


@lru_cache(maxsize=4096)
def needles_for(kind: SecretKind, text: str) -> tuple[Needle, ...]:
    """Return the needles for one value; none for a single letter, which is in every text."""
    if kind == "date" and re.match(r"\d{4}-\d\d-\d\d", text):  # else as it was written
        day = date.fromisoformat(text[:10])
        return (Needle(f"{day.year % 100:02}", date_pattern(day)),)
    if kind == "digits":
        return _digits(text)
    if kind == "address":
        return tuple(_address(text))
    if kind == "word" and text.endswith("*"):
        return tuple(_words(text, end=""))
    return tuple(_words(text))


def _words(text: str, end: str | None = None) -> Iterator[Needle]:
    words = _WORDS.findall(folded(text))
    for first in range(max(1, len(words) - LONG_TEXT_WORDS + 1)):
        some = words[first : first + LONG_TEXT_WORDS]
        if len("".join(some)) > 1:
            yield _needle(some, end)


def _needle(words: Sequence[str], end: str | None = None) -> Needle:
    letters = "".join(words)
    gap = f"{_APART}{{{0 if len(letters) > 4 else 1},12}}"
    if all(len(word) == 1 for word in words):
        gap = r"[. ]{1,3}"  # initials, not any two letters near each other
    body = gap.join(STREET_WORDS.get(word) or _word(word) for word in words)
    after = _end(letters) if end is None else end
    # Shortened street names are spelled in several ways: there one plain word must do.
    plain = [word for word in words if word not in STREET_WORDS]
    key = letters if len(plain) == len(words) else "".join(plain[:1])
    return Needle(squeezed(key), f"{_start(letters)}(?P<value>{body}){after}")


def _word(word: str) -> str:
    """Return one word as a pattern: whole, broken at a line's end, or with its letters spread."""
    whole = (_LONG_WRAP if len(word) > 4 else _WRAP).join(map(re.escape, word))
    if len(word) < 4:
        return whole
    return f"(?:{whole}|{_SPREAD.join(map(re.escape, word))})"


def _start(letters: str) -> str:
    if len(letters) > 1 and _UNSPACED.match(letters[0]):
        return ""
    if letters[0].isdigit():
        return r"(?<!\d)"
    script = unicodedata.name(letters[0], "").partition(" ")[0]
    return f"{NOT_AFTER_LETTER}{_PREFIXES.get(script, '')}"


def _end(letters: str) -> str:
    if len(letters) > 1 and _UNSPACED.match(letters[-1]):
        return ""
    return r"(?!\d)" if letters[-1].isdigit() else f"(?!{LETTER})"


def _digits(text: str) -> tuple[Needle, ...]:
    """Return a number with any punctuation in it, with or without the zeros before it."""
    signs = squeezed(folded(text))
    if len(signs) < 2:
        return ()
    gap = r"[^\w\x1e]{0,3}" if len(signs) > 6 else r"[^\w\x1d\x1e\n]{0,3}"
    if len(signs) < 4:
        gap = "[-. ]?"
    bare = signs.lstrip("0") if signs.isdigit() and len(signs) > 6 else signs
    zeros = rf"(?:0{gap})*" if len(signs) > 6 else ""
    if re.fullmatch(r"1?[2-9]\d{9}", signs):  # a US telephone number, with or without its 1
        bare, zeros = signs[-10:], f"(?:[01]{gap})*"
    before, after = _start(signs), _end(signs)
    if len(signs) < 4:  # a short number stands alone
        before, after = f"{NOT_AFTER_LETTER}{before}", f"{after}(?!{LETTER})"
    body = gap.join(map(re.escape, bare or signs))
    return (Needle(bare or signs, f"{before}(?P<value>{zeros}{body}){after}"),)


def _address(text: str) -> Iterator[Needle]:
    """Return the street lines of an address: what names the town is no secret by itself."""
    lines = [line for line in re.split(r"[\n,;]", text) if line.strip()]
    pieces = [
        words for line in lines if (words := _WORDS.findall(folded(line))) and is_street(words)
    ]
    for words in pieces or [_WORDS.findall(folded(text))]:
        if len("".join(words)) > 1:
            yield _needle(words)
        if len(words) > 2 and words[-1] in STREET_WORDS:
            yield _needle(words[:-1])
        if words in pieces:
            yield from _without_order(words)


def _without_order(words: Sequence[str]) -> Iterator[Needle]:
    """Return a street line with its number at the other end, and a telling name without it."""
    if len(words) > 1 and words[0][0].isdigit():
        yield _needle([*words[1:], words[0]])
    elif len(words) > 1:
        yield _needle([words[-1], *words[:-1]])
    name = name_of_street(words)
    if name:
        yield _needle(name)
