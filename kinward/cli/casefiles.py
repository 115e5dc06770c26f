"""Reads the CASE arguments: files and folders, every fault of every file at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kinward.cli.arguments import CASE_NUMBER
from kinward.cli.screen import Line, Screen
from kinward.cli.words import number_of
from kinward.reading.casefile import CaseRead, read_case
from kinward.reading.casewords import CaseWords
from kinward.reading.yaml12 import MAX_BYTES, read
from schemas.case import Case
from schemas.problem import Problem, UnitError

ENDINGS = frozenset({".yaml", ".yml", ".json"})


class CaseFilesFaulty(UnitError):
    """Case files have faults; none of them was used."""

    code = "case_file_faulty"
    remedy = "Correct the places named and run the command again."

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{number_of(len(problems), 'fault')}; nothing was written")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the CASE arguments name: cases read from files, and numbers of recorded cases."""

    cases: tuple[Case, ...]
    recorded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    reads: tuple[CaseRead, ...]
    recorded: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(arguments: Sequence[str], words: CaseWords, screen: Screen) -> Gathered:
    """Return the cases that the arguments name; a folder stands for the case files in it.

    Raises:
        CaseFilesFaulty: with every fault of every file.
    """
    found = [
        _argument(text, place, words, screen) for place, text in enumerate(arguments, start=1)
    ]
    reads = tuple({read.name: read for one in found for read in one.reads}.values())
    problems = [problem for one in found for problem in one.problems]
    problems += [problem for read in reads for problem in read.problems]
    problems += _twice(reads)
    doubts = (doubt for read in reads for doubt in read.doubts)
    screen.note(*(Line(f"DOUBTFUL: {doubt.sentence()}", "warning") for doubt in doubts))
    if problems:
        raise CaseFilesFaulty(tuple(problems))
    numbers = dict.fromkeys(number for one in found for number in one.recorded)
    cases = tuple(read.case for read in reads if read.case is not None)
    named = {case.case_number for case in cases}
    return Gathered(cases, tuple(number for number in numbers if number not in named))


def _argument(text: str, place: int, words: CaseWords, screen: Screen) -> _Found:
    path = Path(text)
    if not text:  # else it would be the folder one stands in, with all its files
        return _refused("case_not_found", "nothing is named here", "Check the path.", place)
    if path.is_dir():
        return _folder(path, place, words, screen)
    if path.is_file():
        return _file(path, place, words)
    if CASE_NUMBER.fullmatch(text):
        return _Found((), recorded=(text,))
    message = "there is no file or folder of this name, and it is no case number"
    return _refused("case_not_found", message, "Check the path.", place)


def _refused(code: str, message: str, remedy: str, place: int) -> _Found:
    return _Found((), problems=(Problem(code, message, remedy, f"CASE {place}"),))


def _file(path: Path, place: int, words: CaseWords) -> _Found:
    data = _bytes(path)
    if data is None:
        message = "the file cannot be read"
        return _refused("file_unreadable", message, "Check who may read it.", place)
    return _Found((read_case(data, str(path), words),))


def _folder(folder: Path, place: int, words: CaseWords, screen: Screen) -> _Found:
    files = [path for path in sorted(folder.iterdir()) if _may_be_a_case(path)]
    found = [_file(path, place, words) for path in files]
    left_out = [path for path, one in zip(files, found, strict=True) if _names_no_case(path, one)]
    for path in left_out:
        screen.note(Line(f"LEFT OUT: {path} has no field case_number: no case file.", "warning"))
    kept = [one for path, one in zip(files, found, strict=True) if path not in left_out]
    if not kept:
        message = f"no case file is in the folder ({len(files)} files looked at)"
        remedy = "A case file ends in .yaml, .yml or .json and has a field case_number."
        return _refused("no_case_file", message, remedy, place)
    reads = tuple(read for one in kept for read in one.reads)
    return _Found(reads, problems=tuple(problem for one in kept for problem in one.problems))


def _may_be_a_case(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and path.is_file() and not path.name.startswith(".")


def _names_no_case(path: Path, found: _Found) -> bool:
    """Say whether a file is sound YAML and has no case number; a broken one may be a case."""
    if not any(one.problems for one in found.reads):
        return False
    document = read(_bytes(path) or b"", str(path))
    if document.data is None:
        return False
    return not isinstance(document.data, dict) or "case_number" not in document.data


def _bytes(path: Path) -> bytes | None:
    """Return a file's beginning, enough to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return None


def _twice(reads: Sequence[CaseRead]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for one in reads:
        if one.case is None:
            continue
        earlier = first.setdefault(one.case.case_number, one.name)
        if earlier != one.name:
            message = f"case {one.case.case_number} stands in {earlier} too"
            yield Problem("case_twice", message, "Give each case once.", one.name)
