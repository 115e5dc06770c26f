"""What `agreement new` asks: one question for each thing that only a reader of the text knows."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinward.reading.yaml12 import Plain

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"\d+ (hours|calendar_days|working_days|court_days|months)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question, what its answer looks like, and the answer if none is given."""

    key: str
    ask: str
    form: Literal["text", "list", "day", "clock", "choice"] = "text"
    default: Plain = None
    optional: bool = False
    choices: tuple[str, ...] = ()

    def fault(self, answer: Plain) -> str | None:
        """Say what is wrong with an answer, or nothing."""
        if answer in (None, "", []):
            return None if self.optional else "an answer is needed"
        if self.form == "list":
            sound = isinstance(answer, list) and all(isinstance(item, str) for item in answer)
            return None if sound else "a list of texts is needed"
        if not isinstance(answer, str):
            return "a text is needed; put it in quotes"
        return self._fault_of_text(answer)

    def _fault_of_text(self, answer: str) -> str | None:
        if self.form == "choice" and answer not in self.choices:
            return f"one of {', '.join(self.choices)} is needed"
        if self.form == "day" and not _is_day(answer):
            return "a date written YYYY-MM-DD is needed"
        if self.form == "clock" and not (_NUMBER.fullmatch(answer) or _WORD.fullmatch(answer)):
            return "write `10 working_days`, a word like `without_delay`, or `not_stated`"
        return None

    def parsed(self, typed: str) -> Plain:
        """Return what was typed as an answer; nothing typed is the default."""
        text = typed.strip()
        if not text:
            return self.default
        if self.form == "list":
            return [item.strip() for item in text.split(";") if item.strip()]
        return text


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


QUESTIONS: tuple[Question, ...] = (
    Question("agency", "Id of the agency that is bound: us-tx, us-ca-san-diego."),
    Question("title", "Who agreed with whom, as the text calls itself?"),
    Question("states", "States in which it binds: US-TX. Part several with ;", "list"),
    Question("counties", "Counties, if not the whole state.", "list", [], optional=True),
    Question("countries", "Country codes: MX. Part several with ;", "list"),
    Question("parties", "The parties by name, parted with ;", "list"),
    Question("source_id", "A short name for the source you read.", default="S1"),
    Question("source_title", "What is the source called?"),
    Question("source_address", "Where can it be read (an address)?", optional=True),
    Question("source_section", "Which part did you read?", optional=True),
    Question("read_on", "On which day did you read it?", "day"),
    Question("version", "A name for this version; else its first day.", optional=True),
    Question("starts_on", "In force from; empty if that was not read.", "day", optional=True),
    Question("attested_on", "The earliest dated source that names it.", "day", optional=True),
    Question("end", "Does it end?", "choice", "not_read", choices=("open", "not_read")),
    Question("ends_on", "Its last day, if it has one.", "day", optional=True),
    Question(
        "nationality_of",
        "Whose nationality counts?",
        "choice",
        choices=("child", "child_or_parent"),
    ),
    Question(
        "us_citizen",
        "Is a child in who is a United States citizen too?",
        "choice",
        choices=("included", "excluded", "excluded_by_practice"),
    ),
    Question("us_citizen_says", "Its words on United States citizens.", default="not_read"),
    Question("covered_says", "Its words on the child it covers."),
    Question("clause", "The clause that asks for the notice: Article III(2)."),
    Question("events", "What sets the clock in motion?", "list", ["taken_into_custody"]),
    Question(
        "or_later",
        "If the nationality is learned later, does the clock start then?",
        "choice",
        choices=("nationality_known", "ancestry_found", "none"),
    ),
    Question("clock", "By when: `10 working_days`, a word, or `not_stated`.", "clock"),
    Question("clock_says", "Its words on the time, as they stand."),
    Question("legal_basis", "The line that a letter prints as its legal basis."),
    Question(
        "safety_exception",
        "Does it excuse the notice where a person fears the state?",
        "choice",
        choices=("yes", "no", "silent"),
    ),
    Question(
        "confidence",
        "How surely was it read?",
        "choice",
        "read_in_part",
        choices=("confirmed", "read_in_part", "to_confirm"),
    ),
)
