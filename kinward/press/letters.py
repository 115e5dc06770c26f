"""Word letters: a template and plain facts in, a finished DOCX out, or a reason and a place."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from traceback import walk_tb

from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from lxml import etree
from lxml.etree import _Element as Element

from kinward.press.plain_values import LetterTooLarge, PlainData, plain
from kinward.press.strict_printing import LetterEnvironment, NothingToPrint
from kinward.press.template_tags import paragraphs_of
from kinward.press.template_walk import unfillable
from kinward.press.word_finish import Properties, finished
from kinward.press.word_package import W, open_package
from schemas.problem import UnitError

MAX_PRINTED_CHARACTERS = 2_000_000
_TAG = re.compile(r"\{(?:<[^>]*>)*[{%].{0,4000}?[}%](?:<[^>]*>)*\}", re.DOTALL)
_PLACE = re.compile(r"<w:(p|tr)(?=[ />])")
_MARK = re.compile(r"\{#@(\d+)$")
_UNDEFINED = re.compile(r"'(\w+)'(?: is undefined)?$")
_NOTES = ("footnotes+xml", "endnotes+xml")


class FactMissing(UnitError):
    """The letter says something that this case does not know; nothing prints blank."""

    code = "fact_missing"
    remedy = "Add the fact to the case file, or let the template say what stands in its place."

    def __init__(self, fact: str, why: str, place: str) -> None:
        super().__init__(f"{fact} {why} ({place})")
        self.fact = fact


class TemplateFault(UnitError):
    """The Word template itself cannot be filled."""

    code = "template_fault"
    remedy = "Run `kinward template check` on the template; it names every fault."


def render(
    template: bytes,
    values: Mapping[str, object],
    environment: LetterEnvironment,
    *,
    properties: Properties,
) -> bytes:
    """Return the letter: the template filled with `values`, reproducible to the byte.

    Raises:
        FactMissing: something would print blank; the message names the fact.
        TemplateFault: with part, paragraph and the paragraph's template text.
        ValueNotPlain, UnprintableCharacter, LetterTooLarge: with the fact, never its value.
        NotAWordFile, CorruptWordFile, WordFileTooLarge, UnsafeWordFile: the template is no letter.
    """
    facts = plain(values)
    _refuse_what_loses_words(template)
    letter = _Letter(BytesIO(template))
    letter.render(facts, jinja_env=environment)
    whole = BytesIO()
    letter.save(whole)
    return finished(whole.getvalue(), properties)


@lru_cache(maxsize=64)  # the same templates are filled all day; they hold no facts of a case
def _refuse_what_loses_words(template: bytes) -> None:
    """Refuse tags that do not close, and logic beside words: docxtpl drops text around them."""
    found = unfillable(list(paragraphs_of(open_package(template))))
    if found:
        part, fault = found
        place = f"{part} paragraph {fault.paragraph}: {fault.text[:200]}"
        raise TemplateFault(f"{fault.code} at {fault.value[:80]}, {place}")


class _Letter(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, with places in its errors, each part rendered once, and no second evaluation."""

    def patch_xml(self, src_xml: str) -> str:
        """Number the paragraphs, mend what Word does inside tags, then let docxtpl clean up."""
        source = src_xml.replace("\r", " ").replace("\n", " ")
        source = _TAG.sub(lambda tag: tag.group().replace("\u00a0", " "), source)
        return str(super().patch_xml(_numbered(source)))

    def render_xml_part(
        self, src_xml: str, part: Part, context: dict[str, PlainData], jinja_env: LetterEnvironment
    ) -> str:
        """Return one part filled in; `{_{` stays what it is."""
        name = str(part.partname).lstrip("/")
        try:
            text = _within_limits(jinja_env.compiled(src_xml).generate(context), name)
        except NothingToPrint as fault:
            raise FactMissing(fault.fact, fault.why, _place(name, src_xml, fault)) from None
        except UndefinedError as fault:
            place = _place(name, src_xml, fault)
            named = _UNDEFINED.search(str(fault.message))
            fact = named.group(1) if named else "a fact"
            raise FactMissing(fact, "is not among the facts of this letter", place) from None
        except SecurityError as fault:
            raise TemplateFault(
                f"a call or a calculation, {_place(name, src_xml, fault)}"
            ) from None
        except RecursionError:
            raise TemplateFault(f"{name}: a tag is nested too deep") from None
        except TemplateError as fault:
            raise TemplateFault(f"{fault.message}, {_place(name, src_xml, fault)}") from None
        text = re.sub(r" (?=<w:(?:p|tr)[ />])", "", text)
        return _mended(name, str(self.resolve_listing(text)))

    def fix_tables(self, xml: str) -> Element:
        """Parse the body; a letter loops over rows, never over columns, so no grid changes."""
        return etree.fromstring(xml.encode())

    def get_headers_footers(self, uri: str) -> Iterator[tuple[str, Part]]:
        """Yield each header or footer once: a second pass would evaluate what was printed."""
        seen = set()
        for key, part in super().get_headers_footers(uri):
            if part.partname not in seen:
                seen.add(part.partname)
                yield key, part

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave the properties alone: word_finish writes them."""

    def render_footnotes(
        self, context: dict[str, PlainData], jinja_env: LetterEnvironment
    ) -> None:
        """Fill footnotes and endnotes, once."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith(_NOTES):
                source = self.patch_xml(self.get_part_xml(part))
                text = self.render_xml_part(source, part, context, jinja_env)
                part._blob = text.encode()  # noqa: SLF001 - python-docx has no other way in


