"""Markers an author writes at the start of a paragraph, as Jinja comments.

`{#ctx child.gender m,f#}` one text per value beside the neutral one; `{#plural n#}one{#|#}many`
a text per count; `{#sense immigration#}` tells apart equal English; `{#notr#}` not translated.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kinward.wording.sentence import PLURAL_BAR, Segment
from schemas.problem import UnitError

MarkerKind = Literal["plain", "ctx", "plural", "sense", "notr"]
_PATH = r"[A-Za-z_]\w*(?:\.\w+)*"
_FORMS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    ("ctx", re.compile(rf"\{{#\s*ctx\s+({_PATH})\s+([\w,]+)\s*#\}}")),
    ("plural", re.compile(rf"\{{#\s*plural\s+({_PATH}(?:\|length)?)\s*#\}}")),
    ("sense", re.compile(r"\{#\s*sense\s+(\w+)\s*#\}")),
    ("notr", re.compile(r"\{#\s*notr\s*#\}")),
)
_KEYWORDS = re.compile(r"\{#\s*(ctx|plural|sense|notr)\b")


class CountMissing(UnitError):
    """A plural marker's expression that the letter's facts do not answer with a number."""

    code = "count_missing"
    remedy = "Correct the expression in the marker, or give the letter that fact."


@dataclass(frozen=True, slots=True)
class Marker:
    """What the author said of a paragraph."""

    kind: MarkerKind = "plain"
    expression: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph's marker, the author's remarks, the pieces that remain, and what is wrong."""

    marker: Marker
    remarks: tuple[str, ...]
    pieces: tuple[Segment, ...]
    fault: str | None


def marked(pieces: Sequence[Segment]) -> Marked:
    """Take markers and remarks off a paragraph's pieces."""
    comments = [p.text for p in pieces if p.kind == "comment" and p.text != PLURAL_BAR]
    markers = [text for text in comments if _KEYWORDS.match(text)]
    remarks = tuple(text[2:-2].strip() for text in comments if text not in markers)
    rest = tuple(p for p in pieces if p.kind != "comment" or p.text == PLURAL_BAR)
    bars = sum(1 for p in rest if p.text == PLURAL_BAR)
    marker = _parsed(markers[0]) if markers else Marker()
    return Marked(marker or Marker(), remarks, rest, _fault(markers, marker, bars))


def _parsed(text: str) -> Marker | None:
    for kind, form in _FORMS:
        if found := form.fullmatch(text):
            groups = (*found.groups(), "", "")
            return Marker(kind, groups[0], tuple(v for v in groups[1].split(",") if v))
    return None


def _fault(markers: list[str], marker: Marker | None, bars: int) -> str | None:
    if len(markers) > 1:
        return "two markers in one paragraph: split the sentence"
    if marker is None:
        return "a marker that cannot be read"
    if bars != (marker.kind == "plural"):
        return "a plural marker needs its two texts parted by one {#|#}"
    return None


def variant_context(marker: Marker, value: object) -> str:
    """Return the msgctxt of a variant: `child.gender=f`."""
    return f"{marker.expression}={value}"


def value_at(expression: str, context: Mapping[str, object]) -> object:
    """Return the fact an expression such as `child.gender` or `children|length` names, or None.

    `context` is the letter's own view (what its recipient may see), never the case.
    """
    path, _, count = expression.partition("|")
    found: object = context
    for step in path.split("."):
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    if count:
        return len(found) if isinstance(found, Sequence | Mapping) else None
    return found


def count_at(expression: str, context: Mapping[str, object]) -> int:
    """Return the whole number that a plural marker's expression names."""
    count = value_at(expression, context)
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise CountMissing(f"the marker {expression} finds no whole number")
    return count
