"""Read a case file: a `Case`, or every fault of it at once and nothing else."""

import re
from dataclasses import dataclass

from kinward.reading.casecheck import checked
from kinward.reading.casewords import CaseWords
from kinward.reading.faults import validated
from kinward.reading.jurisdiction import MISSPELT, county_beside_agency
from kinward.reading.yaml12 import read
from schemas.case import Case
from schemas.problem import Problem

_LINE = re.compile(r":(\d+)( |$)")


@dataclass(frozen=True, slots=True)
class CaseRead:
    """What came of reading a file: the case, or its faults; and what is doubted beside them."""

    name: str
    case: Case | None
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()


def read_case(text: bytes, name: str, words: CaseWords) -> CaseRead:
    """Return the case that `text` holds, with every fault of form and of sense in one run."""
    document = read(text, name)
    if document.problems and document.data is None:
        return CaseRead(name, None, document.problems)
    # A file with a duplicate key can still be checked for everything else.
    case, of_form = validated(Case, document.without_problems())
    odd = county_beside_agency(document, words)
    slips = {odd} if odd and odd.code == MISSPELT else set()
    found = {*document.problems, *of_form, *checked(document, words), *slips}
    problems = tuple(sorted(found, key=_place))
    doubts = (odd,) if odd and not slips else ()
    return CaseRead(name, case if not problems else None, problems, doubts)


def _place(problem: Problem) -> tuple[int, str, str]:
    line = _LINE.search(problem.where)
    return int(line[1]) if line else 0, problem.where, problem.code
