"""The compiled library in one file, so that a command starts in a fraction of a second.

The file's head names what it was made from: the list of files as the disk shows it, their
content, the program. Any difference, or a damaged file, and the library is compiled again.
"""

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pydantic

import kinward
import schemas
from kinward.library.holdings import Library
from kinward.library.shelves import FileSeen

_HEAD = 64
_MARK = b"kinward library 1\n"


@dataclass(frozen=True, slots=True)
class Making:
    """What a library is made from: files of each root, as seen and by content."""

    roots: tuple[tuple[Path, tuple[FileSeen, ...]], ...]

    def as_seen(self) -> str:
        """Return a key of paths, sizes and times: quick, and changed by any edit."""
        rows = (
            f"{root}\0{seen.place}\0{seen.size}\0{seen.mtime_ns}"
            for root, files in self.roots
            for seen in files
        )
        return _sha256((*rows, *_program()))

    def by_content(self) -> str:
        """Return a key of paths and bytes: the same after a copy or a fresh clone."""
        rows = (
            f"{root}\0{seen.place}\0{hashlib.sha256((root / seen.place).read_bytes()).hexdigest()}"
            for root, files in self.roots
            for seen in files
        )
        return _sha256((*rows, *_program()))


_CODE = (
    "library/*.py",
    "reading/*.py",
    "rules/conditions.py",
    "rules/counties.py",
    "rules/nearby.py",
    "rules/rulebook.py",
)


def program_key() -> str:
    """Return a key of the program: what it keeps is of no use to another one."""
    return _sha256(_program())


def _program() -> Iterator[str]:
    """Yield what else decides a snapshot: interpreter, installed packages, the code behind it."""
    yield sys.version
    installed = Path(pydantic.__file__).parent.parent
    yield str(installed.stat().st_mtime_ns)
    program = Path(kinward.__file__).parent
    files = [*Path(schemas.__file__).parent.glob("*.py"), *chain(*map(program.glob, _CODE))]
    for file in sorted(files):
        stat = file.stat()
        yield f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}"


def _sha256(rows: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def kept(file: Path, making: Making) -> Library | None:
    """Return the library of a snapshot, if it is whole and made from the same; else nothing."""
    try:
        text = file.read_bytes()
    except OSError:
        return None
    start = len(_MARK)
    if not text.startswith(_MARK) or len(text) < start + 3 * _HEAD:
        return None
    seen, content, whole = (text[start + i * _HEAD :][:_HEAD].decode("latin-1") for i in range(3))
    body = text[start + 3 * _HEAD :]
    if hashlib.sha256(body).hexdigest() != whole:
        return None
    same = seen == making.as_seen()
    if not same and content != making.by_content():
        return None
    library = _unpickled(body)
    if library is not None and not same:
        keep(file, making, library)
    return library


def _unpickled(body: bytes) -> Library | None:
    try:
        # The file is this program's own, in the home, which only its owner may write.
        library = pickle.loads(body)  # noqa: S301
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError):
        return None
    return library if isinstance(library, Library) else None


def keep(file: Path, making: Making, library: Library) -> None:
    """Write a snapshot whole or not at all; a folder that cannot be written keeps none."""
    body = pickle.dumps(library, protocol=pickle.HIGHEST_PROTOCOL)
    heads = (making.as_seen(), making.by_content(), hashlib.sha256(body).hexdigest())
    write_cache(file, _MARK + "".join(heads).encode() + body)


def write_cache(file: Path, data: bytes) -> None:
    """Write a file of the cache whole or not at all; it can always be made again."""
    try:
        file.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".library-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
