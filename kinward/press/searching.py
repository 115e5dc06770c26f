"""Searching a finished paper: withheld values that stand in it, promised ones that do not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kinward.press.folding import PARAGRAPH, as_printed, folded, squeezed
from kinward.press.needles import LETTER, NOT_AFTER_LETTER, SecretKind, needles_for

# A promised text longer than this is a narrative: another value inside it is no coincidence.
NARRATIVE_WORDS = 25
# A text of so many words is compared without its spaces, and may run over a page's end.
LONG_TEXT_WORDS = 8
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_BROKEN = r"[\s\x02\ufffe]*"
_HYPHEN = "[-\u2010\x02\ufffe]"


@dataclass(frozen=True, slots=True)
class Promise:
    """A value that the paper must show. A narrative excuses no withheld value inside it."""

    name: str
    text: str = field(repr=False)
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that this reader must not see, by which rule, and how such a value is spelled.

    `also` are further spellings, as a date in the letter's language. A secret that
    `blocks_if_promised` is never excused: if it is the same as a promised value, a person decides.
    """

    category: str
    rule: str
    text: str = field(repr=False)
    kind: SecretKind = "text"
    also: tuple[str, ...] = field(default=(), repr=False)
    blocks_if_promised: bool = False


@dataclass(frozen=True)
class Sheet:
    """Text to search, in pieces of (place, words).

    A page is what the reader sees; an echo repeats the page, as a bookmark does; all else stands
    beside it, where no value is ever promised. In a `paged` sheet each piece is a page of paper.
    """

    pieces: tuple[tuple[str, str], ...] = field(repr=False)
    kind: Literal["page", "echo", "beside"] = "beside"
    paged: bool = False

    @cached_property
    def folded(self) -> str:
        """The pieces in one spelling, a paragraph mark between them."""
        return PARAGRAPH.join(folded(text) for _, text in self.pieces)

    @cached_property
    def squeezed(self) -> str:
        """Letters and digits only."""
        return squeezed(self.folded)

    @cached_property
    def printed(self) -> str:
        """The pieces as a reader sees them."""
        return PARAGRAPH.join(as_printed(text) for _, text in self.pieces)

    def where(self, position: int) -> str:
        """Name the place of a position in the folded text."""
        return self.pieces[self.folded.count(PARAGRAPH, 0, position)][0]


def spans(sheet: Sheet, kind: SecretKind, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a value stands in the folded text, in any spelling."""
    for needle in needles_for(kind, text):
        yield from needle.spans(sheet.folded, sheet.squeezed)


def promised_spans(sheet: Sheet, promises: Iterable[Promise]) -> list[tuple[int, int]]:
    """Return the promised values' own places, which excuse what stands inside them."""
    if sheet.kind == "beside":
        return []
    short = (
        promise.text
        for promise in promises
        if not promise.narrative and len(promise.text.split()) <= NARRATIVE_WORDS
    )
    return [span for text in short for span in spans(sheet, "text", text)]


def leaks(sheet: Sheet, secret: Secret, excused: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield each place where the secret stands outside the excused places."""
    found = list(spans(sheet, secret.kind, secret.text))
    for spelling in secret.also:
        found += spans(sheet, "text", spelling)
    for start, end in found:
        inside = any(first <= start and end <= last for first, last in excused)
        if not inside:
            yield sheet.where(start)


def same_as_promised(secret: Secret, promises: Iterable[Promise]) -> bool:
    """Say whether the secret is a promised value, or a part of one."""
    texts = (Sheet((("", promise.text),)) for promise in promises)
    return any(any(spans(text, secret.kind, secret.text)) for text in texts)


def is_shown(text: str, printed: str) -> bool:
    """Say whether a reader finds `text` with every letter of it, however the lines break."""
    wanted = as_printed(text)
    if _RIGHT_TO_LEFT.search(wanted) and not _pattern(wanted).search(printed):
        # A PDF gives back the words of such a line in the order of the page, not of the sentence.
        return all(_pattern(word).search(printed) for word in wanted.split())
    return _pattern(wanted).search(printed) is not None


def keeps(promise: Promise, sheet: Sheet) -> bool:
    """Say whether the sheet shows the promised value with every letter of it."""
    if len(promise.text.split()) < LONG_TEXT_WORDS:
        return is_shown(promise.text, sheet.printed)
    if sheet.paged:
        return _is_continued(promise.text, sheet)
    return _bare(promise.text) in _bare(sheet.printed)


def _is_continued(text: str, sheet: Sheet) -> bool:
    """Say whether a text stands on one page, or goes on at the next past foot and head."""
    words = as_printed(text).split()
    for page in map(_bare, sheet.printed.split(PARAGRAPH)):
        words = words[_longest_beginning(words, page) :]
        if not words:
            return True
    return False


def _longest_beginning(words: Sequence[str], page: str) -> int:
    """Return how many of the words stand on the page in one piece, from the first on."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        found = _bare(" ".join(words[:middle])) in page
        low, high = (middle, high) if found else (low, middle - 1)
    return low


def _bare(text: str) -> str:
    """Return letters and signs only: lines of a long text break anywhere, also at hyphens."""
    return re.sub(r"[\s\x02\ufffe\u2010-]+", "", as_printed(text)).casefold()


def printed_spans(text: str, printed: str) -> Iterator[tuple[int, int]]:
    """Yield where `text` stands in printed text."""
    return (match.span() for match in _pattern(as_printed(text)).finditer(printed))


def _pattern(wanted: str) -> re.Pattern[str]:
    words = [_BROKEN.join(_sign(sign) for sign in word) for word in wanted.split()]
    first, last = wanted.strip()[:1], wanted.strip()[-1:]
    before = r"(?<!\d)" if first.isdigit() else NOT_AFTER_LETTER if _is_spaced(first) else ""
    after = r"(?!\d)" if last.isdigit() else f"(?!{LETTER})" if _is_spaced(last) else ""
    return re.compile(before + r"[\s\x02\ufffe]+".join(words) + after, re.IGNORECASE)


def _is_spaced(sign: str) -> bool:
    """Say whether a letter is of a script that parts all its words with spaces."""
    return sign.isalpha() and sign < "\u0530"


def _sign(sign: str) -> str:
    return _HYPHEN if sign in "-\u2010" else re.escape(sign)
