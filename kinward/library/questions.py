"""A question of `agreement new`: what it asks, and what is wrong with an answer."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinward.reading.yaml12 import Plain
from schemas.terms import NOT_READ

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"\d+ (hours|calendar_days|working_days|court_days|months)")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FORMS = {
    "day": "a date written YYYY-MM-DD is needed",
    "clock": "write `10 working_days`, a word like `without_delay`, or `not_stated`",
    "id": "write small letters, digits and strokes: us-tx, us-ca-san-diego",
    "age": "a number of years from 1 to 25 is needed",
}

Names = Literal["states", "countries", "events"]
"""The library's own names that an answer must be one of."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, what its answer looks like, and the answer if none is given."""

    key: str
    ask: str
    form: Literal["text", "list", "day", "clock", "choice", "id", "age"] = "text"
    default: Plain = None
    optional: bool = False
    choices: tuple[str, ...] = ()
    names: Names | None = None

    def fault(self, answer: Plain) -> str | None:
        """Say what is wrong with an answer, or nothing."""
        if answer in (None, "", []):
            return None if self.optional else "an answer is needed"
        if self.form == "list":
            return self._fault_of_list(answer)
        if not isinstance(answer, str):
            return "a text is needed; put it in quotes"
        if self.form == "choice":
            return self._unlisted([answer])
        return None if self._sound(answer) else _FORMS[self.form]

    def parsed(self, typed: str) -> Plain:
        """Return what was typed as an answer; nothing typed is the default."""
        text = typed.strip()
        if not text:
            return self.default
        if self.form == "list":
            return [item.strip() for item in text.split(";") if item.strip()]
        return text

    def _fault_of_list(self, answer: Plain) -> str | None:
        items = answer if isinstance(answer, list) else [None]
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) < len(items):
            return "a list of texts is needed"
        return self._unlisted(texts) if self.choices else None

    def _unlisted(self, texts: list[str]) -> str | None:
        listed = all(text in self.choices for text in texts)
        return None if listed else f"one of {', '.join(self.choices)} is needed"

    def _sound(self, answer: str) -> bool:
        if self.form == "day":
            return _is_day(answer)
        if self.form == "clock":
            return bool(_NUMBER.fullmatch(answer) or _WORD.fullmatch(answer))
        if self.form == "age":
            return answer.isdecimal() and 1 <= int(answer) <= 25
        return self.form == "text" or bool(_ID.fullmatch(answer))


def one_of(key: str, ask: str, choices: tuple[str, ...], default: str | None = None) -> Question:
    """Return a question whose answer is one of a few words."""
    return Question(key, ask, "choice", default, choices=choices)


def skippable(key: str, ask: str) -> Question:
    """Return a question about a clause; nobody having read it is an answer."""
    return Question(key, ask, default=NOT_READ, optional=True)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
