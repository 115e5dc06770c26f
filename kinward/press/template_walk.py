"""Reading one part of a template from top to bottom, as a letter will be filled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import groupby

from jinja2 import nodes
from lxml.etree import _Element as Element

from kinward.press.fact_paths import inner_scope
from kinward.press.known_facts import KnownFacts, Use
from kinward.press.other_templates import is_handlebars, other_mark
from kinward.press.strict_printing import OWN_FILTERS
from kinward.press.template_expressions import (
    NotAnExpression,
    expression,
    filters_in,
    is_unsafe,
    loop,
    uses_in,
)
from kinward.press.template_report import FindingCode, TemplateFinding
from kinward.press.template_tags import (
    Paragraph,
    Tag,
    closes,
    loose_ends,
    tags_in,
    without_tags,
)
from kinward.press.word_package import W
from kinward.press.word_text import shown_text

_COMMENTS = ("ctx", "plural", "notr", "|")
_BLOCKS = {"if": "endif", "for": "endfor"}
_WORDS = (*_BLOCKS, *_BLOCKS.values(), "elif", "else")
_REACHES = ("p", "tr")


@dataclass(frozen=True, slots=True)
class Block:
    """An `if` or `for` that is still open, and the names known inside it."""

    tag: Tag
    paragraph: Paragraph
    holder: Element | None
    scope: dict[str, str]


@dataclass
class Walk:
    """The findings and values of one part, and the blocks open at the present paragraph."""

    facts: KnownFacts
    filters: frozenset[str]
    findings: list[TemplateFinding] = field(default_factory=list)
    values: dict[str, None] = field(default_factory=dict)
    _blocks: list[Block] = field(default_factory=list)
    _opener: str = ""
    _unknown: set[str] = field(default_factory=set)

    def through(self, paragraphs: Sequence[Paragraph]) -> None:
        """Read the paragraphs of one part; all blocks must close in it."""
        for position, paragraph in enumerate(paragraphs):
            later = paragraphs[position + 1 : position + 4]
            self._ends(paragraph, later)
            self._other_languages(paragraph)
            for tag in tags_in(paragraph.text):
                self._tag(paragraph, tag)
        for block in self._blocks:
            word = _BLOCKS[block.tag.word]
            self._find(
                "syntax", block.paragraph, block.tag.source, f"{{%{block.tag.reach} {word} %}}"
            )
        self._blocks.clear()

    def _find(
        self, code: FindingCode, paragraph: Paragraph, value: str, suggestion: str | None = None
    ) -> None:
        self.findings.append(
            TemplateFinding(
                code, value, suggestion, paragraph.label, paragraph.number, paragraph.text[:500]
            )
        )

    @property
    def _scope(self) -> dict[str, str]:
        return self._blocks[-1].scope if self._blocks else {}

    def _ends(self, paragraph: Paragraph, later: Sequence[Paragraph]) -> None:
        """Report a tag that is not closed, or that goes on in a later paragraph."""
        ends = loose_ends(paragraph.text)
        if self._opener and ends and closes(self._opener, paragraph.text):
            self._opener, ends = "", ends[1:]
        for end in ends:
            if end[0] == "{" and any(closes(end, other.text) for other in later):
                self._opener = end
                self._find("split_paragraph_logic", paragraph, end, "one tag in one paragraph")
            else:
                self._find("syntax", paragraph, end, "{{ value }}")

    def _other_languages(self, paragraph: Paragraph) -> None:
        mark = other_mark(without_tags(paragraph.text))
        if mark:
            language, name = mark
            self._find("other_template_syntax", paragraph, language, f"{{{{ {name} }}}}")

    def _tag(self, paragraph: Paragraph, tag: Tag) -> None:
        if tag.kind == "comment":
            self._comment(paragraph, tag)
        elif tag.source[2:3] == "-" or tag.source[-3:-2] == "-":
            self._find("unknown_tag", paragraph, tag.source, tag.source.replace("-", "", 1))
        elif tag.kind == "print":
            self._print(paragraph, tag)
        elif tag.word not in _WORDS or tag.reach not in ("", *_REACHES):
            self._unknown_word(paragraph, tag)
        else:
            self._stands_alone(paragraph, tag)
            self._logic(paragraph, tag)

    def _comment(self, paragraph: Paragraph, tag: Tag) -> None:
        if tag.word not in _COMMENTS:
            self._find("unknown_tag", paragraph, tag.source, "{#notr#}")
        elif tag.word in ("ctx", "plural"):
            source = tag.body.split()[0] if tag.word == "ctx" and tag.body else tag.body
            self._expression(paragraph, tag, source, "looked_at")

    def _print(self, paragraph: Paragraph, tag: Tag) -> None:
        if is_handlebars(tag.body):
            name = tag.body.lstrip("#/^>!&").strip()
            self._find(
                "other_template_syntax", paragraph, "Handlebars {{#name}}", f"{{%p if {name} %}}"
            )
        elif tag.reach:
            self._find("unknown_tag", paragraph, tag.source, f"{{{{ {tag.body} }}}}")
        else:
            self._expression(paragraph, tag, tag.body, "printed")

    def _unknown_word(self, paragraph: Paragraph, tag: Tag) -> None:
        near = get_close_matches(tag.word, _WORDS, 1)
        right = f"{{%p {near[0]} {tag.body}".rstrip() + " %}" if near else None
        self._find("unknown_tag", paragraph, tag.source, right)

    def _stands_alone(self, paragraph: Paragraph, tag: Tag) -> None:
        """Report logic inside a sentence, and words that a paragraph or row tag would drop."""
        if not tag.reach and tag.word not in ("if", "for"):
            return  # said once, at the opening tag
        if not tag.reach:
            right = f"{{%p {tag.source[2:].strip()}"
            self._find("split_paragraph_logic", paragraph, tag.source, right)
            return
        around = paragraph.text
        if tag.reach == "tr":
            row = next(paragraph.element.iterancestors(f"{W}tr"), None)
            if row is None:
                self._find("syntax", paragraph, tag.source, tag.source.replace("%tr", "%p", 1))
                return
            around = "".join(shown_text(inner) for inner in row.iter(f"{W}p"))
        if around.replace(tag.source, "", 1).strip():
            self._find("split_paragraph_logic", paragraph, tag.source, "the tag alone")

    def _logic(self, paragraph: Paragraph, tag: Tag) -> None:
        if tag.word in _BLOCKS:
            self._open(paragraph, tag)
        elif tag.word in ("elif", "else"):
            if not self._blocks or (tag.word == "elif" and self._blocks[-1].tag.word != "if"):
                self._find("syntax", paragraph, tag.source, "{%p if value %}")
            if tag.word == "elif":
                self._expression(paragraph, tag, tag.body, "looked_at")
        else:
            self._close(paragraph, tag)

    def _open(self, paragraph: Paragraph, tag: Tag) -> None:
        scope = self._scope
        if tag.word == "if":
            self._expression(paragraph, tag, tag.body, "looked_at")
        else:
            try:
                node = loop(tag.body)
            except NotAnExpression as fault:
                self._find("syntax", paragraph, tag.source, str(fault))
            else:
                self._judge(paragraph, tag, node.iter, "listed")
                scope = inner_scope(node, scope)
        self._blocks.append(Block(tag, paragraph, _holder(paragraph, tag), scope))

    def _close(self, paragraph: Paragraph, tag: Tag) -> None:
        if not self._blocks or _BLOCKS[self._blocks[-1].tag.word] != tag.word:
            wanted = _BLOCKS[self._blocks[-1].tag.word] if self._blocks else None
            self._find("syntax", paragraph, tag.source, wanted and f"{{%{tag.reach} {wanted} %}}")
            return
        block = self._blocks.pop()
        if block.tag.reach != tag.reach or block.holder is not _holder(paragraph, tag):
            self._find("split_paragraph_logic", paragraph, tag.source, block.tag.source)

    def _expression(self, paragraph: Paragraph, tag: Tag, source: str, use: Use) -> None:
        try:
            node = expression(source)
        except NotAnExpression as fault:
            self._find("syntax", paragraph, tag.source, str(fault))
        else:
            self._judge(paragraph, tag, node, use)

    def _judge(self, paragraph: Paragraph, tag: Tag, node: nodes.Node, use: Use) -> None:
        """Judge one expression: nothing unsafe, filters and facts that exist and may be used."""
        if is_unsafe(node):
            self._find("unsafe", paragraph, tag.source)
            return
        allowed = [*self.filters, *OWN_FILTERS]
        for name in filters_in(node):
            if name not in allowed:
                near = get_close_matches(name, allowed, 1)
                self._find("unknown_filter", paragraph, name, near[0] if near else None)
        for path, how in uses_in(node, self._scope, use):
            self._fact(paragraph, path, how)

    def _fact(self, paragraph: Paragraph, path: str, use: Use) -> None:
        if self.facts.is_forbidden(path, use):
            self._find("forbidden_value", paragraph, path)
        elif not self.facts.is_known(path, use):
            lists = {path[: mark.start()] for mark in re.finditer(r"\[\]", path)}
            if self._unknown.isdisjoint(lists):  # of an unknown list, its items say nothing new
                self._find("unknown_value", paragraph, path, self.facts.nearest(path, use))
            self._unknown.add(path)
        elif not path.startswith("loop."):
            self.values[path] = None


def _holder(paragraph: Paragraph, tag: Tag) -> Element | None:
    """Return what must hold both ends of a block: the cell or body, or the table of its rows."""
    if tag.reach == "tr":
        return next(paragraph.element.iterancestors(f"{W}tbl"), None)
    return paragraph.element.getparent()


def unfillable(paragraphs: Sequence[Paragraph]) -> tuple[str, TemplateFinding] | None:
    """Return part and fault of the first tag at which docxtpl loses words without a sound."""
    for name, part in groupby(paragraphs, key=lambda paragraph: paragraph.part):
        walk = Walk(KnownFacts((), ()), frozenset())
        walk.through(list(part))
        for finding in walk.findings:
            if finding.code in ("syntax", "split_paragraph_logic"):
                return name, finding
    return None
