"""The check of a Word template from anybody: all its faults at once, in words, never a crash."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice

from kinward.press.known_facts import KnownFacts
from kinward.press.template_report import FindingCode, TemplateFinding, TemplateReport
from kinward.press.template_tags import FILLED, Paragraph, message_of, paragraphs_of
from kinward.press.template_walk import Walk
from kinward.press.word_dangers import Danger, dangers_in
from kinward.press.word_package import (
    MAIN,
    NotAWordFile,
    WordFileTooLarge,
    WordPackage,
    open_package,
)
from kinward.press.word_text import passages_of
from schemas.problem import UnitError

MAX_PARAGRAPHS = 5_000
MAX_BRACES = 10_000
_CODES: dict[str, FindingCode] = {
    "macro": "macro",
    "external_link": "external_reference",
    "merge_field": "other_template_syntax",
}
_REMEDIES = {
    "macro": "Save it as a Word document without macros (.docx).",
    "external_link": "Put the picture into the letter; write an address as plain text.",
    "merge_field": "{{ value }}",
    "embedded_object": "Insert it as a picture or as text.",
    "included_file": "Copy the text into the letter.",
    "live_field": "Write the text, or a value: only page numbers and links inside may be fields.",
    "tracked_change": "Accept or reject all changes.",
    "comment": "Delete all comments.",
    "data_binding": "Replace the content control with plain text.",
    "hidden_text": "Delete the hidden text, or make it visible.",
}


def check(
    data: bytes,
    *,
    known_values: Collection[str],
    filters: Collection[str],
    forbidden: Collection[str] = (),
) -> TemplateReport:
    """Return everything that is wrong with a template, and what it uses.

    `known_values` are the dotted paths that the data sheet offers, lists as `hearings[].court`, a
    list of texts as `names[]`; `forbidden` those that this kind's recipient may not see.
    """
    try:
        package = _word_document(open_package(data))
        passages = list(passages_of(package))
        dangers = list(dangers_in(package, passages))
        paragraphs = _paragraphs(package)
    except UnitError as fault:
        return TemplateReport((_of_file(fault),))
    facts = KnownFacts(known_values, forbidden)
    walks = []
    for _, part in groupby(paragraphs, key=lambda paragraph: paragraph.part):
        walk = Walk(facts, frozenset(filters))
        walk.through(list(part))
        walks.append(walk)
    found = list(_of_dangers(package, dangers, paragraphs))
    found += [finding for walk in walks for finding in walk.findings]
    values = sorted({value for walk in walks for value in walk.values})
    messages = {message for paragraph in paragraphs if (message := message_of(paragraph.text))}
    return TemplateReport(tuple(dict.fromkeys(found)), tuple(values), len(messages))


def _word_document(package: WordPackage) -> WordPackage:
    """Return the package when its main part is a plain Word document, macros or not."""
    kinds = set(package.content_types.values())
    if MAIN not in kinds and not any("document.macroEnabled" in kind for kind in kinds):
        raise NotAWordFile("the main part is not a Word document")
    return package


def _paragraphs(package: WordPackage) -> list[Paragraph]:
    paragraphs = list(islice(paragraphs_of(package), MAX_PARAGRAPHS + 1))
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise WordFileTooLarge(f"the letter has more than {MAX_PARAGRAPHS} paragraphs")
    tags = sum(paragraph.text.count("{") for paragraph in paragraphs)
    if tags > MAX_BRACES:
        raise WordFileTooLarge(f"the letter has {tags} opening braces")
    return paragraphs


def _of_file(fault: UnitError) -> TemplateFinding:
    code: FindingCode = fault.code  # type: ignore[assignment]  # word_package's four codes are ours
    return TemplateFinding(code, str(fault), fault.remedy)


def _of_dangers(
    package: WordPackage, dangers: Iterable[Danger], paragraphs: Sequence[Paragraph]
) -> Iterator[TemplateFinding]:
    """Yield a finding for each thing that a letter must not carry, with the words around it."""
    labels = {part: label for kind, label in FILLED.items() for part in package.named(kind)}
    texts = {(one.part, one.number): one.text[:500] for one in paragraphs}
    for danger in dangers:
        yield TemplateFinding(
            _CODES.get(danger.what, "unsafe"),
            danger.what,
            _REMEDIES[danger.what],
            labels.get(danger.part, "file"),
            danger.paragraph,
            texts.get((danger.part, danger.paragraph or 0), ""),
        )
