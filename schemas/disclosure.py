"""Who may see what, whose: cells, preconditions, classes and categories (R39)."""

from typing import Literal

from schemas.base import Code, Record, Text
from schemas.source import Confidence

Rule = Literal["allow", "allow_if_consent", "allow_if_court_order", "deny"]
Satisfier = Literal["consent_self", "consent_custodian", "counsel", "court_order"]
Subject = Literal[
    "self",
    "own_child",
    "proposed_caregiver",
    "own_client",
    "other_parent",
    "half_sibling_not_own",
    "relative",
    "any",
]


class Cell(Record):
    """What one class of recipient may see of one category about one kind of subject."""

    category: Code
    subject: Subject
    rule: Rule
    satisfied_by: tuple[Satisfier, ...] = ()
    preconditions: tuple[Code, ...] = ()
    why: Text | None = None
    confidence: Confidence
    source: Text
    """In the file a key of `lists.yaml`'s sources; once loaded, the source's own words."""


class Column(Record):
    """All cells of one recipient class; a missing cell is deny."""

    recipient: Code
    cells: tuple[Cell, ...]


class RecipientClass(Record):
    """A class of recipient, and whether it is an organ of a foreign state."""

    recipient: Code
    meaning: Text
    roles: tuple[Literal["addressee", "carrier", "copy"], ...] = ()
    foreign_state_channel: Literal["yes", "no", "if_abroad", "if_supplied_by_a_state"]


class Category(Record):
    """A category of data."""

    category: Code
    contains: Text


class Precondition(Record):
    """A named condition of a cell and what decides it."""

    precondition: Code
    meaning: Text
    decided_by: Text


class CellSource(Record):
    """What the rule of a cell rests on, written once."""

    key: Code
    source: Text


class Disclosure(Record):
    """The lists beside the matrix."""

    recipients: tuple[RecipientClass, ...]
    categories: tuple[Category, ...]
    preconditions: tuple[Precondition, ...]
    sources: tuple[CellSource, ...]


class NeverWords(Record):
    """Words that no paper of ours ever holds: of status, or of relief from removal."""

    category: Code
    words: tuple[Text, ...]
    """A star at a word's end stands for any ending."""


class NeverWordList(Record):
    """`never_words.yaml`: the words, by what they would tell."""

    never_words: tuple[NeverWords, ...]
