"""Text brought to one spelling: a search must not be fooled by accents, digits or tricks."""

import re
import unicodedata

# Between two texts that no reader would read as one, and between two paragraphs of one page.
BARRIER = "\x1e"
PARAGRAPH = "\x1d"

# A hyphen put in at the end of a line: typed (soft), or as pdfium reports it (U+0002, U+FFFE).
_LINE_END_HYPHEN = re.compile("[\u00ad\x02\ufffe]+(?:\r?\n)?")
_LIKE_LATIN = {
    **dict(zip("авекмнорстухіјѕԁԛԝһӏ", "abekmhopctyxijsdqwhl", strict=True)),
    **dict(zip("αβεηικμνορτυχωϲ", "abehikuvoptuxwc", strict=True)),
    **dict(zip("øłđıŋħŧɑɡɩ", "oldinhtagi", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ƒ": "f",
}
# Letters that Arabic, Persian and Urdu keyboards type differently for the same name.
_LIKE_ARABIC = dict(zip("\u06a9\u06cc\u0649\u0629\u06c1\u06be\u06d2", "كييههه\u064a", strict=True))
# Invisible though Unicode counts them as letters or marks.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\u180b\u180c\u180d\u180f")


class _Fold(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_character(chr(code))
        return folded


_FOLD = _Fold()
_PLAIN = _Fold()


def _folded_character(character: str) -> str:
    if _is_ignorable(character):
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    category = unicodedata.category(character)
    if category == "Mn" and unicodedata.combining(character) not in (0, 7, 9):
        return ""  # accents and vowel points go; vowel signs, nukta and virama are letters
    if category in ("Pd", "Pc") or character in "−~":
        return "-"
    if character.isspace() and character not in f"\n{BARRIER}{PARAGRAPH}":
        return "\n" if character in "\r\v\f\x85\u2028\u2029" else " "
    return _LIKE_LATIN.get(character) or _LIKE_ARABIC.get(character) or character


def _is_ignorable(character: str) -> bool:
    return (
        unicodedata.category(character) == "Cf"
        or character in _INVISIBLE
        or character == "\u0640"  # the stroke that only stretches an Arabic word
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0000" <= character <= "\U000e0fff"
    )


def folded(text: str) -> str:
    """Return `text` without case, accents, invisible characters and look-alike letters."""
    if text.isascii():
        return _LINE_END_HYPHEN.sub("", text).lower().translate(_FOLD)
    text = unicodedata.normalize("NFKD", _LINE_END_HYPHEN.sub("", text))
    return unicodedata.normalize("NFKD", text.casefold()).translate(_FOLD)


def squeezed(folded_text: str) -> str:
    """Return only the letters and digits, for a quick first look."""
    return re.sub(r"[\W_]+", "", folded_text)


def as_printed(text: str) -> str:
    """Return `text` as a reader sees it: every letter kept, what is invisible left out."""
    kept = "".join(character for character in text if not _is_ignorable(character))
    return unicodedata.normalize("NFKC", kept)
