"""Read a Word paragraph as text with formatting, whatever runs Word has split it into."""

from dataclasses import dataclass

from kinward.wording.wml import Element, formatting_key, local, new_run, w

# What Word writes of its own accord and no reader sees.
_INVISIBLE_FORMATTING = frozenset({"lang", "noProof", "rtl", "webHidden", "cs", "bCs", "iCs"})
_PASSED_OVER = frozenset({"pPr", "proofErr", "bookmarkStart", "bookmarkEnd", ""})
_RUN_PASSED_OVER = frozenset({"rPr", "lastRenderedPageBreak", ""})
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_MARKS = {"footnoteRef": "note_mark", "endnoteRef": "note_mark", "ptab": "position_tab"}
_FIELDS = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "section_pages"}
_WORDS = {
    "hyperlink": "a hyperlink",
    "drawing": "a drawing",
    "pict": "a drawing",
    "AlternateContent": "a drawing or text box",
    "footnoteReference": "a footnote reference",
    "endnoteReference": "an endnote reference",
    "ins": "a tracked change",
    "del": "a tracked change",
    "moveFrom": "a tracked change",
    "moveTo": "a tracked change",
    "sdt": "a content control",
    "commentReference": "a comment",
    "commentRangeStart": "a comment",
    "commentRangeEnd": "a comment",
}
FIRST_KEPT, LAST_KEPT = "\ue000", "\uf8ff"  # private use: stands in the text for what is kept


@dataclass(frozen=True, slots=True)
class Kept:
    """What a translator moves but cannot change: a page number, a footnote's own mark."""

    name: str
    runs: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class FlatParagraph:
    """The characters of a paragraph, the formatting of each, and what cannot be carried over."""

    text: str
    formats: tuple[bytes, ...]
    run_properties: dict[bytes, Element | None]
    kept: dict[str, Kept]
    obstacles: tuple[str, ...]


def flat(paragraph: Element) -> FlatParagraph:
    """Return the paragraph as a stream of formatted characters."""
    reading = _Reading()
    for child in paragraph:
        reading.take(child)
    reading.close()
    return FlatParagraph(
        "".join(reading.characters),
        tuple(reading.formats),
        reading.run_properties,
        reading.kept,
        tuple(dict.fromkeys(reading.obstacles)),
    )


def _called(name: str) -> str:
    return _WORDS.get(name, f"<w:{name}>")


class _Reading:
    """The state of reading one paragraph: characters so far, and a field that is still open."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.formats: list[bytes] = []
        self.run_properties: dict[bytes, Element | None] = {}
        self.kept: dict[str, Kept] = {}
        self.obstacles: list[str] = []
        self._field: list[Element] | None = None
        self._field_key = b""

    def take(self, child: Element) -> None:
        name = local(child)
        if name == "r":
            self._take_run(child)
        elif name == "fldSimple":
            self._keep_field(str(child.get(w("instr"))), (child,), self._key_of_first_run(child))
        elif name not in _PASSED_OVER:
            self.obstacles.append(_called(name))

    def close(self) -> None:
        if self._field is not None:
            self.obstacles.append("a field that ends elsewhere")

    def _key_of(self, run: Element) -> bytes:
        rpr = run.find(w("rPr"))
        key = formatting_key(rpr, _INVISIBLE_FORMATTING)
        self.run_properties.setdefault(key, rpr)
        return key

    def _key_of_first_run(self, field: Element) -> bytes:
        run = field.find(w("r"))
        return self._key_of(run) if run is not None else b""

    def _take_run(self, run: Element) -> None:
        key = self._key_of(run)
        for node in run:
            name = local(node)
            if name in _RUN_PASSED_OVER:
                continue
            if name == "fldChar" or self._field is not None:
                self._take_field_node(run, node, key)
            elif name in _MARKS:
                self._keep(_MARKS[name], (new_run(run.find(w("rPr")), node),), key)
            else:
                self._take_text(node, key)

    def _take_text(self, node: Element, key: bytes) -> None:
        name = local(node)
        if name == "t":
            self._add(node.text or "", key)
        elif name == "br" and node.get(w("type"), "textWrapping") == "textWrapping":
            self._add("\n", key)
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name], key)
        else:
            self.obstacles.append("a page break" if name == "br" else _called(name))

    def _add(self, text: str, key: bytes) -> None:
        if any(FIRST_KEPT <= character <= LAST_KEPT for character in text):
            self.obstacles.append("a private-use character")
        self.characters.append(text)
        self.formats.extend([key] * len(text))

    def _take_field_node(self, run: Element, node: Element, key: bytes) -> None:
        kind = node.get(w("fldCharType")) if local(node) == "fldChar" else None
        if kind == "begin" and self._field is not None:
            self.obstacles.append("a field inside a field")
        elif kind == "begin":
            self._field, self._field_key = [], key
        if self._field is None:
            self.obstacles.append("a field that begins elsewhere")
            return
        self._field.append(new_run(run.find(w("rPr")), node))
        if kind == "end":
            runs, self._field = tuple(self._field), None
            code = "".join(t.text or "" for r in runs for t in r.iter(w("instrText")))
            self._keep_field(code, runs, self._field_key)

    def _keep_field(self, code: str, runs: tuple[Element, ...], key: bytes) -> None:
        word = (code.split() or ["?"])[0].upper()
        if word in _FIELDS:
            self._keep(_FIELDS[word], runs, key)
        else:
            self.obstacles.append(f"a field {word}")

    def _keep(self, name: str, runs: tuple[Element, ...], key: bytes) -> None:
        stand_in = chr(ord(FIRST_KEPT) + len(self.kept))
        self.kept[stand_in] = Kept(name, runs)
        self.characters.append(stand_in)
        self.formats.append(key)
