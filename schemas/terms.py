"""What an instrument says, topic by topic: its words, how surely they were read, and where.

Decisions are made by `CoveredChild`, `DutyClause` and `Clock`; the terms are what those rest on,
and the clauses that decide nothing but that people work by. A topic that was not read holds the
word `not_read`, one on which the text that was read says nothing holds `silent`.
"""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from schemas.base import Code, CountryCode, Record, Text
from schemas.source import Confidence

NOT_READ: Literal["not_read"] = "not_read"

Unwritten = Literal["not_read", "silent"]
Required = Literal["yes", "no", "varies", "not_read"]


class Statement(Record):
    """One thing that was read: in the source's words, how surely, and in which sources."""

    says: Text
    confidence: Confidence
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Ids of the instrument's own list of sources."""
    countries: tuple[CountryCode, ...] = ()
    """Only for these, where the instrument is with more."""
    note: Text | None = None
    """Of which text it was said, where that was not this version's."""


class Within(Record):
    """A number that the text gives for a promise; a word never becomes one."""

    value: Annotated[int, Field(ge=0)]
    unit: Literal["hours", "calendar_days", "working_days", "months"]


class Promise(Statement):
    """What one side owes the other, and by when."""

    duties: tuple[Code, ...] = ()
    """The kinds of work it makes: `obtain_documents`, `request_home_study`."""
    by_when: Text = NOT_READ
    within: Within | None = None
    """The number of `by_when`, where the text has one, from what sets the promise in motion."""


def written_or_word(value: object) -> str:
    """Say which branch a value belongs to: a bare word, or what was read."""
    return "word" if isinstance(value, str) else "read"


_Word = Annotated[Unwritten, Tag("word")]

Term = Annotated[
    Annotated[tuple[Statement, ...], Tag("read")] | _Word, Discriminator(written_or_word)
]
"""A topic: what was read of it, or the word that nothing was."""

Promises = Annotated[
    Annotated[tuple[Promise, ...], Tag("read")] | _Word, Discriminator(written_or_word)
]
"""A topic of what is owed, or the word that nothing was read of it."""


class Terms(Record):
    """The topics of one version. None is for a topic that is no matter of this instrument."""

    parties: Term | None = None
    legal_basis: Term | None = None
    covered_child: Term | None = None
    trigger: Term | None = None
    clock: Term | None = None
    notice_form: Term | None = None
    sender: Term | None = None
    addressee: Term | None = None
    channel: Term | None = None
    consent: Term | None = None
    questions: Term | None = None
    """What staff may and may not ask."""
    agency_owes: Promises | None = None
    """What the agency owes besides the notice and what follows it."""
    access: Promises | None = None
    updates: Promises | None = None
    answers: Promises | None = None
    consulate_owes: Promises | None = None
    home_study_time: Term | None = None
    """By when a home study that is asked for comes back."""
    confidentiality: Term | None = None
    onward_disclosure: Term | None = None
    """To whom the other side may pass on what it was told, or that it may not."""
    languages: Term | None = None
    roles: Term | None = None
    placement: Term | None = None
    """Placement abroad: gates, papers, money, what follows it."""
    also: Term | None = None
    """What else it says."""
    dates: Term | None = None
    """When it was signed, took effect, was revised, and what it replaces."""
    review: Term | None = None
    renewal: Term | None = None
    ending: Term | None = None


OF_EVERY_NOTICE: tuple[str, ...] = (
    "parties",
    "legal_basis",
    "covered_child",
    "trigger",
    "clock",
    "notice_form",
    "sender",
    "addressee",
    "channel",
    "consent",
    "access",
    "updates",
    "answers",
    "consulate_owes",
    "home_study_time",
    "confidentiality",
    "onward_disclosure",
    "languages",
    "roles",
    "review",
    "renewal",
    "ending",
)
"""Topics that a row about notices never leaves out; parties only where there are two sides."""


class FormItem(Statement):
    """One thing on a form, and whether it must be there."""

    required: Required
    required_says: Text | None = None
    """When it is required, in words, where yes or no would say too much."""


class Form(Record):
    """A form or list: a notice and a request for help are two, with two states (R33)."""

    name: Text
    purpose: Literal[
        "notice",
        "assistance_request",
        "consent",
        "inquiry",
        "search_request",
        "birth_record_request",
        "follow_up",
        "placement",
        "sample_for_arrests",
        "bill",
        "surveyed",
    ]
    field_list: Literal["read", "read_in_part", "not_read"]
    """Whether the form itself was read field by field."""
    note: Text | None = None
    items: tuple[FormItem, ...] = ()
