"""What is owed: duties with the instrument that governs, those beside it, and the questions."""

from typing import Literal

from schemas.base import Code, CountryCode, Day, Instant, PersonId, Record, Text
from schemas.instrument import Because
from schemas.source import Confidence

DutyState = Literal["owed", "held", "ask", "not_owed", "done", "excused", "lapsed", "superseded"]
Standing = Literal["pending", "due", "overdue"]


class Binding(Record):
    """One instrument that binds: its version, clause, clock, and the dates that follow."""

    instrument: Text
    version: Text
    clause: Text
    clock: Text
    says: Text
    """The clock in the instrument's own words."""
    confidence: Confidence
    to_be_confirmed: bool
    source: Text
    starts_on: Day | None = None
    due_on: Day | None = None
    due_at: Instant | None = None
    """The moment, where a clock in hours starts at one; `due_on` is its legal day."""
    target: Text | None = None
    """The agency's own target that gave the date of a word, said as such."""
    notes: tuple[Text, ...] = ()
    row_sha256: Text


class Considered(Record):
    """An instrument that was looked at, whether it applies, and why not."""

    instrument: Text
    applies: bool | None
    because: Because
    explanation: Text


class OwedDuty(Record):
    """One duty of the agency, whatever its state, so that nothing is silent."""

    id: Text
    duty: Code
    about: PersonId | None
    country: CountryCode | None
    recipient: Text | None = None
    post: Text | None = None
    post_words: Text | None = None
    occasion: Text
    state: DutyState
    standing: Standing | None
    owner: Code
    starts_on: Day | None = None
    earliest_on: Day | None = None
    due_on: Day | None = None
    due_at: Instant | None = None
    due_from: Day | None = None
    """Of a clock with a ladder: the day from which it is due, not yet overdue."""
    overdue_from: Day | None = None
    """Of a clock with a ladder: the day from which it is overdue."""
    governed_by: Binding | None = None
    also: tuple[Binding, ...] = ()
    considered: tuple[Considered, ...] = ()
    hold: Code | None = None
    notes: tuple[Text, ...] = ()


class Question(Record):
    """Something a person must answer; it stands beside a duty and stops nothing by itself."""

    code: Code
    duty: Code | None
    about: PersonId | None
    country: CountryCode | None
    ask: Text
    due_on: Day | None = None
    owner: Code | None = None


class Decision(Record):
    """All duties and questions of a case on a day."""

    case_number: Text
    as_of: Text
    duties: tuple[OwedDuty, ...]
    questions: tuple[Question, ...]
    left_out: tuple[Text, ...] = ()
    """Events after the as-of moment, and library rows out of service, by place."""
    searches: tuple[Text, ...] = ()
    """Search logs of people not found, in words; not called whereabouts unknown (R55)."""
