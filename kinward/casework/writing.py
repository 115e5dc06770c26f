"""Write the letters that a case's duties ask for, prove them, and record them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache

from pydantic import JsonValue

from kinward.casework.deciding import BY_PLANNING, question_changes, record_all
from kinward.casework.desk import Office
from kinward.casework.papers import file_name
from kinward.casework.planned import moment_of, plan_of
from kinward.casework.proving import promises_of, secrets_for
from kinward.casework.register import current_case
from kinward.casework.superseding import step_aside
from kinward.ledger.rows import DocumentRow
from kinward.press.letters import render
from kinward.press.proofs import Finding, prove_docx, prove_file_name
from kinward.press.strict_printing import LetterEnvironment
from kinward.press.word_finish import Properties
from kinward.rules.asking import ASK
from kinward.rules.channels import channel_of
from kinward.rules.identity import key
from kinward.rules.paper import Paper
from kinward.rules.view import View
from kinward.wording.banner import banner_for
from kinward.wording.locales import ENGLISH, WrittenLocale, written_locale
from kinward.wording.localising import localise
from kinward.wording.phrases import phrase_in, phrase_message
from kinward.wording.status import EffectiveStatus
from kinward.wording.values import filters
from schemas.duty import Question
from schemas.ledger import DocumentPrepared, Public
from schemas.problem import UnitError

LETTER = "letter"
"""The group of values that says when a letter was written: another day makes no other letter."""


@dataclass(frozen=True, slots=True)
class Written:
    """A paper as it was written: Word files by language, and what the proofs found."""

    paper: Paper
    inputs_sha256: str
    files: dict[str, bytes]
    findings: tuple[Finding, ...]
    fault: UnitError | None = None
    """Why the letter could not be written at all, if it could not."""


def write_letters(office: Office, case_number: str, as_of: str | None) -> int:
    """Write each letter that is new or has changed; return how many letters there are.

    A letter whose inputs are the same is left as it is. One that has changed makes way for a new
    one, together with the packets it lay in; one that was delivered stays, with a question.
    """
    case = current_case(office, case_number)
    moment = moment_of(office, case, as_of)
    made = plan_of(office, case, moment)
    with office.ledger.reading() as screens:
        rows = {row.document_id: row for row in screens.documents(case_number)}
        questions = {row.question_id: row for row in screens.questions(case_number)}
    fresh = _fresh(office, made.papers, rows)
    kept = frozenset(paper.id for paper in made.papers) - {paper.id for paper in fresh}
    delivered = step_aside(office, case, rows, kept)
    written = [write(office, paper) for paper in fresh if paper.id not in delivered]
    cipher = office.ledger.case_cipher(case_number)
    for item in written:
        for data in item.files.values():
            office.store.put(case_number, data, cipher)
    asked = (*made.questions, *(_correction(p) for p in fresh if p.id in delivered))
    raised = question_changes(asked, questions, case, BY_PLANNING)
    changes = [*(_entry(item) for item in written), *raised]
    if changes:
        with office.ledger.begin(office.signed(case.agency, moment)) as page:
            record_all(page, case_number, changes)
    return sum(paper.state == "ready" for paper in made.papers)


def _fresh(office: Office, papers: tuple[Paper, ...], rows: dict[str, DocumentRow]) -> list[Paper]:
    """Return the papers to write: what is news, and the copies and originals that go with it."""
    news = {_matter(paper) for paper in papers if _is_news(office, paper, rows.get(paper.id))}
    return [paper for paper in papers if _matter(paper) in news]


def _matter(paper: Paper) -> tuple[str, ...]:
    """Return what a paper and its copies share: the kind and the duties."""
    return (paper.kind.kind, *(duty.id for duty in paper.setting.duties))


def _correction(paper: Paper) -> Question:
    """Ask whether a letter that has left must be corrected, now that its facts have changed."""
    duty = paper.setting.duties[0]
    return Question(
        code="correction_owed",
        duty=duty.duty,
        about=duty.about,
        country=duty.country,
        ask=ASK["correction_owed"],
        owner="worker",
    )


def _is_news(office: Office, paper: Paper, row: DocumentRow | None) -> bool:
    if row is None or row.state in {"superseded", "void"}:
        return True
    return row.inputs_sha256 != inputs_sha256(office, paper) or row.why != (
        paper.why if paper.state != "ready" else row.why
    )


def inputs_sha256(office: Office, paper: Paper) -> str:
    """Return the hash of everything that decides what a paper says, but the day it is written."""
    template = office.letters.get(paper.kind.kind, b"")
    catalogs = [
        f"{tag}:{office.statuses.get((paper.kind.kind, tag))}" for tag in paper.tongues.languages
    ]
    values = paper.view.values if paper.view else {}
    facts = {name: value for name, value in values.items() if name != LETTER}
    rows = [duty.governed_by.row_sha256 for duty in paper.setting.duties if duty.governed_by]
    return key(
        paper.state,
        facts,
        hashlib.sha256(template).hexdigest(),
        [_catalog_sha256(office, tag) for tag in paper.tongues.languages],
        catalogs,
        rows,
    )


def _catalog_sha256(office: Office, tag: str) -> str | None:
    catalog = office.catalogs.get(tag)
    return key(repr(catalog)) if catalog else None


def write(office: Office, paper: Paper) -> Written:
    """Write a paper in each of its languages and prove it; a held one is not written."""
    inputs = inputs_sha256(office, paper)
    if paper.state != "ready" or paper.view is None:
        return Written(paper, inputs, {}, ())
    try:
        files = {
            tag: word_letter(office, paper, paper.view, tag) for tag in paper.tongues.languages
        }
    except UnitError as fault:
        # One letter that cannot be written stops itself, and says why; the others go on.
        return Written(paper, inputs, {}, (), fault)
    return Written(paper, inputs, files, tuple(_findings(office, paper, paper.view, files)))


def _findings(
    office: Office, paper: Paper, seen: View, files: dict[str, bytes]
) -> Iterator[Finding]:
    """Yield what the proofs find in each Word file and in the name it will bear."""
    secrets = secrets_for(paper, office.library.rulebook)
    number = paper.setting.case.case_number
    for tag, data in files.items():
        shows = number if tag == "en" else None
        yield from prove_docx(data, promises_of(seen), secrets, case_number=shows)
        name = file_name(number, paper.kind.kind, paper.id, f"{tag}.docx")
        yield from prove_file_name(name, secrets)


def word_letter(office: Office, paper: Paper, seen: View, tag: str) -> bytes:
    """Return a paper as a Word letter in one language; a translation says how far it is one."""
    locale = written_locale(tag) if tag != "en" else ENGLISH
    template = office.letters[paper.kind.kind]
    if tag != "en":
        status = EffectiveStatus(office.statuses[paper.kind.kind, tag], None, ())
        banner = banner_for(status, locale)
        template = localise(template, office.catalogs[tag], seen.values, banner=banner)
    properties = Properties(title=title_in(office, paper, tag), language=locale.word_tag)
    return render(template, seen.values, _environment(locale), properties=properties)


@lru_cache(maxsize=64)
def _environment(locale: WrittenLocale) -> LetterEnvironment:
    return LetterEnvironment(filters(locale))


def title_in(office: Office, paper: Paper, tag: str) -> str:
    """Return a paper's title in a language; it names a kind of paper, never a person."""
    if tag == "en":
        return paper.kind.title
    message = phrase_message(paper.kind.title, sense="title", where=paper.kind.kind)
    return phrase_in(office.catalogs[tag], message)


