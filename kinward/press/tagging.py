"""Where a tagged PDF's structure reaches, page by page, and what of a page stands outside it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

Place = tuple[int, int]  # an object of the file: its number and generation


@dataclass(frozen=True, slots=True)
class PageTags:
    """One page: how much marked content it has, and how much of it the structure reaches."""

    page: int
    marked: int
    reached: int

    @property
    def whole(self) -> bool:
        """Say whether the page has marked content and the structure reaches all of it."""
        return self.marked > 0 and self.reached == self.marked


def tags_by_page(pdf: bytes) -> tuple[PageTags, ...]:
    """Count marked content by page, and how much of it is reached from the structure's root.

    A piece counts as reached only if the parent tree leads back to the very element that holds it:
    that is the way from a touched word to its place in the reading order.

    Raises:
        pikepdf.PdfError: The bytes are not a PDF that can be opened.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.get("/StructTreeRoot")
        held = {} if root is None else _content_of_elements(root)
        parents = {} if root is None else dict(_numbers(root.get("/ParentTree")))
        return tuple(
            _page_tags(number, page, held, parents)
            for number, page in enumerate(document.pages, 1)
        )


def _page_tags(
    number: int,
    page: pikepdf.Page,
    held: dict[tuple[Place, int], Place],
    parents: dict[int, pikepdf.Object],
) -> PageTags:
    marked = set(_marked_content(page))
    row = parents.get(int(page.obj.get("/StructParents", -1)))
    ways_back = [] if row is None else [_place(element) for element in list(row)]
    reached = [
        mcid
        for mcid in marked
        if mcid < len(ways_back) and held.get((page.obj.objgen, mcid)) == ways_back[mcid]
    ]
    return PageTags(page=number, marked=len(marked), reached=len(reached))


def _place(element: object) -> Place | None:
    return element.objgen if isinstance(element, pikepdf.Object) else None


def _marked_content(page: pikepdf.Page) -> Iterator[int]:
    for instruction in pikepdf.parse_content_stream(page, "BDC DP"):
        about = instruction.operands[1]
        if isinstance(about, pikepdf.Name):
            about = page.resources["/Properties"][str(about)]
        if isinstance(about, pikepdf.Dictionary) and "/MCID" in about:
            yield int(about["/MCID"])


def _content_of_elements(root: pikepdf.Object) -> dict[tuple[Place, int], Place]:
    """Return the element that holds each piece of marked content, by page and number."""
    found: dict[tuple[Place, int], Place] = {}
    waiting: list[tuple[pikepdf.Object, pikepdf.Object | None]] = [(root, None)]
    while waiting:
        element, page = waiting.pop()
        page = element.get("/Pg", page)
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Object) and "/S" in kid:
                waiting.append((kid, page))
            elif piece := _piece(kid, page):
                found[piece] = element.objgen
    return found


def _piece(kid: object, page: pikepdf.Object | None) -> tuple[Place, int] | None:
    """Return the page and number of marked content, written as a number or as a dictionary."""
    number: object = kid
    if isinstance(kid, pikepdf.Object):
        page, number = kid.get("/Pg", page), kid.get("/MCID")
    return None if page is None or number is None else (page.objgen, int(str(number)))


def _kids(element: pikepdf.Object) -> list[object]:
    kids: object = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _numbers(node: pikepdf.Object | None) -> Iterator[tuple[int, pikepdf.Object]]:
    if node is None:
        return
    pairs = list(node.get("/Nums", []))
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        yield int(key), value
    for kid in list(node.get("/Kids", [])):
        yield from _numbers(kid)
