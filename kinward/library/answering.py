"""An answer as the library understands it: names it knows, candidates for those it does not."""

import difflib
from collections.abc import Mapping

from kinward.library.case_words import STATES
from kinward.library.country_names import resolve
from kinward.library.holdings import Library
from kinward.library.questions import Question
from kinward.reading.yaml12 import Plain
from kinward.rules.happened import CASE_OPENED

Answers = Mapping[str, Plain]

FIRST_DAY = "starts_on"
_STATES = ["US", *sorted(f"US-{code}" for code in STATES)]


def as_meant(library: Library, question: Question, answer: Plain) -> Plain:
    """Return an answer with its states and countries as codes, where they can be meant."""
    if question.names is None or not isinstance(answer, list):
        return answer
    texts = [str(item) for item in answer]
    if question.names == "states":
        return [_state(text) for text in texts]
    if question.names == "countries":
        return [resolve(text, library).code or text for text in texts]
    return list(texts)


def fault_of(library: Library, question: Question, answer: Plain, before: Answers) -> str | None:
    """Say what is wrong with an answer, as the question and the library see it, or nothing.

    `before` are the answers that were given before it: an end must not lie before its start.
    """
    fault = question.fault(answer)
    if fault:
        return fault
    if question.names and isinstance(answer, list):
        return _unknown(library, question.names, [str(item) for item in answer])
    if question.key == "ends_on" and answer and before.get(FIRST_DAY):
        early = str(answer) < str(before[FIRST_DAY])
        return "its last day lies before its first" if early else None
    return None


def _unknown(library: Library, names: str, texts: list[str]) -> str | None:
    """Say which name the library does not know, with those that may be meant."""
    for text in texts:
        if names == "countries":
            found = _country(library, text)
        else:
            known = _STATES if names == "states" else _events(library)
            found = None if text in known else _nearest(text, known)
        if found:
            return f"{text}: {found}"
    return None


def _country(library: Library, text: str) -> str | None:
    meant = resolve(text, library)
    if meant.code:
        return None
    if not meant.codes:
        return "there is no such country; use its ISO 3166-1 code"
    named = (f"{code} ({library.rulebook.country_name(code)})" for code in meant.codes)
    return f"{meant.ask} {', '.join(named)}"


def _nearest(text: str, known: list[str]) -> str:
    near = difflib.get_close_matches(text, known, n=3, cutoff=0.4)
    return f"the library has no such name; write one of {', '.join(near or known)}"


def _state(text: str) -> str:
    code = text.strip().upper()
    return f"US-{code}" if len(code) == len("TX") and code != "US" else code


def _events(library: Library) -> list[str]:
    return [*library.vocabulary.events, CASE_OPENED]
