"""Marks of other template languages, told by name to the admin who used one of them."""

import re

# Every repetition has a limit: these run over files from strangers.
_MARKS = (
    ("Word mail merge «name»", re.compile(r"« ?([\w. ]{1,60}?) ?»")),
    ("mail merge <<name>>", re.compile(r"<< ?\[?([\w.]{1,60})\]? ?>>")),
    ("Carbone {d.name}", re.compile(r"\{([dct]\.[\w.\[\]]{1,60})(?::[^{}]{0,60})?\}")),
    ("docx-templates +++name+++", re.compile(r"\+\+\+ ?(?:INS |=)?([\w.]{1,60})[^+]{0,60}\+\+\+")),
    ("ERB <%= name %>", re.compile(r"<%=? {0,3}([\w.]{1,60})[^%]{0,60}%>")),
    ("JavaScript ${name}", re.compile(r"\$\{ ?([\w.]{1,60}) ?\}")),
    (
        "docxtemplater {name}",
        re.compile(r"(?<![{$\w])\{ ?[#/^@>]?([A-Za-z_][\w.]{0,60}) ?\}(?!\})"),
    ),
    ("HotDocs [[name]]", re.compile(r"\[\[ ?([\w. ]{1,60}?) ?\]\]")),
)
_HANDLEBARS = re.compile(r"^[#/^>!&]\s*(\w*)")


def other_mark(words: str) -> tuple[str, str] | None:
    """Return the mark found in words outside tags, as (language, what it names)."""
    for language, pattern in _MARKS:
        found = pattern.search(words)
        if found:
            return language, found.group(1)
    return None


def is_handlebars(body: str) -> bool:
    """Say whether the inside of a double-brace tag is Handlebars or Mustache."""
    return _HANDLEBARS.match(body) is not None
