"""The structure of a packet: one tree over the trees of its parts, so that all pages are read.

A PDF's tags are held together by numbers: a page's /StructParents is a row of the parent tree, and
a row leads from a piece of marked content to its element. Merging pages as pypdf, qpdf or pikepdf
do either drops the trees, or keeps one and leaves the other pages outside it, or keeps two rows
with one number; the document then still says that it is tagged. So the rows are numbered anew,
roles and ids that would collide are renamed, and each part's document becomes a Part of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from kinward.press.packet_objects import (
    added,
    bytes_of,
    dictionary,
    dictionary_at,
    items_at,
    named,
    numbered,
)

_ROWS = ("/StructParents", "/StructParent")


@dataclass(frozen=True, slots=True)
class Branch:
    """One part's structure, already copied into the packet, with the pages that it describes."""

    root: DictionaryObject
    pages: Sequence[DictionaryObject]
    title: str
    language: str


@dataclass(slots=True)
class _Trunk:
    """The packet's tree while it grows."""

    documents: list[PdfObject] = field(default_factory=list)
    rows: list[tuple[int, PdfObject]] = field(default_factory=list)
    ids: list[tuple[bytes, PdfObject]] = field(default_factory=list)
    roles: DictionaryObject = field(default_factory=DictionaryObject)
    classes: DictionaryObject = field(default_factory=DictionaryObject)
    next_row: int = 0


def graft(writer: PdfWriter, branches: Sequence[Branch]) -> None:
    """Make one structure of the parts' structures, in the order of `branches`; of none, none."""
    if not branches:
        return
    trunk = _Trunk()
    whole = dictionary({"/Type": NameObject("/StructElem"), "/S": NameObject("/Document")})
    root = dictionary({"/Type": NameObject("/StructTreeRoot")})
    whole[NameObject("/P")] = added(writer, root)
    root[NameObject("/K")] = added(writer, whole)
    for number, branch in enumerate(branches, 1):
        _add_branch(trunk, branch, number)
    for document in trunk.documents:
        _element(document)[NameObject("/P")] = whole.indirect_reference
    whole[NameObject("/K")] = ArrayObject(trunk.documents)
    rows = [thing for row, value in trunk.rows for thing in (NumberObject(row), value)]
    root[NameObject("/ParentTree")] = added(writer, dictionary({"/Nums": ArrayObject(rows)}))
    root[NameObject("/ParentTreeNextKey")] = NumberObject(trunk.next_row)
    if trunk.roles:
        root[NameObject("/RoleMap")] = trunk.roles
    if trunk.classes:
        root[NameObject("/ClassMap")] = trunk.classes
    if trunk.ids:
        root[NameObject("/IDTree")] = added(writer, _name_tree(trunk.ids))
    writer.root_object[NameObject("/StructTreeRoot")] = root.indirect_reference


def _name_tree(ids: list[tuple[bytes, PdfObject]]) -> DictionaryObject:
    pairs = sorted(ids, key=lambda pair: pair[0])
    names = [thing for id_, element in pairs for thing in (ByteStringObject(id_), element)]
    return dictionary({"/Names": ArrayObject(names)})


def _add_branch(trunk: _Trunk, branch: Branch, number: int) -> None:
    rows = list(numbered(dictionary_at(branch.root, "/ParentTree")))
    for holder in _row_holders(branch.pages):
        for key in _ROWS:
            if key in holder:
                row = int(str(holder[key])) + trunk.next_row
                holder[NameObject(key)] = NumberObject(row)
    trunk.rows += [(row + trunk.next_row, value) for row, value in rows]
    trunk.next_row += max((row for row, _ in rows), default=-1) + 1
    roles = _merged(trunk.roles, dictionary_at(branch.root, "/RoleMap"), number)
    classes = _merged(trunk.classes, dictionary_at(branch.root, "/ClassMap"), number)
    for element in _elements(branch.root):
        _rename(element, "/S", roles)
        _rename(element, "/C", classes)
        _prefix_ids(element, number)
    ids = named(dictionary_at(branch.root, "/IDTree"))
    trunk.ids += [(_own_id(number, id_), value) for id_, value in ids]
    for document in items_at(branch.root, "/K"):
        _become_part(_element(document), branch)
        trunk.documents.append(document)


def _become_part(document: DictionaryObject, branch: Branch) -> None:
    if document.get("/S") == "/Document":
        document[NameObject("/S")] = NameObject("/Part")
    document[NameObject("/Lang")] = TextStringObject(branch.language)
    document[NameObject("/T")] = TextStringObject(branch.title)


def _row_holders(pages: Sequence[DictionaryObject]) -> Iterator[DictionaryObject]:
    """Yield each page, annotation and form that has a row of its own, once."""
    waiting: list[PdfObject] = list(pages)
    seen: set[int] = set()
    while waiting:
        holder = _element(waiting.pop())
        if id(holder) in seen:
            continue
        seen.add(id(holder))
        yield holder
        waiting += items_at(holder, "/Annots")
        waiting += dictionary_at(dictionary_at(holder, "/Resources"), "/XObject").values()


def _elements(root: DictionaryObject) -> Iterator[DictionaryObject]:
    waiting = items_at(root, "/K")
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            waiting += items_at(element, "/K")


def _merged(
    ours: DictionaryObject, theirs: DictionaryObject, number: int
) -> dict[str, NameObject]:
    """Add their names to ours; return new names for those that mean something else with us."""
    renamed: dict[str, NameObject] = {}
    for name in theirs:
        key = NameObject(name)
        if name in ours and ours[name] != theirs[name]:
            key = renamed[name] = NameObject(f"{name}.{number}")
        ours[key] = theirs.raw_get(name)
    return renamed


def _rename(element: DictionaryObject, key: str, renamed: dict[str, NameObject]) -> None:
    if not renamed or key not in element:
        return
    said = element[key]
    if isinstance(said, ArrayObject):
        element[NameObject(key)] = ArrayObject([renamed.get(str(name), name) for name in said])
    elif str(said) in renamed:
        element[NameObject(key)] = renamed[str(said)]


def _prefix_ids(element: DictionaryObject, number: int) -> None:
    if "/ID" in element:
        element[NameObject("/ID")] = ByteStringObject(_own_id(number, bytes_of(element["/ID"])))
    for attribute in items_at(element, "/A"):
        about = attribute.get_object()
        if isinstance(about, DictionaryObject) and "/Headers" in about:
            ids = [_own_id(number, bytes_of(id_)) for id_ in items_at(about, "/Headers")]
            about[NameObject("/Headers")] = ArrayObject(ByteStringObject(id_) for id_ in ids)


def _own_id(number: int, id_: bytes) -> bytes:
    return b"%d.%b" % (number, id_)


def _element(thing: PdfObject) -> DictionaryObject:
    found = thing.get_object() if isinstance(thing, IndirectObject) else thing
    if not isinstance(found, DictionaryObject):
        raise TypeError("a structure holds something that is no dictionary")
    return found
