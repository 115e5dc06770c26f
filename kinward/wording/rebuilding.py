"""Make a Word paragraph of a translated sentence again: runs, values, page numbers, direction."""

import re
from collections.abc import Iterator
from copy import deepcopy

from kinward.wording.bidi import FSI, PDI
from kinward.wording.direction import mark_paragraph, mark_run
from kinward.wording.locales import WrittenLocale
from kinward.wording.sentence import TAG, Sentence
from kinward.wording.wml import Element, local, new_run, text_node, w

_TOKENS = re.compile(r"(</?\d+>|\{\w+\}|\n|\t)")


def rebuild(paragraph: Element, sentence: Sentence, text: str, locale: WrittenLocale) -> None:
    """Replace a paragraph's content by `text`; its paragraph properties stay.

    The text must have passed the gates: every tag and value in it is the sentence's own.
    """
    for child in list(paragraph):
        if local(child) != "pPr":
            paragraph.remove(child)
    whole = f"{sentence.lead}{text}{sentence.trail}"
    paragraph.extend(_runs(whole, sentence, locale))
    if locale.is_rtl:
        mark_paragraph(paragraph)


def _runs(text: str, sentence: Sentence, locale: WrittenLocale) -> Iterator[Element]:
    formatting = sentence.base
    waiting = ""
    for token in _TOKENS.split(text):
        tag = TAG.fullmatch(token)
        if not tag and token[1:-1] not in sentence.kept and token not in ("\n", "\t"):
            waiting += _with_value(token, sentence, locale)
            continue
        if waiting:
            yield _marked(new_run(formatting, text_node(waiting)), locale)
            waiting = ""
        if tag:
            formatting = sentence.base if tag[1] else sentence.formats[int(tag[2])]
        elif token in ("\n", "\t"):
            yield _marked(new_run(formatting, text_node(token)), locale)
        else:
            yield from (_marked(run, locale) for run in _kept(token, sentence))
    if waiting:
        yield _marked(new_run(formatting, text_node(waiting)), locale)


def _with_value(token: str, sentence: Sentence, locale: WrittenLocale) -> str:
    if not (token.startswith("{") and token[1:-1] in sentence.placeholders):
        return token
    value = f"{{{{ {sentence.placeholders[token[1:-1]]} }}}}"
    return f"{FSI}{value}{PDI}" if locale.is_rtl else value


def _kept(token: str, sentence: Sentence) -> Iterator[Element]:
    for run in sentence.kept[token[1:-1]].runs:
        yield deepcopy(run)


def _marked(run: Element, locale: WrittenLocale) -> Element:
    for inner in run.iter(w("r")):  # a simple field holds its runs inside
        mark_run(inner, locale)
    return run
