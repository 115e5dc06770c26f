"""Words of a Word letter that stand in no paragraph: a picture's description, the title.

Screen readers speak them, and the PDF's window shows the title: they are messages too. Each is
read and rebuilt through a paragraph made for it, which is then written back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.wording.wml import Element, local, new_paragraph, new_run, text_node, w

_PICTURE_TEXTS = ("descr", "title")


@dataclass(frozen=True, slots=True)
class SpokenAttribute:
    """One text outside the paragraphs, and the paragraph that stands for it meanwhile."""

    holder: Element
    attribute: str | None
    """None: the holder's own content (the title of the document)."""
    paragraph: Element

    def write_back(self) -> None:
        """Put the paragraph's text where the attribute came from."""
        text = "".join(node.text or "" for node in self.paragraph.iter(w("t")))
        if self.attribute is None:
            self.holder.text = text
        else:
            self.holder.set(self.attribute, text)


def spoken_attributes(root: Element) -> Iterator[SpokenAttribute]:
    """Yield the descriptions of a part's pictures, and the title of the document's properties."""
    for element in root.iter():
        name = local(element)
        if name == "docPr":
            for attribute in _PICTURE_TEXTS:
                if text := element.get(attribute):
                    yield SpokenAttribute(element, attribute, _standing_for(str(text)))
        elif name == "title" and local(root) == "coreProperties" and element.text:
            yield SpokenAttribute(element, None, _standing_for(element.text))


def _standing_for(text: str) -> Element:
    return new_paragraph(new_run(None, text_node(text)))
