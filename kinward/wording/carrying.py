"""What a translation of a paragraph could not carry over, told before anybody translates it."""

from collections.abc import Iterator

from kinward.wording.markers import Marked
from kinward.wording.paragraph import FlatParagraph
from kinward.wording.sentence import TAG, Segment, expression_of
from kinward.wording.spoken import hidden_words
from kinward.wording.wml import Element, local, w


def has_words(known: Marked, element: Element) -> bool:
    """Say whether a reader finds words in the paragraph that a language must have its own for."""
    if any(p.kind == "text" and p.text.isalpha() for p in known.pieces):
        return True
    if any(_value_fault(p) for p in known.pieces):
        return True
    # Words inside a hyperlink, a content control or a text box are no run of this paragraph.
    outside = (t for t in element.iter(w("t"), w("delText")) if not _is_own_text(t, element))
    return any(any(c.isalpha() for c in t.text or "") for t in outside)


def _is_own_text(text: Element, paragraph: Element) -> bool:
    run = text.getparent()
    parent = run.getparent() if run is not None else None
    return parent is paragraph or (parent is not None and local(parent) == "fldSimple")


def faults_of(
    known: Marked, paragraph: FlatParagraph, element: Element, *, has_logic: bool
) -> Iterator[str]:
    """Yield what stands in the way of translating a paragraph."""
    if element.find(f".//{w('txbxContent')}") is not None:
        yield "holds a text box"
    for obstacle in paragraph.obstacles:
        yield f"holds {obstacle}"
    if known.fault:
        yield f"holds {known.fault}"
    if has_logic:
        yield "holds logic beside its words: give {%p … %} a paragraph of its own"
    for fault in dict.fromkeys(_value_fault(p) for p in known.pieces):
        if fault:
            yield f"holds {fault}"
    words = "".join(p.text for p in known.pieces if p.kind == "text")
    if "{" in words or "}" in words or TAG.search(words):
        yield "holds a brace or a numbered tag that is no value"


def _value_fault(piece: Segment) -> str | None:
    if piece.kind != "value":
        return None
    if piece.text[2:4] in ("r ", "p "):
        return "{{r or {{p, which print formatted text"
    return hidden_words(expression_of(piece.text))
