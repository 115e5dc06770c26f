"""The messages of a Word letter: one per paragraph, with body, headers, footers and notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.wording.markers import Marked, Marker, marked
from kinward.wording.paragraph import FlatParagraph, flat
from kinward.wording.sentence import PLACEHOLDER, PLURAL_BAR, TAG, Sentence, segments, sentence
from kinward.wording.wml import Element, local, paragraphs, text_parts, w
from schemas.problem import Problem, UnitError

_REMEDY = "Change that paragraph in Word, or put {#notr#} at its start."


class LetterNotTranslatable(UnitError):
    """Paragraphs of a Word letter that a translation could not carry over."""

    code = "letter_not_translatable"
    remedy = _REMEDY

    def __init__(self, faults: tuple[Problem, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.where}: {fault.message}" for fault in faults))


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


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph of a template: what it says, and where it stands."""

    part: str
    paragraph: int
    element: Element
    marker: Marker
    remarks: tuple[str, ...]
    sentence: Sentence
    has_words: bool
    has_logic: bool
    obstacles: tuple[str, ...]
    """What a rebuilt paragraph would lose; a fault only where there are words to translate."""
    faults: tuple[str, ...]

    @property
    def is_message(self) -> bool:
        """Say whether a translator sees the paragraph."""
        return self.has_words and self.marker.kind != "notr"

    @property
    def texts(self) -> tuple[str, ...]:
        """The English text, or for a plural its two."""
        halves = self.sentence.text.split(PLURAL_BAR)
        return tuple(half.strip() for half in halves)

    def problems(self) -> tuple[Problem, ...]:
        """Return the unit's faults, each with its place."""
        where = f"{self.part}, paragraph {self.paragraph}"
        return tuple(
            Problem("paragraph_not_translatable", fault, _REMEDY, where) for fault in self.faults
        )


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template's parts and the units in them."""

    roots: dict[str, Element]
    units: tuple[Unit, ...]

    def faults(self) -> tuple[Problem, ...]:
        """Return every paragraph that a translation could not carry over."""
        return tuple(problem for unit in self.units for problem in unit.problems())

    def must_be_translatable(self) -> None:
        """Raise `LetterNotTranslatable` naming every faulty paragraph at once."""
        if faults := self.faults():
            raise LetterNotTranslatable(faults)


def read_template(docx: bytes) -> TemplateText:
    """Read every paragraph of a Word letter."""
    roots = text_parts(docx)
    units = tuple(
        _unit(part, number, element)
        for part, root in roots.items()
        for number, element in paragraphs(root)
    )
    return TemplateText(roots, units)


def messages_of(docx: bytes) -> tuple[Message, ...]:
    """Return the messages of a Word letter in reading order.

    Raises:
        LetterNotTranslatable: paragraphs that a translation could not carry over, all at once.
    """
    template = read_template(docx)
    template.must_be_translatable()
    return tuple(message for unit in template.units for message in messages_in(unit))


def translation_faults(docx: bytes) -> tuple[Problem, ...]:
    """Return what stands in the way of translating a Word letter, for a check of the template."""
    return read_template(docx).faults()


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


def variant_context(marker: Marker, value: object) -> str:
    """Return the msgctxt of a variant: `child.gender=f`."""
    return f"{marker.expression}={value}"


def _unit(part: str, number: int, element: Element) -> Unit:
    paragraph = flat(element)
    known = marked(segments(paragraph))
    said = sentence(paragraph, known.pieces)
    has_words = _has_words(known, element)
    has_logic = any(piece.kind == "statement" for piece in known.pieces)
    faults = tuple(_faults(known, paragraph, element, has_logic=has_logic))
    return Unit(
        part=part,
        paragraph=number,
        element=element,
        marker=known.marker,
        remarks=known.remarks,
        sentence=said,
        has_words=has_words,
        has_logic=has_logic,
        obstacles=paragraph.obstacles,
        faults=faults if has_words and known.marker.kind != "notr" else (),
    )


def _has_words(known: Marked, element: Element) -> bool:
    if any(p.kind == "text" and p.text.isalpha() for p in known.pieces):
        return True
    # Words inside a hyperlink, a content control or a text box are no run of this paragraph.
    outside = (t for t in element.iter(w("t"), w("delText")) if not _is_own_text(t, element))
    return any(any(c.isalpha() for c in t.text or "") for t in outside)


def _is_own_text(text: Element, paragraph: Element) -> bool:
    run = text.getparent()
    parent = run.getparent() if run is not None else None
    return parent is paragraph or (parent is not None and local(parent) == "fldSimple")


def _faults(
    known: Marked, paragraph: FlatParagraph, element: Element, *, has_logic: bool
) -> Iterator[str]:
    if element.find(f".//{w('txbxContent')}") is not None:
        yield "holds a text box"
    for obstacle in paragraph.obstacles:
        yield f"holds {obstacle}"
    if known.fault:
        yield f"holds {known.fault}"
    if has_logic:
        yield "holds logic beside its words: give {%p … %} a paragraph of its own"
    if any(p.kind == "value" and p.text[2:4] in ("r ", "p ") for p in known.pieces):
        yield "holds {{r or {{p, which print formatted text"
    words = "".join(p.text for p in known.pieces if p.kind == "text")
    if "{" in words or "}" in words or TAG.search(words):
        yield "holds a brace or a numbered tag that is no value"


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
