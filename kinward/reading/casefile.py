"""Read a case file: a `Case`, or every fault of it at once and nothing else."""

import re
from dataclasses import dataclass

from kinward.reading.casecheck import checked
from kinward.reading.casewords import CaseWords
from kinward.reading.county_fault import county_faults
from kinward.reading.faults import validated
from kinward.reading.jurisdiction import county_beside_agency
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
    of_sense = (*checked(document, words), *county_faults(document, words))
    # A word that is not known says more than that its letters are no code's.
    unknown = {problem.where for problem in of_sense if problem.code == "unknown_word"}
    of_form = tuple(problem for problem in of_form if problem.where not in unknown)
    problems = tuple(sorted({*document.problems, *of_form, *of_sense}, key=_place))
    doubt = county_beside_agency(document, words)
    doubts = (doubt,) if doubt else ()
    return CaseRead(name, case if not problems else None, problems, doubts)


def _place(problem: Problem) -> tuple[int, str, str]:
    line = _LINE.search(problem.where)
    return int(line[1]) if line else 0, problem.where, problem.code
