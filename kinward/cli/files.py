"""Where a command writes what it was asked for: looked at first, written whole or not at all."""

import os
from pathlib import Path

from schemas.problem import UnitError


class NowhereToWrite(UnitError):
    """The file or folder cannot be written there."""

    code = "nowhere_to_write"
    remedy = "Name a place in a folder that exists and may be written to."


def folder_for(path: Path) -> Path:
    """Make a folder to write into, and return it.

    Raises:
        NowhereToWrite: something else is there, or it may not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NowhereToWrite(f"the folder cannot be made ({error.strerror})") from error
    return path


def place_for(path: Path) -> Path:
    """Return the path of a new file whose folder is there.

    Raises:
        NowhereToWrite: it is not.
    """
    if not path.parent.is_dir():
        raise NowhereToWrite("the folder of this file is not there")
    return path


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all, for its owner alone; lines end as they are given.

    Raises:
        NowhereToWrite: it cannot be written.
    """
    draft = place_for(path).with_name(f".{path.name}.part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise NowhereToWrite(f"the file was not written ({error.strerror})") from error
