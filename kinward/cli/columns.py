"""How wide the columns of a table are on a terminal, so that no word of it is broken."""

from collections.abc import Sequence


def widths(rows: Sequence[Sequence[str]], room: int) -> tuple[int, ...] | None:
    """Return a width for each column that together fill at most `room` characters.

    A column is never narrower than its longest word; what is left goes to the column whose
    cells take the most lines. None: the longest words alone do not fit side by side.
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(len(cell) for cell in column) for column in columns]
    given = [max(_longest_word(cell) for cell in column) for column in columns]
    if sum(given) > room:
        return None
    for _ in range(min(room, sum(wanted)) - sum(given)):
        lines = [wish / max(width, 1) for wish, width in zip(wanted, given, strict=True)]
        given[lines.index(max(lines))] += 1
    return tuple(given)


def _longest_word(cell: str) -> int:
    return max((len(word) for word in cell.split()), default=0)