def _entry(item: Written) -> tuple[Public, JsonValue]:
    paper = item.paper
    code = item.fault.code if item.fault else "failed_proof" if item.findings else None
    hashes = {tag: hashlib.sha256(data).hexdigest() for tag, data in item.files.items()}
    public = DocumentPrepared.model_validate(
        {
            "document_id": paper.id,
            "document_kind": paper.kind.kind,
            "recipient_class": paper.recipient.class_,
            "state": "blocked" if code else paper.state,
            "why": code or paper.why,
            "duties": tuple(duty.id for duty in paper.setting.duties),
            "languages": paper.tongues.languages,
            "inputs_sha256": item.inputs_sha256,
            "is_copy": paper.recipient.copy_of is not None,
            "docx_sha256": hashes.get("en"),
            "courtesy_sha256": tuple(h for tag, h in hashes.items() if tag != "en"),
        }
    )
    return public, _told(item, hashes)


def _told(item: Written, hashes: dict[str, str]) -> JsonValue:
    """Return what is kept encrypted of a paper: for its manifest, its packet and later proofs."""
    paper, seen = item.paper, item.paper.view
    recipient = {
        name: value for name, value in asdict(paper.recipient).items() if name != "contact"
    }
    contact = paper.recipient.contact
    told = {
        "title": paper.kind.title,
        "about": list(paper.setting.about),
        "recipient": recipient,
        "contact": json.loads(contact.model_dump_json()) if contact else None,
        "variant": paper.setting.variant,
        "channel": channel_of(paper.setting),
        "language_reason": paper.tongues.reason,
        "translation_status": dict(paper.tongues.statuses),
        "docx": hashes,
        "withheld": [asdict(row) for row in seen.withheld] if seen else [],
        "enclosures": list(seen.enclosures) if seen else [],
        "rests_on": [row.id for row in seen.rests_on] if seen else [],
        "findings": [asdict(row) for row in item.findings],
        "fault": [item.fault.code, str(item.fault), item.fault.remedy] if item.fault else None,
        "to_be_confirmed": any(
            duty.governed_by.to_be_confirmed for duty in paper.setting.duties if duty.governed_by
        ),
    }
    plain: JsonValue = json.loads(json.dumps(told, default=str))
    return plain
