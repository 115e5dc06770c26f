"""From duties to papers: each recipient's own document, ready, held or blocked, and why.

Every duty that asks for a paper ends in a ready document, a held one, a problem or a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kinward.rules.case_values import values_of
from kinward.rules.disclosure import Reader
from kinward.rules.duties import Decided
from kinward.rules.facts import letter_facts
from kinward.rules.identity import document_id
from kinward.rules.keeping import kept_from, merged
from kinward.rules.languages import Written, tongues
from kinward.rules.orders import Order, notice_orders, step_orders
from kinward.rules.paper import AGENCY_COUNSEL_MISSING, LETTERHEAD_MISSING, Paper
from kinward.rules.paper_doubts import (
    addressee_asked,
    contacts_asked,
    paper_problems,
    paper_questions,
    unwritten,
)
from kinward.rules.place import Place
from kinward.rules.recipients import recipients, variant_of
from kinward.rules.rulebook import Rulebook
from kinward.rules.setting import Recipient, Setting
from kinward.rules.sheet import items_of
from kinward.rules.view import Gap, View, view
from schemas.duty import Question
from schemas.problem import Problem

AGENCY_COUNSELS = frozenset({"agency_counsel", "declarant_and_agency_counsel"})
"""Who signs or files what only the agency's own lawyer can."""
NO_PAPER_YET = frozenset({"authorization_missing", "home_study_route_unknown"})
"""What leaves a question instead of a paper: an unresolved route is never a letter (R36)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All papers of a case on a day, with the questions and problems they raise."""

    papers: tuple[Paper, ...]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What planning works with: the decision, the kinds that have a letter, the catalogs."""

    decided: Decided
    letters: frozenset[str]
    written: Written

    @property
    def place(self) -> Place:
        """Where and when."""
        return self.decided.place


def plan(desk: Desk) -> Plan:
    """Return every paper that the duties of a decision ask for."""
    papers: list[Paper] = []
    questions: list[Question] = []
    problems: list[Problem] = []
    for order in (*notice_orders(desk.decided), *step_orders(desk.decided)):
        written = tuple(_papers(desk, order))
        questions += (
            ()
            if written or _unwritable(desk, order)
            else addressee_asked(order.kind, order.duties)
        )
        if order.held_by not in NO_PAPER_YET:  # also for a letter that is written by hand
            questions += contacts_asked(order.duties, recipients(order.addressing))
        for paper, gaps in written:
            papers.append(paper)
            questions += paper_questions(paper, gaps, desk.place.book)
            problems += paper_problems(paper, gaps)
    problems += unwritten(desk.decided, desk.letters)
    kept = [paper for paper in papers if not (paper.state == "blocked" and _only_asks(paper))]
    return Plan(tuple(kept), tuple(dict.fromkeys(questions)), tuple(problems))


def _only_asks(paper: Paper) -> bool:
    return paper.why in NO_PAPER_YET


def _papers(desk: Desk, order: Order) -> Iterator[tuple[Paper, tuple[Gap, ...]]]:
    if _unwritable(desk, order):
        return
    originals: list[Paper] = []
    for recipient in recipients(order.addressing):
        paper, gaps = _paper(desk, order, recipient)
        if recipient.copy_of is None:
            originals.append(paper)
        elif all(original.state != "ready" for original in originals):
            # A copy is never further along than its original, and shows nothing before it.
            first = originals[0]
            paper, gaps = replace(paper, state=first.state, why=first.why, view=None), ()
        yield paper, gaps


def _unwritable(desk: Desk, order: Order) -> bool:
    unknown = order.kind.kind not in desk.letters and order.held_by is None
    return order.held_by in NO_PAPER_YET or unknown


def _held_by(order: Order, place: Place) -> str | None:
    """Return what holds a paper before anything is known of what it says."""
    if order.held_by:
        return order.held_by
    if place.agency is None:
        return LETTERHEAD_MISSING
    by_counsel = {order.kind.signer, order.kind.filed_by} & AGENCY_COUNSELS
    return AGENCY_COUNSEL_MISSING if by_counsel and place.case.agency_counsel is None else None


def _paper(desk: Desk, order: Order, recipient: Recipient) -> tuple[Paper, tuple[Gap, ...]]:
    place = desk.place
    setting = Setting(
        case=place.case,
        kind=order.kind,
        variant=variant_of(order.addressing),
        recipient=recipient,
        duties=order.duties,
        about=order.about,
        agency=place.agency,
        instrument=order.instrument,
        notice=order.notice,
        as_of=place.moment.moment,
        route_body=order.route_body,
        hearing_kinds=place.book.vocabulary.hearings,
        limits=place.book.limits,
    )
    spoken = tongues(order.kind, recipient, desk.written, place.book)
    who = "|".join(filter(None, [recipient.class_, recipient.person, recipient.post]))
    known = document_id(
        place.case.case_number,
        order.kind.kind,
        tuple(duty.id for duty in order.duties),
        f"{who}|{recipient.copy_of}|{','.join(spoken.languages)}",
    )
    why = _held_by(order, place)
    if why:
        return Paper(known, setting, "held", why, spoken), ()
    seen = _seen(setting, place)
    if seen.gaps:
        state, reason = _stopped(seen.gaps, recipient)
        if state == "held":  # every held paper looks alike: nothing shows why counsel is asked
            seen = replace(seen, withheld=())
        return Paper(known, setting, state, reason, spoken, seen), seen.gaps
    return Paper(known, setting, "ready", None, spoken, seen), ()


def _stopped(gaps: tuple[Gap, ...], recipient: Recipient) -> tuple[str, str]:
    codes = [gap.code for gap in gaps]
    if "authorization_missing" in codes:
        return "blocked", "authorization_missing"
    if "fact_missing" in codes:
        return "blocked", "fact_missing"
    # A copy that may not show what the paper is about is for counsel to redact.
    return ("held", "needs_counsel") if recipient.copy_of else ("blocked", "needs_counsel")


def _seen(setting: Setting, place: Place) -> View:
    reader = reader_of(setting, place.book)
    active, left_out = items_of(setting, place.book.vocabulary)
    seen = view(letter_facts(setting), active, reader, left_out)
    kept = kept_from(reader, values_of(setting.case))
    return replace(seen, withheld=merged((*seen.withheld, *kept)))


def reader_of_paper(paper: Paper, book: Rulebook) -> Reader:
    """Return the reader of a paper."""
    return reader_of(paper.setting, book)


def reader_of(setting: Setting, book: Rulebook) -> Reader:
    """Return the reader of a letter: its recipient, with everyone the paper names."""
    case = setting.case
    children = {child.id for child in case.children} & set(setting.about)
    parents = {parent.id for child in children for parent in case.parents_of(child)}
    named = frozenset(children | parents | {p.id for p in case.parents if p.id in setting.about})
    return Reader(setting, named, book)
