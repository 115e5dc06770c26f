"""What `agreement new` asks, group by group: only what a reader of the text knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kinward.library.questions import Question, one_of, skippable
from schemas.terms import NOT_READ

Status = Literal["read", "known_to_exist"]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together; where it has its own, that is asked first."""

    questions: tuple[Question, ...]
    ask: str | None = None
    """Asked before the others; whoever says no is not asked them, and they stay `not_read`."""
    of: Status | None = None
    """Only of a text that was read, or only of one known by its title."""


_NAMES = Group(
    (
        one_of(
            "status",
            "Did you read its text, or is only its title known?",
            ("read", "known_to_exist"),
            "read",
        ),
        Question("agency", "Id of the agency that is bound: us-tx, us-ca-san-diego.", "id"),
        Question("title", "Who agreed with whom, as the text calls itself?"),
        Question(
            "states",
            "States in which it binds: US-TX. Part several with ;",
            "list",
            names="states",
        ),
        Question("counties", "Counties, if not the whole state.", "list", [], optional=True),
        Question(
            "countries",
            "With which countries: MX, or Mexico. Part several with ;",
            "list",
            names="countries",
        ),
        Question("parties", "The parties by name, parted with ;", "list"),
    )
)
_SOURCE = Group(
    (
        Question("source_id", "A short name for the source you read.", default="S1"),
        Question("source_title", "What is the source called?"),
        Question("source_address", "Where can it be read (an address)?", optional=True),
        Question("source_section", "Which part did you read?", optional=True),
        Question("read_on", "On which day did you read it?", "day"),
        one_of(
            "confidence",
            "How surely was it read?",
            ("confirmed", "read_in_part", "to_confirm"),
            "read_in_part",
        ),
    )
)
_TITLE_ALONE = Group(
    (
        Question("known_says", "What does the source say of it?"),
        Question(
            "named_on", "The day of the earliest dated source that names it.", "day", optional=True
        ),
    ),
    of="known_to_exist",
)
_FORCE = Group(
    (
        Question("version", "A name for this version; else its first day.", optional=True),
        Question("starts_on", "In force from; empty if that was not read.", "day", optional=True),
        Question("attested_on", "The earliest dated source that names it.", "day", optional=True),
        one_of("end", "Does it end?", ("open", "not_read"), "not_read"),
        Question("ends_on", "Its last day, if it has one.", "day", optional=True),
    ),
    of="read",
)
_CHILD = Group(
    (
        Question("covered_says", "Its words on the child it covers."),
        one_of("nationality_of", "Whose nationality counts?", ("child", "child_or_parent")),
        one_of(
            "us_citizen",
            "Is a child covered who is also a United States citizen?",
            ("included", "excluded", "excluded_by_practice"),
        ),
        Question("us_citizen_says", "Its words on United States citizens.", default=NOT_READ),
    ),
    of="read",
)
_CHILD_MORE = Group(
    (
        Question("age_under", "Under which age is a child covered?", "age", "18", optional=True),
        skippable("age_says", "Its words on age."),
        one_of("unmarried", "Only an unmarried child?", ("yes", "no"), "no"),
        skippable("marriage_says", "Its words on marriage."),
        one_of(
            "dual_nationals",
            "Children of several nationalities?",
            ("included", "included_unless_us", "excluded", "silent", NOT_READ),
            NOT_READ,
        ),
        one_of(
            "ancestry",
            "Does it go by ancestry, so that no nationality need be known?",
            ("yes", "no"),
            "no",
        ),
        Question(
            "proceedings",
            "Which custody does it speak of?",
            "list",
            [NOT_READ],
            choices=("child_welfare", "youth_justice", "silent", NOT_READ),
        ),
    ),
    ask="Did you read what it says on age, marriage, several nationalities or ancestry?",
    of="read",
)
_DUTY = Group(
    (
        Question("clause", "The clause that asks for the notice: Article III(2)."),
        Question(
            "events",
            "What sets the clock in motion?",
            "list",
            ["taken_into_custody"],
            names="events",
        ),
        skippable("trigger_says", "Its words on what sets it in motion."),
        one_of(
            "or_later",
            "If the nationality is learned later, does the clock start then?",
            ("nationality_known", "ancestry_found", "none"),
        ),
        Question("clock", "By when: `10 working_days`, a word, or `not_stated`.", "clock"),
        Question("clock_says", "Its words on the time, as they stand."),
        Question("legal_basis", "The line that a letter prints as its legal basis."),
        one_of(
            "safety_exception",
            "Does it excuse the notice where a person fears the state?",
            ("yes", "no", "silent", NOT_READ),
        ),
    ),
    of="read",
)
_NOTICE = Group(
    (
        skippable("form_says", "Which form does it want, in its words?"),
        skippable("sender_says", "Who sends the notice?"),
        skippable("addressee_says", "To whom?"),
        one_of(
            "channel", "How is it sent?", ("fax", "mail", "email", "by_hand", NOT_READ), NOT_READ
        ),
        skippable("channel_says", "Its words on how it is sent."),
        Question(
            "contents", "What must stand in the notice? Part with ;", "list", [], optional=True
        ),
    ),
    ask="Did you read how the notice is given: form, sender, addressee, channel or contents?",
    of="read",
)
_AFTERWARDS = Group(
    (
        skippable("consent_says", "Whose consent does it ask for?"),
        skippable("access_says", "Access to the child, and by when?"),
        skippable("updates_says", "Updates to the consulate, and by when?"),
        skippable("answers_says", "Answers to the consulate, and by when?"),
        skippable("consulate_owes_says", "What does the consulate owe, and by when?"),
        Question(
            "consulate_work",
            "Which work does that make? Part with ;",
            "list",
            [],
            optional=True,
            choices=(
                "request_home_study",
                "obtain_documents",
                "search_relatives",
                "return_child",
                "verify_nationality",
                "placement_options",
            ),
        ),
        skippable("home_study_time_says", "By when does a home study come back?"),
    ),
    ask="Did you read clauses on consent, or on what either side owes after the notice?",
    of="read",
)
_LAST = Group(
    (
        skippable("confidentiality_says", "Its words on confidentiality."),
        skippable("onward_disclosure_says", "May what is told be passed on?"),
        skippable("binding_language", "Which language binds?"),
        skippable("languages_says", "Its words on languages."),
        skippable("review_says", "Its words on review."),
        skippable("renewal_says", "Its words on renewal."),
        skippable("ending_says", "Its words on how it is ended."),
    ),
    ask="Did you read clauses on confidentiality, languages, review, renewal or end?",
    of="read",
)

GROUPS: tuple[Group, ...] = (
    _NAMES,
    _SOURCE,
    _TITLE_ALONE,
    _FORCE,
    _CHILD,
    _CHILD_MORE,
    _DUTY,
    _NOTICE,
    _AFTERWARDS,
    _LAST,
)


def groups_of(status: object) -> Iterator[Group]:
    """Yield the groups that are asked of a text of this status."""
    return (group for group in GROUPS if group.of in (None, status or "read"))


def questions_of(status: object) -> tuple[Question, ...]:
    """Return the questions that may be answered of a text of this status."""
    return tuple(question for group in groups_of(status) for question in group.questions)


QUESTIONS: tuple[Question, ...] = tuple(q for group in GROUPS for q in group.questions)
