"""`kinward agreement diff` and `compare`: two texts in words, clause by clause."""

import argparse
from collections.abc import Iterator

from kinward.cli.arguments import Parser, describe, offer_json
from kinward.cli.endings import DONE
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.library.clauses import Difference, clauses, compared, differences, side_by_side
from kinward.library.naming import Named, named
from kinward.library.showing_terms import in_words
from schemas.terms import NOT_READ

_MEANS = "an id, ID@VERSION, or a file"


def fill_diff(parser: Parser) -> None:
    """Say what `agreement diff` takes."""
    describe(
        parser,
        "What a newer text changed, in words, clause by clause.\n"
        "Of two rows or files, every version is compared with the one of its name.",
        "kinward agreement diff us-il_mx@2011 us-il_mx@2020-10-02",
        "kinward agreement diff us-il_mx drafts/agreement.yaml",
    )
    parser.add_argument("old", metavar="OLD", help=_MEANS)
    parser.add_argument("new", metavar="NEW", help=_MEANS)
    offer_json(parser)
    parser.set_defaults(run=diff)


def fill_compare(parser: Parser) -> None:
    """Say what `agreement compare` takes."""
    describe(
        parser,
        "Two agreements clause by clause: first the clauses that counsel should want of every\n"
        "agreement, then all others.",
        "kinward agreement compare us-il_mx us-tx_mx",
    )
    parser.add_argument("one", metavar="A", help=_MEANS)
    parser.add_argument("other", metavar="B", help=_MEANS)
    offer_json(parser)
    parser.set_defaults(run=compare)


def diff(asked: argparse.Namespace, screen: Screen) -> int:
    """Say what changed between two texts."""
    library = opened_library(asked.home)
    pairs = list(_changed(named(library, asked.old), named(library, asked.new)))
    if asked.json:
        found = [
            {"text": title, "clause": row.clause, "old": row.old, "new": row.new}
            for title, rows in pairs
            for row in rows
        ]
        screen.json({"same": not found, "differences": found})
        return DONE
    for title, rows in pairs:
        if rows:
            screen.page(Line(title, "title"), *_told(rows))
    if not any(rows for _, rows in pairs):
        screen.say("The two say the same.")
    return DONE


def _changed(old: Named, new: Named) -> Iterator[tuple[str, list[Difference]]]:
    names = {row.version for row in old.instrument.versions}
    shared = [row for row in new.instrument.versions if row.version in names]
    if old.version or new.version or not shared:
        yield f"{old.label} -> {new.label}", _between(old, new)
        return
    before = {row.version: row for row in old.instrument.versions}
    after = {row.version: row for row in new.instrument.versions}
    for name in dict.fromkeys((*before, *after)):
        was = clauses(old.instrument, before[name]) if name in before else {}
        now = clauses(new.instrument, after[name]) if name in after else {}
        told = {(True, False): " (taken out)", (False, True): " (added)"}
        mark = told.get((name in before, name in after), "")
        yield f"Version {name}{mark}", list(differences(was, now))


def _told(rows: list[Difference]) -> Iterator[str]:
    unread = [row for row in rows if row.old is None and row.new == in_words(NOT_READ)]
    for row in rows:
        if row not in unread:
            yield f"  {row.title}"
            yield from (f"    {text}" for text in row.lines)
    if unread:
        yield f"  Not read in the new text: {', '.join(row.clause for row in unread)}"


def _between(old: Named, new: Named) -> list[Difference]:
    was, now = clauses(old.instrument, old.text), clauses(new.instrument, new.text)
    return list(differences(was, now))


def compare(asked: argparse.Namespace, screen: Screen) -> int:
    """Show two agreements beside each other."""
    library = opened_library(asked.home)
    one, other = named(library, asked.one), named(library, asked.other)
    texts = (compared(one.instrument, one.text), compared(other.instrument, other.text))
    rows = list(side_by_side(*texts))
    if asked.json:
        found = [{"clause": clause, "a": a, "b": b, "same": a == b} for clause, a, b in rows]
        screen.json({"a": one.label, "b": other.label, "clauses": found})
    else:
        for clause, a, b in rows:
            screen.page(Line(clause, "title"), *_beside(one.label, a, other.label, b), "")
    return DONE


def _beside(one: str, a: str, other: str, b: str) -> Iterator[str]:
    pairs = ((f"{one} and {other}", a),) if a == b else ((one, a), (other, b))
    for label, text in pairs:
        yield f"  {label}"
        yield from (f"    {line}" for line in text.split("\n"))
