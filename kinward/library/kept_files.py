"""What each file of the library gave when it was last read, so that an edit costs one file.

The head names the program and the whole body; any difference, or a damaged file, and all is read.
"""

import hashlib
import pickle
from collections.abc import Mapping
from pathlib import Path

from kinward.library.snapshot import program_key, write_cache
from kinward.library.volumes import FileKey, Read

_MARK = b"kinward files 1\n"


def files_kept(file: Path) -> Mapping[FileKey, Read]:
    """Return what an earlier run kept, if it is whole and of this program; else nothing."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    start = len(_head(b""))
    body = data[start:]
    if data[:start] != _head(body):
        return {}
    try:
        # The file is this program's own, in the home, which only its owner may write.
        found = pickle.loads(body)  # noqa: S301
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_files(file: Path, read: Mapping[FileKey, Read]) -> None:
    """Keep what each sound file gave; those that are gone, or have faults, are forgotten."""
    sound = {key: found for key, found in read.items() if found[0] is not None}
    body = pickle.dumps(sound, protocol=pickle.HIGHEST_PROTOCOL)
    write_cache(file, _head(body) + body)


def _head(body: bytes) -> bytes:
    return _MARK + f"{program_key()}{hashlib.sha256(body).hexdigest()}".encode()
