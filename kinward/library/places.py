"""Where a row stands, to the line, for the problems that a check reports."""

from pathlib import Path

from kinward.library.holdings import Library
from kinward.reading.yaml12 import Document, Plain, read
from kinward.reading.yaml12 import Path as FieldPath

_MANY = {
    "instrument": ("instruments", "id"),
    "country": ("countries", "code"),
    "language": ("languages", "name"),
    "deadline": ("deadlines", "key"),
    "court_notice": ("court_notices", "id"),
    "contact": ("contacts", "post", "office", "name"),
}
"""The list in which a row stands, and what it is known by: the first of these that it has."""


class Places:
    """Finds rows in the library's files; each file is read at most once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents: dict[str, Document] = {}

    def where(self, kind: str, id_: str, path: FieldPath = ()) -> str:
        """Return `file:line` of a field of a row; the row's id where its file is not known."""
        place = self._library.places.get(f"{kind}:{id_}")
        if place is None:
            return f"{kind} {id_}"
        document = self._document(place)
        return document.where((*self._start(document.data, kind, id_), *path))

    def _document(self, place: str) -> Document:
        if place not in self._documents:
            home = place.startswith("home/")
            root = Path(self._library.roots[1 if home else 0])
            file = root / place.removeprefix("home/")
            text = file.read_bytes() if file.exists() else b""
            self._documents[place] = read(text, place)
        return self._documents[place]

    def _start(self, data: Plain, kind: str, id_: str) -> FieldPath:
        if kind not in _MANY or not isinstance(data, dict):
            return ()
        list_name, *id_names = _MANY[kind]
        rows = data.get(list_name)
        for place, row in enumerate(rows if isinstance(rows, list) else ()):
            known = (
                [row[name] for name in id_names if row.get(name)] if isinstance(row, dict) else []
            )
            if known[:1] == [id_]:
                return (list_name, place)
        return ()
