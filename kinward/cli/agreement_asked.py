"""The questions of `agreement new` in a terminal: each answer is checked as it is given."""

import sys

from kinward.cli.screen import Line, Screen
from kinward.library import Library
from kinward.library.answering import Answers, as_meant, fault_of
from kinward.library.drafted_row import agreement_id
from kinward.library.interview import GROUPS, Group
from kinward.library.questions import Question
from kinward.reading.yaml12 import Plain
from schemas.problem import UnitError

_STATUS = "status"
_COUNTRIES = "countries"


class NobodyToAsk(UnitError):
    """There is no terminal to ask in, and no file of answers."""

    code = "nobody_to_ask"
    remedy = "Run it in a terminal, or write the answers into a file: --answers FILE.yaml."


class AgreementThere(UnitError):
    """The library has an agreement of this id already; it is not written over."""

    code = "agreement_exists"
    remedy = "Edit its file: add a version below the old one, or an `erratum`."


def asked_in_turn(screen: Screen, library: Library) -> Answers:
    """Return what a person answers; a group of clauses that nobody read is passed over whole.

    Raises:
        NobodyToAsk: the answers end before the questions do.
        AgreementThere: the library has this agreement; told before anything else is asked.
    """
    given: dict[str, Plain] = {}
    for group in GROUPS:
        if group.of in (None, given.get(_STATUS)) and _was_read(screen, group):
            for question in group.questions:
                given[question.key] = _asked(screen, library, question, given)
        if _COUNTRIES in given:
            refuse_twice(library, agreement_id(given))
    return given


def refuse_twice(library: Library, id_: str) -> None:
    """Let nobody write an agreement that is there.

    Raises:
        AgreementThere: the library has one of this id.
    """
    if library.instrument(id_) is not None:
        raise AgreementThere(f"the library has {id_} already")


def typed(screen: Screen, prompt: str) -> str:
    """Return the next line that a person types.

    Raises:
        NobodyToAsk: there is no next line.
    """
    print(prompt, end="", file=screen.out, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise NobodyToAsk("the answers ended before the questions did")
    return line.strip()


def _was_read(screen: Screen, group: Group) -> bool:
    return group.ask is None or typed(screen, f"{group.ask} [y/N] ").lower() in {"y", "yes"}


def _asked(screen: Screen, library: Library, question: Question, given: Answers) -> Plain:
    while True:
        answer = question.parsed(typed(screen, _prompt(question)))
        meant = as_meant(library, question, answer)
        fault = fault_of(library, question, meant, given)
        if fault is None:
            return meant
        screen.note(Line(fault, "fault"))


def _prompt(question: Question) -> str:
    choices = f" ({' / '.join(question.choices)})" if question.choices else ""
    usual = question.default if isinstance(question.default, list) else [question.default]
    shown = ", ".join(str(item) for item in usual if item)
    empty = " [may be empty]" if question.optional else ""
    return f"{question.ask}{choices}{f' [{shown}]' if shown else empty} "
