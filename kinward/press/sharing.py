"""One copy of what the pages of a packet have in common: the letterhead's picture, fonts.

Only resources are shared. pypdf's own `compress_identical_objects` looks at everything, and would
make one of two empty paragraphs, so that an element of the structure stands in two places.
"""

import hashlib
import io
from collections.abc import Iterable

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject


def share_resources(pages: Iterable[DictionaryObject]) -> None:
    """Let equal fonts, pictures and forms below the pages' /Resources be one object."""
    shelf = _Shelf()
    for page in pages:
        if "/Resources" in page:
            page[NameObject("/Resources")] = shelf.shared(page.raw_get("/Resources"))


class _Shelf:
    """The first copy of everything met, by its bytes; parts of a thing are shelved before it."""

    def __init__(self) -> None:
        self._first: dict[bytes, IndirectObject] = {}
        self._known: dict[int, IndirectObject] = {}

    def shared(self, thing: PdfObject) -> PdfObject:
        if not isinstance(thing, IndirectObject):
            self._share_within(thing)
            return thing
        if thing.idnum not in self._known:
            self._known[thing.idnum] = thing  # a thing that holds itself is met again as itself
            content = thing.get_object()
            if content is None:
                return thing
            self._share_within(content)
            self._known[thing.idnum] = self._first.setdefault(_fingerprint(content), thing)
        return self._known[thing.idnum]

    def _share_within(self, thing: PdfObject) -> None:
        if isinstance(thing, DictionaryObject):
            for key in list(thing):
                thing[NameObject(key)] = self.shared(thing.raw_get(key))
        elif isinstance(thing, ArrayObject):
            for place, kept in enumerate(list(thing)):
                thing[place] = self.shared(kept)


def _fingerprint(thing: PdfObject) -> bytes:
    written = io.BytesIO()
    thing.write_to_stream(written)
    return hashlib.sha256(written.getvalue()).digest()
