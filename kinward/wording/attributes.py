"""Words of a Word letter that stand in no paragraph: what a screen reader says of a picture.

Each is read and rebuilt through a paragraph made for it, which is then written back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.wording.wml import Element, local, new_paragraph, new_run, text_node, w

_PICTURE_TEXTS = ("descr", "title")


@dataclass(frozen=True, slots=True)
class SpokenAttribute:
    """One text outside the paragraphs, and the paragraph that stands for it meanwhile."""

    holder: Element
    name: str
    paragraph: Element

    def write_back(self) -> None:
        """Put the paragraph's text where the attribute came from."""
        self.holder.set(
            self.name, "".join(node.text or "" for node in self.paragraph.iter(w("t")))
        )


def spoken_attributes(root: Element) -> Iterator[SpokenAttribute]:
    """Yield the descriptions and titles of a part's pictures."""
    for element in root.iter():
        if local(element) != "docPr":
            continue
        for name in _PICTURE_TEXTS:
            if text := element.get(name):
                yield SpokenAttribute(element, name, _standing_for(str(text)))


def _standing_for(text: str) -> Element:
    return new_paragraph(new_run(None, text_node(text)))
