"""Which nationalities of the case load have an agreement in their county, and which have none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from kinward.library.holdings import Library
from kinward.rules.covered import other_country, out_of_scope
from kinward.rules.posts import competent_post
from schemas.case import Case
from schemas.instrument import NOTICE_NEED

Covered = Literal["agreement", "known_by_title", "none"]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A nationality in a county: how many cases, and what agreement there is."""

    state: str
    county: str
    country: str
    country_name: str
    cases: int
    covered: Covered
    agreements: tuple[str, ...]
    post: str | None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A consulate of the case load, its last contact, and the next step (R91)."""

    post: str
    name: str
    cases: int
    last_on: str | None
    next_step: str
    next_on: str | None


NO_CONTACT = "no contact is logged"


def coverage(library: Library, cases: Iterable[Case]) -> tuple[CoverageRow, ...]:
    """Return every nationality of the case load by county, what is not covered first."""
    counted: Counter[tuple[str, str, str, str]] = Counter()
    newest: dict[tuple[str, str, str, str], Case] = {}
    for case in cases:
        for country in _countries(case):
            key = (case.state, case.county, country, case.agency)
            counted[key] += 1
            if key not in newest or newest[key].opened_on < case.opened_on:
                newest[key] = case
    rows = [_row(library, newest[key], key[2], number) for key, number in counted.items()]
    order = {"none": 0, "known_by_title": 1, "agreement": 2}
    return tuple(
        sorted(rows, key=lambda r: (order[r.covered], -r.cases, r.state, r.county, r.country))
    )


def consulates(library: Library, rows: Iterable[CoverageRow]) -> tuple[PostRow, ...]:
    """Return each consulate of the case load with its last contact and the next step."""
    counted: Counter[str] = Counter()
    for row in rows:
        if row.post:
            counted[row.post] += row.cases
    return tuple(_post(library, post, number) for post, number in counted.most_common())


def picture(rows: Iterable[CoverageRow]) -> str:
    """Return the coverage as a picture (SVG): a bar for each nationality in a county."""
    listed = tuple(rows)
    widest = max((row.cases for row in listed), default=1)
    left = _GAP + max((_drawn(_place(row)) for row in listed), default=0)
    right = max((_drawn(_told(row)) for row in listed), default=0)
    width = max(_LEGEND * len(_COLOURS), left + _LONGEST + right) + 3 * _GAP
    height = 70 + 26 * len(listed)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="13">',
        "<title>Nationalities of the case load by county, and their agreements</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_legend(),
    ]
    for place, row in enumerate(listed):
        lines += _bar(row, left, 60 + 26 * place, widest)
    return "\n".join((*lines, "</svg>", ""))


_GAP = 10
_LONGEST = 340
_LEGEND = 220
"""The room of one colour's word."""


def _drawn(text: str) -> int:
    """Return the room that a text needs, in pixels, at most: a letter of 13 points has 8."""
    return 8 * len(text)


_COLOURS: Mapping[Covered, str] = {
    "none": "#b3261e",
    "known_by_title": "#b26a00",
    "agreement": "#1b6e3c",
}
_WORDS: Mapping[Covered, str] = {
    "none": "no agreement",
    "known_by_title": "known by its title alone",
    "agreement": "agreement",
}


def _legend() -> Iterator[str]:
    for place, (covered, colour) in enumerate(_COLOURS.items()):
        x = 20 + _LEGEND * place
        yield f'<rect x="{x}" y="18" width="14" height="14" fill="{colour}"/>'
        yield f'<text x="{x + 20}" y="30">{_WORDS[covered]}</text>'


def _place(row: CoverageRow) -> str:
    return f"{row.country_name} · {row.county}, {row.state}"


def _told(row: CoverageRow) -> str:
    return f"{row.cases} · {', '.join(row.agreements) or _WORDS[row.covered]}"


def _bar(row: CoverageRow, left: int, y: int, widest: int) -> Iterator[str]:
    width = max(2, round(_LONGEST * row.cases / widest))
    x, colour = left + _GAP, _COLOURS[row.covered]
    yield f'<text x="{left}" y="{y + 14}" text-anchor="end">{escape(_place(row))}</text>'
    yield f'<rect x="{x}" y="{y + 2}" width="{width}" height="16" fill="{colour}"/>'
    yield f'<text x="{x + width + 6}" y="{y + 14}">{escape(_told(row))}</text>'


def _countries(case: Case) -> tuple[str, ...]:
    people = (*case.children, *case.parents)
    found = (row.country for person in people for row in person.nationalities)
    return tuple(dict.fromkeys(code for code in found if code not in {"US", "XX", "ZZ"}))


def _row(library: Library, case: Case, country: str, number: int) -> CoverageRow:
    book = library.rulebook
    binding = [
        row
        for row in book.instruments
        if row.kind == "agreement"
        and NOTICE_NEED in row.needs
        and not out_of_scope(row, case.agency, case.state, case.county)
        and not other_country(row, country, book)
    ]
    read = any(row.status == "read" for row in binding)
    covered: Covered = "agreement" if read else "known_by_title" if binding else "none"
    found = competent_post(country, case.state, case.county, case.opened_on, book).post
    return CoverageRow(
        state=case.state,
        county=case.county,
        country=country,
        country_name=book.country_name(country),
        cases=number,
        covered=covered,
        agreements=tuple(row.id for row in binding),
        post=found.id if found else None,
    )


def _post(library: Library, post: str, number: int) -> PostRow:
    log = library.contact_logs.get(post)
    name = library.posts[post].name
    if log is None:
        return PostRow(post, name, number, None, NO_CONTACT, None)
    last = log.latest
    due = last.next_on.isoformat() if last.next_on else None
    step = last.next_step or "no next step is set"
    return PostRow(post, name, number, last.on.isoformat(), step, due)
