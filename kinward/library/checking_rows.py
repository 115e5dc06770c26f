"""Checks of the sharing matrix against the lists of the library."""

from collections.abc import Iterator

from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.problem import Problem


def row_problems(library: Library, places: Places) -> Iterator[Problem]:
    """Yield every row that speaks of something the library does not have."""
    yield from _matrix(library, places)


def _matrix(library: Library, places: Places) -> Iterator[Problem]:
    categories = {row.category for row in library.lists.categories}
    preconditions = {row.precondition for row in library.lists.preconditions}
    sources = {row.source for row in library.lists.sources}
    for (category, subject, recipient), cell in library.matrix.items():
        unlisted = [("recipient", recipient)] if recipient not in library.rulebook.classes else []
        unlisted += [("category", category)] if category not in categories else []
        unlisted += [("precondition", n) for n in cell.preconditions if n not in preconditions]
        unlisted += [("source", cell.source)] if cell.source not in sources else []
        unclear = (cell.rule in {"allow", "deny"}) is bool(cell.satisfied_by)
        if not unlisted and not unclear:
            continue  # a sound cell's line is not looked up: that would read its file again
        where = f"{places.where('column', recipient)} {category} about {subject}"
        yield from (_unlisted(what, name, where) for what, name in unlisted)
        if unclear:
            message = f"`{cell.rule}` and `satisfied_by` do not go together"
            remedy = "Only a cell that asks for a consent or an order names what fulfils it."
            yield Problem("cell_unclear", message, remedy, where)


def _unlisted(what: str, name: str, where: str) -> Problem:
    message = f"{what} {name} is not in the lists"
    return Problem("not_listed", message, "Mend the word, or add it to lists.yaml.", where)
