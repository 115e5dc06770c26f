"""The shipped library as tests use it: loaded once, decided upon as `kinward match` does."""

from datetime import UTC, datetime
from functools import cache

from kinward.library.case_words import case_words
from kinward.reading.casewords import CaseWords
from kinward.rules.as_of import as_of
from kinward.rules.duties import Decided, decide
from kinward.rules.rulebook import Rulebook
from schemas.case import Case
from schemas.duty import OwedDuty
from tests.mou_library.shipped import the_shipped_library

LONG_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
"""The real clock of tests that say their own as-of day."""


def the_book() -> Rulebook:
    """The shipped library's rows."""
    return the_shipped_library().rulebook


@cache
def the_words() -> CaseWords:
    """The words that a case file may use."""
    return case_words(the_shipped_library())


def decided(case: Case, moment: str = "2026-03-10", book: Rulebook | None = None) -> Decided:
    """What the library, or an edited one, decides about a case as of a moment."""
    rows = book or the_book()
    return decide(case, as_of(moment, LONG_BEFORE, case, rows), rows)


def duties_of(found: Decided, duty: str = "notify_consulate") -> tuple[OwedDuty, ...]:
    """The duties of one kind."""
    return tuple(row for row in found.decision.duties if row.duty == duty)


def the_duty(found: Decided, duty: str = "notify_consulate") -> OwedDuty:
    """The only duty of a kind."""
    (only,) = duties_of(found, duty)
    return only


def notice(case: Case, moment: str = "2026-03-10", book: Rulebook | None = None) -> OwedDuty:
    """The only duty to notify a consulate."""
    return the_duty(decided(case, moment, book))


def codes(found: Decided, duty: str | None = None) -> frozenset[str]:
    """The codes of all questions, or of those beside one kind of duty."""
    rows = found.decision.questions
    return frozenset(row.code for row in rows if duty in {None, row.duty})
