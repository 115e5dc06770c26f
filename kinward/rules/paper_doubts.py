"""What papers leave open: questions for a person, and problems of the file or the library."""

from collections.abc import Iterable, Iterator

from kinward.rules.asking import ASK, OWNER
from kinward.rules.duties import Decided
from kinward.rules.paper import AGENCY_COUNSEL_MISSING, COUNSEL_NOTICE, LETTERHEAD_MISSING, Paper
from kinward.rules.rulebook import Rulebook
from kinward.rules.setting import Recipient
from kinward.rules.view import Gap
from schemas.document import DocumentKind
from schemas.duty import OwedDuty, Question
from schemas.problem import Problem


def addressee_asked(kind: DocumentKind, duties: tuple[OwedDuty, ...]) -> Iterator[Question]:
    """Yield the question of a paper that has no addressee, so that no duty ends in silence."""
    code = "nobody_to_tell" if kind.kind == COUNSEL_NOTICE else "addressee_missing"
    for duty in duties:
        yield _question(duty, "office_question", ASK[code].format(title=kind.title))


def contacts_asked(duties: tuple[OwedDuty, ...], found: Iterable[Recipient]) -> Iterator[Question]:
    """Yield what is not sure about the directory's rows of those who get a paper (R29)."""
    for recipient in found:
        for duty in duties if recipient.doubt else ():
            yield _question(duty, "contact_unverified", recipient.doubt or "")


def paper_questions(paper: Paper, gaps: tuple[Gap, ...], book: Rulebook) -> Iterator[Question]:
    """Yield what a person must answer about a paper."""
    if paper.why == AGENCY_COUNSEL_MISSING:
        yield from _for_each(paper, "office_question", ASK[AGENCY_COUNSEL_MISSING])
    items = [gap.item for gap in gaps if gap.code == "authorization_missing"]
    if items:
        reader = paper.recipient.class_.replace("_", " ")
        ask = ASK["authorization_missing"].format(reader=reader, what=", ".join(items))
        yield from _for_each(paper, "authorization_missing", ask)
    for gap in gaps:
        if gap.code == "withheld":
            yield from _for_each(paper, "counsel_decision_due", _kept(paper, gap))
    if paper.state == "ready" and paper.tongues.unsigned:
        tag = paper.tongues.unsigned[0]
        language = book.language_names.get(tag, tag)
        ask = ASK["translation_unsigned"].format(language=language)
        yield from _for_each(paper, "translation_unsigned", ask)


def _kept(paper: Paper, gap: Gap) -> str:
    """Return what counsel is asked: the paper, its reader and what it must not say, if sayable."""
    if gap.category is None:
        return ASK["counsel_decision_due"]
    return ASK["kept_from_reader"].format(
        title=paper.kind.title,
        reader=paper.recipient.class_.replace("_", " "),
        category=gap.category.replace("_", " "),
    )


def _for_each(paper: Paper, code: str, ask: str) -> Iterator[Question]:
    for duty in paper.setting.duties:
        yield _question(duty, code, ask)


def _question(duty: OwedDuty, code: str, ask: str) -> Question:
    return Question(
        code=code,
        duty=duty.duty,
        about=duty.about,
        country=duty.country,
        ask=ask,
        owner=OWNER.get(code, "worker"),
    )


def paper_problems(paper: Paper, gaps: tuple[Gap, ...]) -> Iterator[Problem]:
    """Yield what the case file or the library lacks for a paper."""
    where = f"{paper.kind.kind} {paper.id}"
    for gap in gaps:
        if gap.code == "fact_missing":
            message = f"the letter needs “{gap.item}”, and the case does not say it"
            remedy = f"Add it to the case file (the letter's value is {gap.value})."
            yield Problem("fact_missing", message, remedy, where)
    if paper.why == LETTERHEAD_MISSING:
        message = f"the library has no profile of {paper.setting.case.agency}"
        remedy = "Add mou_library/agencies/<id>/agency.yaml to the home."
        yield Problem(LETTERHEAD_MISSING, message, remedy, where)


def unwritten(decided: Decided, letters: frozenset[str]) -> Iterator[Problem]:
    """Yield each owed step whose letter is not in the library: it has to be done by hand."""
    for stepped in decided.stepped:
        kind = stepped.step.document
        asked = kind is not None and stepped.duty.state == "owed" and not stepped.held_by
        if asked and kind not in letters:
            message = f"there is no letter of the kind {kind} in the library yet"
            remedy = "Write it by hand, and record what was done."
            yield Problem("letter_not_in_library", message, remedy, stepped.duty.id)
