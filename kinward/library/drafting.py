"""A new agreement from answers: the row, its worked examples, and every fault they have."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kinward.library.answering import Answers, as_meant, fault_of
from kinward.library.checking_instruments import instrument_problems
from kinward.library.checking_terms import term_problems
from kinward.library.drafted_examples import drafted_examples
from kinward.library.drafted_row import drafted_row
from kinward.library.holdings import Library
from kinward.library.interview import QUESTIONS, questions_of
from kinward.library.places import Places
from kinward.reading.faults import validated
from kinward.reading.yaml12 import Document, Plain
from schemas.instrument import Instrument
from schemas.problem import Problem, UnitError


class AnswersFaulty(UnitError):
    """The answers do not make an agreement; nothing was written."""

    code = "answers_faulty"
    remedy = "Mend the answers named and run the command again."

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} answers are missing or cannot be meant")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Draft:
    """A new agreement: as plain data for its file, and as the row that was checked."""

    data: dict[str, Plain]
    instrument: Instrument


def drafted(library: Library, answers: Answers) -> Draft:
    """Return the agreement of these answers, with worked examples computed by the rules.

    Raises:
        AnswersFaulty: with every answer that is missing or cannot be meant.
    """
    given = {q.key: as_meant(library, q, answers.get(q.key, q.default)) for q in QUESTIONS}
    problems = [*_unknown(answers), *_faulty(library, given)]
    if problems:
        raise AnswersFaulty(tuple(problems))
    data = drafted_row(given)
    whole: dict[str, Plain] = {**data, "examples": drafted_examples(library, _valid(data))}
    instrument = _valid(whole)
    found = replace(
        library, rulebook=replace(library.rulebook, instruments=(*library.instruments, instrument))
    )
    places = Places(found)
    faults = (
        *instrument_problems(found, instrument, places),
        *term_problems(found, instrument, places),
    )
    if faults:
        raise AnswersFaulty(faults)
    return Draft(whole, instrument)


def _unknown(answers: Answers) -> Iterator[Problem]:
    keys = [question.key for question in QUESTIONS]
    for key in answers.keys() - set(keys):
        shown = key if re.fullmatch(r"[a-z_]{1,40}", key) else "a key"
        remedy = f"Questions are: {', '.join(keys)}."
        yield Problem("unknown_answer", f"{shown} answers no question", remedy, "answers")


def _faulty(library: Library, given: Mapping[str, Plain]) -> Iterator[Problem]:
    for question in questions_of(given["status"]):
        fault = fault_of(library, question, given[question.key], given)
        if fault:
            yield Problem("answer_faulty", f"{question.key}: {fault}", question.ask, "answers")


def _valid(data: dict[str, Plain]) -> Instrument:
    instrument, problems = validated(Instrument, Document("answers", data))
    if instrument is None:
        raise AnswersFaulty(problems)
    return instrument
