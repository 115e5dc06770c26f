"""What a letter may be filled with: plain data, in characters that can be printed."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

from schemas.problem import UnitError

PlainData: TypeAlias = (
    "bool | int | str | date | datetime | Sequence[PlainData] | Mapping[str, PlainData] | None"
)

MAX_DEPTH = 20
MAX_FACTS = 50_000
MAX_CHARACTERS = 100_000
_LEAVES = (type(None), bool, int, str, date, datetime)
_EMBEDDINGS_AND_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
_REFUSED_CATEGORIES = {
    "Cc": "a control character",
    "Cs": "half a character",
    "Co": "a private character that no font can draw",
    "Cn": "a character that does not exist",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}


class ValueNotPlain(UnitError):
    """A letter was offered something other than text, numbers, dates, lists and records."""

    code = "value_not_plain"
    remedy = "Give the letter plain data only."


class UnprintableCharacter(UnitError):
    """A fact holds a character that cannot stand in a letter."""

    code = "unprintable_character"
    remedy = "Type that fact again in the case file, without copying it from another program."


class LetterTooLarge(UnitError):
    """A letter was offered, or would print, more text than any letter has."""

    code = "letter_too_large"
    remedy = "Shorten the long text, or send it as an enclosure."


def plain(values: Mapping[str, object]) -> dict[str, PlainData]:
    """Return `values` after a look at every fact in them.

    Raises:
        ValueNotPlain, UnprintableCharacter, LetterTooLarge: with the place, never the value.
    """
    for count, (place, value) in enumerate(_facts("", dict(values), MAX_DEPTH)):
        if count >= MAX_FACTS:
            raise LetterTooLarge(f"more than {MAX_FACTS} facts")
        if isinstance(value, str):
            if len(value) > MAX_CHARACTERS:
                raise LetterTooLarge(f"{place} has {len(value)} characters")
            refuse_unprintable(place, value)
    return {**values}  # type: ignore[dict-item]  # looked at, fact by fact, above


def _facts(place: str, value: object, depth: int) -> Iterator[tuple[str, object]]:
    if depth == 0:
        raise LetterTooLarge(f"{place} is nested more than {MAX_DEPTH} deep")
    if type(value) is dict:
        for position, (key, inner) in enumerate(value.items()):
            if type(key) is not str or not key.isidentifier():
                raise ValueNotPlain(f"name {position} in {place or 'the values'} is not a word")
            yield from _facts(f"{place}.{key}" if place else key, inner, depth - 1)
    elif type(value) in (list, tuple) and isinstance(value, list | tuple):
        for position, inner in enumerate(value):
            yield from _facts(f"{place}[{position}]", inner, depth - 1)
    elif type(value) in _LEAVES:  # a subclass, as Markup or an object with methods, is refused
        yield place, value
    else:
        raise ValueNotPlain(f"{place} is a {type(value).__name__}")


def refuse_unprintable(place: str, text: str) -> None:
    """Refuse characters that vanish, turn text around, or break the file; ZWJ and isolates stay.

    Raises:
        UnprintableCharacter: names the place, the position and the character's number.
    """
    if text.isascii() and text.isprintable():
        return
    for position, character in enumerate(text):
        why = _why_refused(character)
        if why:
            raise UnprintableCharacter(
                f"{place}, character {position + 1}: U+{ord(character):04X} is {why}"
            )


def _why_refused(character: str) -> str | None:
    if character in "\n\t":
        return None
    if character in _EMBEDDINGS_AND_OVERRIDES:
        return "a mark that turns text around"
    if character == "\ufffd":
        return "left where a letter was lost"
    if "\U000e0000" <= character <= "\U000e007f":
        return "an invisible character"
    return _REFUSED_CATEGORIES.get(unicodedata.category(character))
