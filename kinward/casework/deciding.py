"""Decide what a case owes, and record what has changed since the last time."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from kinward.casework.desk import Office
from kinward.casework.register import current_case
from kinward.ledger import Page
from kinward.ledger.rows import DutyRow, QuestionRow
from kinward.rules.as_of import AsOf, as_of
from kinward.rules.duties import Decided, decide
from kinward.rules.identity import key
from schemas.case import Case
from schemas.duty import Decision, OwedDuty, Question
from schemas.ledger import Decided as DecidedEntry
from schemas.ledger import (
    DutyLapsed,
    DutyOpened,
    DutyReopened,
    DutyRevised,
    DutyTerms,
    Public,
    QuestionAsked,
    QuestionClosed,
    QuestionRevised,
)

BY_DECIDING, BY_PLANNING = "question", "paper-question"
"""How the ids of questions begin: each stage closes only the questions that it raised itself."""


def decided_on(office: Office, case: Case, text: str | None) -> Decided:
    """Return what a case owes as of a moment, without recording anything."""
    book = office.library.rulebook
    return decide(case, as_of(text, office.clock(), case, book), book)


def record_decision(office: Office, case_number: str, as_of: str | None) -> bool:
    """Decide a case as of a moment and record what changed; return whether anything did."""
    case = current_case(office, case_number)
    found = decided_on(office, case, as_of)
    with office.ledger.reading() as screens:
        duties = {row.duty_id: row for row in screens.duties(case_number)}
        questions = {row.question_id: row for row in screens.questions(case_number)}
    changes = [
        *_duty_changes(found, duties, case),
        *question_changes(found.decision.questions, questions, case, BY_DECIDING),
    ]
    moment = found.place.moment
    if not changes and not _newly_decided(office, case_number, found.decision):
        return False
    with office.ledger.begin(office.signed(case.agency, moment.moment.isoformat())) as page:
        page.record(
            case_number,
            DecidedEntry(
                as_of=moment.day,
                library_sha256=library_sha256(office),
                rehearsal=is_rehearsal(office, moment),
            ),
            sealed=json.loads(found.decision.model_dump_json()),
        )
        record_all(page, case_number, changes)
    return True


def record_all(page: Page, case_number: str, changes: list[tuple[Public, object]]) -> None:
    """Record entries with what is kept encrypted beside each."""
    for public, sealed in changes:
        page.record(case_number, public, sealed=json.loads(json.dumps(sealed)))


def is_rehearsal(office: Office, moment: AsOf) -> bool:
    """Say whether a day asked for lies in the past: its papers are rehearsals."""
    return moment.day != office.clock().astimezone(moment.moment.tzinfo).date()


def library_sha256(office: Office) -> str:
    """Return one hash over every row that a decision may rest on."""
    rows = sorted(office.library.rulebook.row_sha256.items())
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _newly_decided(office: Office, case_number: str, decision: Decision) -> bool:
    last = office.ledger.last(case_number, DecidedEntry.kind)
    if last is None:
        return True
    before = Decision.model_validate_json(json.dumps(last.sealed))
    # Another hour of the same day is no news by itself; another day is.
    same_day = {"as_of": before.as_of[:10]}
    return before.model_copy(update=same_day) != decision.model_copy(
        update={"as_of": decision.as_of[:10]}
    )


def _terms(duty: OwedDuty) -> dict[str, object]:
    bound = duty.governed_by
    return {
        "duty_id": duty.id,
        "state": duty.state,
        "starts_on": duty.starts_on,
        "due_on": duty.due_on,
        "earliest_on": duty.earliest_on,
        "owner": duty.owner,
        "governed_by": f"{bound.instrument}@{bound.version}" if bound else None,
        "confidence": bound.confidence if bound else None,
        "hold": duty.hold,
        "due_at": duty.due_at,
        "due_from": duty.due_from,
        "overdue_from": duty.overdue_from,
    }


def _duty_changes(
    found: Decided, rows: dict[str, DutyRow], case: Case
) -> Iterator[tuple[Public, object]]:
    for duty in found.decision.duties:
        row = rows.get(duty.id)
        kept = json.loads(duty.model_dump_json())
        if row is None:
            position = case.position(duty.about) if duty.about else None
            opened = DutyOpened.model_validate(
                {
                    **_terms(duty),
                    "duty_kind": duty.duty,
                    "about_position": position,
                    "country": duty.country,
                }
            )
            yield opened, kept
        elif row.state == "lapsed":
            reopened = {**_terms(duty), "because": "computed_again"}
            yield DutyReopened.model_validate(reopened), kept
        elif row.state not in {"done", "excused"} and _differs(row, duty):
            yield DutyRevised.model_validate(_terms(duty)), kept
    standing = {duty.id for duty in found.decision.duties}
    for row in rows.values():
        if row.duty_id not in standing and row.state not in {"done", "excused", "lapsed"}:
            yield DutyLapsed(duty_id=row.duty_id, because="no_longer_owed"), None


def _differs(row: DutyRow, duty: OwedDuty) -> bool:
    terms = DutyTerms.model_validate(_terms(duty))
    return any(getattr(row, name) != getattr(terms, name) for name in DutyTerms.model_fields)


def question_id(question: Question, case: Case, stage: str) -> str:
    """Return a question's id; `about` is a position, so that no person is read in it."""
    about = case.position(question.about) if question.about else None
    parts = (case.case_number, question.code, question.duty, about, question.country, question.ask)
    return f"{stage}-{key(*parts)[:20]}"


def question_changes(
    questions: tuple[Question, ...], rows: dict[str, QuestionRow], case: Case, stage: str
) -> Iterator[tuple[Public, object]]:
    """Yield what a stage's questions change in the ledger: asked, due earlier, closed."""
    asked = {question_id(question, case, stage): question for question in questions}
    for known, question in asked.items():
        row = rows.get(known)
        if row is None:
            position = case.position(question.about) if question.about else None
            public = QuestionAsked(
                question_id=known,
                code=question.code,
                duty=question.duty,
                about_position=position,
                country=question.country,
                due_on=question.due_on,
            )
            yield public, json.loads(question.model_dump_json())
        elif row.due_on != question.due_on and _earlier(question.due_on, row.due_on):
            yield QuestionRevised(question_id=known, due_on=question.due_on), None
    for row in rows.values():
        mine = row.question_id.startswith(f"{stage}-")
        if row.question_id not in asked and mine:
            yield QuestionClosed(question_id=row.question_id, because="no_longer_stands"), None


def _earlier(new: date | None, old: date | None) -> bool:
    """A question stays due on the day it was first due: asking again does not put it off."""
    return new is not None and (old is None or new < old)
