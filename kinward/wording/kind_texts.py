"""Every text of a kind of letter: the title in its data sheet, and its paragraphs."""

from kinward.wording.messages import Message, messages_of
from kinward.wording.phrases import phrase_message
from kinward.wording.status import EffectiveStatus
from schemas.document import DocumentKind

SHEET = "document.yaml"


def is_translated(sheet: DocumentKind) -> bool:
    """Say whether a kind is written in other languages than English at all."""
    return sheet.languages != "english"


def texts_of(sheet: DocumentKind, letter: bytes) -> tuple[Message, ...]:
    """Return what a language must have to write a kind: a missing title stops it like a paragraph.

    Raises:
        LetterNotTranslatable: paragraphs that a translation could not carry over, all at once.
    """
    return (phrase_message(sheet.title, sense="title", where=SHEET), *messages_of(letter))


def lacks_texts(found: EffectiveStatus) -> bool:
    """Say whether a text is missing or fuzzy: then the kind cannot be written in the language."""
    return not {"untranslated", "fuzzy"}.isdisjoint(found.because)