def _numbered(xml: str) -> str:
    """Put the number of each paragraph before it, in a comment with a line break.

    docxtpl drops whole paragraphs and rows; what stands before them survives, so that a line of
    the compiled template leads back to a paragraph. The space keeps `#}` from a following `}`.
    """
    count = 0

    def mark(start: re.Match[str]) -> str:
        nonlocal count
        count += start.group(1) == "p"
        number = count if start.group(1) == "p" else count + 1
        return f"{{#@{number}\n#}} {start.group()}"

    return _PLACE.sub(mark, xml)


def _place(part: str, source: str, fault: Exception) -> str:
    """Name part, paragraph and the paragraph's template text for an error in `source`."""
    line = _line(fault)
    lines = source.split("\n")
    marks = [(number, _MARK.search(text)) for number, text in enumerate(lines[: max(line - 1, 0)])]
    found = [(number, mark.group(1)) for number, mark in marks if mark]
    if not found:
        return part
    number, paragraph = found[-1]
    words = re.sub(r"<[^>]*>|\{#@\d+$|^#\}", "", lines[number + 1]).strip()
    return f"{part} paragraph {paragraph}: {words[:200]}"


def _line(fault: Exception) -> int:
    if isinstance(fault, TemplateSyntaxError):
        return fault.lineno
    if isinstance(fault, SecurityError) and str(fault.message).startswith("line "):
        return int(str(fault.message)[5:])
    lines = [
        number
        for frame, number in walk_tb(fault.__traceback__)
        if frame.f_code.co_filename == "<template>"
    ]
    return lines[-1] if lines else 0


def _within_limits(pieces: Iterator[str], part: str) -> str:
    printed, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_PRINTED_CHARACTERS:
            raise LetterTooLarge(
                f"{part} would print more than {MAX_PRINTED_CHARACTERS} characters"
            )
        printed.append(piece)
    return "".join(printed)


def _mended(part: str, xml: str) -> str:
    """Return the part, well-formed, with a paragraph in every cell, and no table without rows."""
    try:
        root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        raise TemplateFault(f"{part}: a tag opens and closes in different places") from None
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None and table.find(f"{W}sdt") is None:
            _remove(table)
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            etree.SubElement(cell, f"{W}p")
    return etree.tostring(root, encoding="unicode")


def _remove(table: Element) -> None:
    parent = table.getparent()
    if parent is not None:
        parent.remove(table)
