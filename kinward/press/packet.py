"""What a packet is made of, and what it is once bound."""

import io
from dataclasses import dataclass, field
from itertools import pairwise

from pypdf import PdfReader
from pypdf.generic import Destination

from kinward.press.conformance import Conformance
from schemas.problem import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of a packet; the cover sheet is the first."""

    title: str
    pdf: bytes = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """Where a paper stands in its packet; pages count from 1."""

    title: str
    first_page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Packet:
    """A bound packet, its contents as read from it, and what stands in the way of approving it."""

    pdf: bytes = field(repr=False)
    sha256: str
    pages: int
    contents: tuple[ContentsLine, ...]
    conformance: Conformance = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether nothing stands in the way."""
        return not self.problems


def contents_of(pdf: bytes) -> tuple[ContentsLine, ...]:
    """Read the contents from a bound packet: its first row of bookmarks."""
    reader = PdfReader(io.BytesIO(pdf))
    tops = [item for item in reader.outline if isinstance(item, Destination)]
    starts = [reader.get_destination_page_number(item) or 0 for item in tops]
    return tuple(
        ContentsLine(str(item.title), first_page=start + 1, pages=after - start)
        for item, (start, after) in zip(tops, pairwise([*starts, len(reader.pages)]), strict=True)
    )
