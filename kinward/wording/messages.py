"""The messages of a Word letter: one per paragraph, with body, headers, footers and notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kinward.wording.markers import variant_context
from kinward.wording.sentence import PLACEHOLDER
from kinward.wording.units import Unit, read_template


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate, as a translator sees it."""

    msgid: str
    context: str | None
    plural: str | None
    placeholders: tuple[tuple[str, str], ...]
    comments: tuple[str, ...]
    part: str
    paragraph: int

    @property
    def key(self) -> tuple[str | None, str]:
        """What a catalog finds the message by."""
        return self.context, self.msgid

    @property
    def is_variant(self) -> bool:
        """Say whether the neutral text stands in where this one is empty."""
        return self.context is not None and "=" in self.context


@lru_cache(maxsize=256)  # the same letters are read all day; they hold no facts of a case
def messages_of(docx: bytes) -> tuple[Message, ...]:
    """Return the messages of a Word letter in reading order.

    Raises:
        LetterNotTranslatable: paragraphs that a translation could not carry over, all at once.
    """
    template = read_template(docx)
    template.must_be_translatable()
    return tuple(message for unit in template.units for message in messages_in(unit))


def messages_in(unit: Unit) -> Iterator[Message]:
    """Yield the unit's messages: none, one, or one per variant after the neutral one."""
    if not unit.is_message:
        return
    if unit.marker.kind == "sense":
        yield _message(unit, unit.marker.expression)
        return
    yield _message(unit, None)
    for variant in unit.marker.variants:
        yield _message(unit, variant_context(unit.marker, variant))


def _message(unit: Unit, context: str | None) -> Message:
    one, plural = (*unit.texts, None)[:2]
    used = set(PLACEHOLDER.findall(unit.sentence.text))
    placeholders = tuple(
        (name, value) for name, value in unit.sentence.placeholders.items() if name in used
    )
    return Message(
        one or "",
        context,
        plural,
        placeholders,
        tuple(_comments(unit, context)),
        unit.part,
        unit.paragraph,
    )


def _comments(unit: Unit, context: str | None) -> Iterator[str]:
    yield from unit.remarks
    for name, expression in unit.sentence.placeholders.items():
        yield f"{{{name}}} = {expression}"
    for name in unit.sentence.kept:
        yield f"{{{name}}} = put in by Word"
    for number in unit.sentence.formats:
        yield f"<{number}>…</{number}> = formatted run"
    if unit.marker.kind == "plural":
        yield f"plural on {unit.marker.expression}"
    if unit.marker.kind == "ctx" and context:
        yield f"variant when {context}; leave empty to use the neutral text"
