"""The paragraphs of a Word letter, and what a translation of each could not carry over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kinward.wording.attributes import SpokenAttribute, spoken_attributes
from kinward.wording.carrying import faults_of, has_words
from kinward.wording.markers import Marker, marked
from kinward.wording.paragraph import flat
from kinward.wording.sentence import PLURAL_BAR, Sentence, segments, sentence
from kinward.wording.wml import Element, paragraphs, text_parts
from schemas.problem import Problem, UnitError

_REMEDY = "Change that paragraph in Word, or put {#notr#} at its start."


class LetterNotTranslatable(UnitError):
    """Paragraphs of a Word letter that a translation could not carry over."""

    code = "letter_not_translatable"
    remedy = "Run `kinward template check` on your Word letters: it names each paragraph."

    def __init__(self, faults: tuple[Problem, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.where}: {fault.message}" for fault in faults))


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
    attribute: SpokenAttribute | None = None
    """Where the text came from, if it stands in no paragraph of the document."""

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
    units = tuple(unit for part, root in roots.items() for unit in _units(part, root))
    return TemplateText(roots, units)


def _units(part: str, root: Element) -> Iterator[Unit]:
    number = 0
    for number, element in paragraphs(root):
        yield _unit(part, number, element)
    for further, attribute in enumerate(spoken_attributes(root), start=number + 1):
        yield replace(_unit(part, further, attribute.paragraph), attribute=attribute)


def translation_faults(docx: bytes) -> tuple[Problem, ...]:
    """Return what stands in the way of translating a Word letter, for a check of the template."""
    return read_template(docx).faults()


def _unit(part: str, number: int, element: Element) -> Unit:
    paragraph = flat(element)
    known = marked(segments(paragraph))
    said = sentence(paragraph, known.pieces)
    has_logic = any(piece.kind == "statement" for piece in known.pieces)
    is_spoken = has_words(known, element)
    faults = tuple(faults_of(known, paragraph, element, has_logic=has_logic))
    return Unit(
        part=part,
        paragraph=number,
        element=element,
        marker=known.marker,
        remarks=known.remarks,
        sentence=said,
        has_words=is_spoken,
        has_logic=has_logic,
        obstacles=paragraph.obstacles,
        faults=faults if is_spoken and known.marker.kind != "notr" else (),
    )
