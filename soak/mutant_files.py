"""What mutmut keeps in `mutants/`: every mutant of the source as it stands, and its verdict."""

import hashlib
import io
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir, walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

KEPT = Path("mutants")
COVERAGE = KEPT / "mutmut-stats.json"
STATE_OF_FILES = KEPT / "state-of-files"
KILLED, NOT_RUN = "killed", "not checked"


def bring_up_to_date() -> None:
    """Write the mutants of every function that has changed; those of the others keep theirs.

    After a change of any file that the tests see, whatever was not killed counts as not run.
    """
    KEPT.mkdir(exist_ok=True)
    for folder in filter(Path.is_dir, config().also_copy):
        shutil.rmtree(KEPT / folder, ignore_errors=True)
    with redirect_stdout(io.StringIO()):
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(1)
    state = _state_of_files()
    if not STATE_OF_FILES.is_file() or STATE_OF_FILES.read_text() != state:
        _forget_all_but_kills()
        STATE_OF_FILES.write_text(state)


def verdicts() -> dict[str, str]:
    """Return what became of each mutant, by its name."""
    return {
        name: status_by_exit_code[code]
        for data in _files()
        for name, code in data.exit_code_by_key.items()
    }


def place_and_change(name: str) -> str:
    """Return file and line of a mutant, and the changed lines as a diff."""
    module, _, _ = name.rpartition(".")
    path = Path(module.replace(".", "/") + ".py")
    diff = get_diff_for_mutant(name, path=path).splitlines()
    changed = [line for line in diff[2:] if line[:1] in {"-", "+"}]
    function, _ = orig_function_and_class_names_from_key(name)
    return "\n".join((f"{path}:{_line_of(path, function, changed)} in {function}", *changed))


def _line_of(path: Path, function: str, changed: list[str]) -> int:
    """Return the number of the first line taken away, or of the function's own."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    starts = next(i for i, line in enumerate(lines) if line.startswith(f"def {function}("))
    gone = next((line[1:].strip() for line in changed if line.startswith("-")), "")
    found = (i for i, line in enumerate(lines) if i >= starts and line == gone)
    return next(found, starts) + 1


def _files() -> Iterator[SourceFileMutationData]:
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        yield data


def _forget_all_but_kills() -> None:
    COVERAGE.unlink(missing_ok=True)
    for data in _files():
        data.exit_code_by_key = {
            name: code if status_by_exit_code[code] == KILLED else None
            for name, code in data.exit_code_by_key.items()
        }
        data.save()


def _state_of_files() -> str:
    """Return one hash over the source and everything that its tests read."""
    told = hashlib.sha256()
    for top in sorted({*config().source_paths, *config().also_copy}):
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                told.update(f"{path} {path.stat().st_size} ".encode() + path.read_bytes())
    return told.hexdigest()
