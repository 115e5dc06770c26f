"""What each paper promises to show and what it must not hold, for the proofs to search."""

import re

from kinward.press.searching import Promise, Secret
from kinward.rules.case_values import CaseValue, values_of
from kinward.rules.disclosure import Reader
from kinward.rules.paper import Paper
from kinward.rules.planning import reader_of_paper
from kinward.rules.rulebook import Rulebook
from kinward.rules.view import View

A_NUMBER = "a_number"
NARRATIVE = re.compile(r"^(care|home_study)\.")
"""Values that a person typed as prose: they excuse no withheld value inside them."""


def promises_of(seen: View) -> list[Promise]:
    """Return the values that a finished paper must show."""
    return [
        Promise(row.name, row.text, narrative=bool(NARRATIVE.match(row.name)))
        for row in seen.promises
    ]


def secrets_for(paper: Paper, book: Rulebook) -> list[Secret]:
    """Return every value that the paper's reader may not see, and every status word."""
    reader = reader_of_paper(paper, book)
    secrets = [
        secret
        for value in values_of(paper.setting.case)
        if (secret := _secret(reader, value)) is not None
    ]
    words = [
        Secret(row.category, "never_words", word, kind="word")
        for row in book.never_words
        for word in row.words
    ]
    return [*dict.fromkeys(secrets), *words]


def _secret(reader: Reader, value: CaseValue) -> Secret | None:
    verdict = reader.may_see(value.category, value.about)
    if verdict.allowed:
        return None
    return Secret(
        category=value.category,
        rule=verdict.rule,
        text=value.text,
        kind=value.kind,
        blocks_if_promised=value.category == A_NUMBER,
    )
