"""Opening the library: from its snapshot, or by reading every file of it."""

import logging
from pathlib import Path

from kinward.library.holdings import Library
from kinward.library.shelves import files_under
from kinward.library.snapshot import Making, keep, kept

log = logging.getLogger("kinward.library")

SNAPSHOT = "cache/library.snapshot"
FILES = "cache/library.files"


def load(shipped: Path, home: Path | None, *, aloud: bool = True) -> Library:
    """Return the library of a checkout or image, with a unit's home laid over it.

    `shipped` and `home` each hold `mou_library/` and `templates/`. Faults are in `problems`:
    a broken file, or a row that speaks of what does not exist, takes only itself out of service,
    and each is logged, unless the caller tells it: then not `aloud`.

    Raises:
        LibraryMissing: No file says which words a case may use, or who may see what.
    """
    roots = (shipped, home) if home else (shipped,)
    making = Making(tuple((root, files_under(root)) for root in roots))
    snapshot = home / SNAPSHOT if home else None
    library = kept(snapshot, making) if snapshot else None
    if library is None:
        library = _compiled(making, home / FILES if home else None)
        if snapshot:
            keep(snapshot, making, library)
    for problem in library.problems if aloud else ():
        # Loud on every command: what is out of service decides nothing.
        log.warning("left out of the library: %s", problem.sentence())
    return library


def _compiled(making: Making, kept_files: Path | None) -> Library:
    # Imported only when needed: readers of YAML, codes and holidays cost a quarter of a second.
    from kinward.library.compiling import compiled  # noqa: PLC0415
    from kinward.library.kept_files import files_kept, keep_files  # noqa: PLC0415
    from kinward.library.serving import in_service  # noqa: PLC0415
    from kinward.library.volumes import Reading, volumes_of  # noqa: PLC0415

    earlier = files_kept(kept_files) if kept_files else {}
    readings = [
        volumes_of(root, files, home=place > 0, earlier=earlier)
        for place, (root, files) in enumerate(making.roots)
    ]
    if kept_files:
        keep_files(kept_files, {key: read for row in readings for key, read in row.files.items()})
    nothing = Reading((), (), frozenset())
    home = readings[1] if len(readings) > 1 else nothing
    roots = tuple(str(root) for root, _ in making.roots)
    return in_service(compiled(readings[0], home, roots))
