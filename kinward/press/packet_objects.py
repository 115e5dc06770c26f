"""Small words for pypdf's objects, so that binding reads as what it does."""

from collections.abc import Iterator, Mapping

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    TextStringObject,
)


def added(writer: PdfWriter, thing: PdfObject) -> IndirectObject:
    """Give `thing` a number of its own in the packet."""
    return writer._add_object(thing)  # noqa: SLF001  # pypdf documents it, and has no other name


def dictionary(entries: Mapping[str, PdfObject]) -> DictionaryObject:
    """Return a dictionary; the keys are written with their slash."""
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def stream(content: bytes, entries: Mapping[str, PdfObject] | None = None) -> DecodedStreamObject:
    """Return a stream, not compressed: sealing does that."""
    made = DecodedStreamObject()
    made.set_data(content)
    made.update(dictionary(entries or {}))
    return made


def dictionary_at(holder: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary at `key`, or an empty one that is not part of the document."""
    found = holder[key] if key in holder else None  # noqa: SIM401  # get() follows no reference
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def items_at(holder: DictionaryObject, key: str) -> list[PdfObject]:
    """Return what stands at `key` as a list, as it is written; one thing is a list of one."""
    if key not in holder:
        return []
    found = holder[key]
    return list(found) if isinstance(found, ArrayObject) else [holder.raw_get(key)]


def numbered(tree: DictionaryObject) -> Iterator[tuple[int, PdfObject]]:
    """Yield the entries of a number tree, as they are written."""
    pairs = items_at(tree, "/Nums")
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        yield int(str(key)), value
    for kid in items_at(tree, "/Kids"):
        yield from numbered(_a_dictionary(kid))


def named(tree: DictionaryObject) -> Iterator[tuple[bytes, PdfObject]]:
    """Yield the entries of a name tree, as they are written."""
    pairs = items_at(tree, "/Names")
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        yield bytes_of(key), value
    for kid in items_at(tree, "/Kids"):
        yield from named(_a_dictionary(kid))


def bytes_of(text: PdfObject) -> bytes:
    """Return a string as it is written; pypdf reads some as text and some as bytes."""
    said = text.get_object()
    if isinstance(said, TextStringObject | ByteStringObject):
        return said.original_bytes
    raise TypeError("no string where a string must be")


def reference_of(thing: DictionaryObject) -> IndirectObject:
    """Return the number of a thing that has one."""
    if thing.indirect_reference is None:
        raise TypeError("a thing without a number of its own")
    return thing.indirect_reference


def _a_dictionary(thing: PdfObject) -> DictionaryObject:
    found = thing.get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
