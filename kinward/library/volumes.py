"""The library's files as records, each with its place; a broken one only loses itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kinward.library.shelves import FileSeen, Shelf, shelf_of
from kinward.reading.faults import validated
from kinward.reading.yaml12 import read
from schemas.base import Record
from schemas.document import DocumentKind
from schemas.problem import Problem


@dataclass(frozen=True, slots=True)
class Volume:
    """One file of the library, read and valid."""

    shelf: Shelf
    place: str
    """The file, as messages name it: `mou_library/countries.yaml`, `home/mou_library/...`."""
    file: Path
    record: Record
    home: bool


FileKey = tuple[str, FileSeen]
"""A root and a file of it as the disk shows it: any edit makes another key."""

Read = tuple[Volume | None, tuple[Problem, ...]]
"""What a file gave: a volume, or its faults."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a root gave: valid files, the faults of the others, and where those stood."""

    volumes: tuple[Volume, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    """Places under the root of files that are out of service."""
    files: Mapping[FileKey, Read] = field(default_factory=dict)
    """What each file gave, to be kept for the next time."""


def volumes_of(
    root: Path,
    files: Iterable[FileSeen],
    *,
    home: bool,
    earlier: Mapping[FileKey, Read] | None = None,
) -> Reading:
    """Read every file of a root that belongs to a shelf; one read earlier is not read again."""
    known, kept = earlier or {}, dict[FileKey, Read]()
    volumes: list[Volume] = []
    problems: list[Problem] = []
    broken: set[str] = set()
    for seen in files:
        shelf = shelf_of(seen.place)
        if shelf is None:
            problems.extend(_unread(seen, home=home))
            continue
        key = (str(root), seen)
        volume, faults = kept[key] = known.get(key) or _volume(root, seen, shelf, home=home)
        problems.extend(faults)
        if volume is None:
            broken.add(seen.place)
        else:
            volumes.append(volume)
    return Reading(tuple(volumes), tuple(problems), frozenset(broken), kept)


# A server that opens the library again after an edit reads the edited file only.
@lru_cache(maxsize=2048)
def _volume(
    root: Path, seen: FileSeen, shelf: Shelf, *, home: bool
) -> tuple[Volume | None, tuple[Problem, ...]]:
    place = seen.place
    shown = f"home/{place}" if home else place
    try:
        text = (root / place).read_bytes()
    except OSError:
        return None, (
            Problem("unreadable_file", "the file cannot be opened", "Check its rights.", shown),
        )
    document = read(text, shown)
    record, faults = validated(shelf.model, document)
    if record is None:
        return None, faults
    volume = Volume(shelf, shown, root / place, record, home)
    if shelf.folder_is_id and own_id(record) != (folder := place.split("/")[-2]):
        return None, (
            *faults,
            Problem(
                "id_not_folder",
                f"the id says {own_id(record)} and the folder {folder}",
                "Give the folder the id's name, or the id the folder's.",
                document.where(("id",)),
            ),
        )
    return volume, faults


def own_id(record: Record) -> str:
    """Return the name a folder must bear: a document's kind, else the row's id."""
    return record.kind if isinstance(record, DocumentKind) else str(getattr(record, "id", ""))


def _unread(seen: FileSeen, *, home: bool) -> tuple[Problem, ...]:
    """Say that a file of rows stands where nothing looks for it; letters and papers may."""
    if not seen.place.endswith((".yaml", ".yml", ".json")):
        return ()
    shown = f"home/{seen.place}" if home else seen.place
    return (
        Problem(
            "file_not_read",
            "the library has no place for this file, so it is not read",
            "See mou_library/README.md for where each kind of file stands (names end in .yaml).",
            shown,
        ),
    )
