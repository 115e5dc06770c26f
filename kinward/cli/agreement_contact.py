"""`kinward agreement contact`: the log of a consulate, and one contact more in it (R91)."""

import argparse
import difflib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kinward.cli.arguments import Parser, day, describe, words
from kinward.cli.endings import DONE
from kinward.cli.files import folder_for, write_whole
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.library import Library
from kinward.library.contact_writing import with_contact
from kinward.settings import settings
from schemas.consulate import Post
from schemas.contact_log import HOW, Contacted
from schemas.problem import UnitError


class UnknownPost(UnitError):
    """The library has no post of this id."""

    code = "unknown_post"
    remedy = "Ids are the `id:` lines of mou_library/consulates/*.yaml: mx-chicago."


def fill(parser: Parser) -> None:
    """Say what `agreement contact` takes."""
    describe(
        parser,
        "Each contact with a consulate about working together, and the next step; with --on one\n"
        "more is written into the home. Never a word about a family.",
        "kinward agreement contact mx-chicago",
        'kinward agreement contact mx-chicago --on 2026-05-11 --how meeting --about "renewal"\n'
        '    --by "international liaison" --next "send the draft" --next-on 2026-07-01',
    )
    parser.add_argument("post", metavar="POST", help="the consulate's id: mx-chicago")
    parser.add_argument("--on", metavar="D", type=day, help="the day of the contact")
    parser.add_argument("--how", choices=HOW, help="how it was made")
    parser.add_argument("--about", metavar="TEXT", type=words, help="what was spoken of")
    parser.add_argument("--by", metavar="ROLE", type=words, help="who made it, by role")
    parser.add_argument("--next", metavar="TEXT", type=words, help="the next step")
    parser.add_argument("--next-on", metavar="D", type=day, help="the day of the next step")
    parser.set_defaults(run=lambda asked, screen: run(parser, asked, screen))


def run(parser: Parser, asked: argparse.Namespace, screen: Screen) -> int:
    """Show a consulate's log, or add one contact to it."""
    given = {"--on": asked.on, "--how": asked.how, "--about": asked.about, "--by": asked.by}
    missing = [name for name, value in given.items() if value is None]
    added = len(missing) < len(given) or asked.next or asked.next_on
    if added and missing:
        parser.error(f"a contact needs {', '.join(missing)} too")
    library = opened_library(asked.home)
    post = _post(library, asked.post)
    if not added:
        screen.say(Line(f"{post.name} [{post.id}]", "title"), *_told(library, post.id))
        return DONE
    contact = Contacted(
        on=asked.on,
        how=asked.how,
        about=asked.about,
        by=asked.by,
        next_step=asked.next,
        next_on=asked.next_on,
    )
    path = settings(asked.home).home / "mou_library" / "contacts_log" / f"{post.id}.yaml"
    text = with_contact(_text(path), str(path), post.id, contact)
    folder_for(path.parent)
    write_whole(path, text)
    screen.say(f"Written: {path}")
    return DONE


def _post(library: Library, id_: str) -> Post:
    found = library.posts.get(id_)
    if found is None:
        near = difflib.get_close_matches(id_, library.posts, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UnknownPost(f"the library has no post of this id{hint}")
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _told(library: Library, post: str) -> Iterator[str]:
    log = library.contact_logs.get(post)
    if log is None:
        yield "  No contact is logged."
        return
    for row in sorted(log.contacts, key=lambda row: row.on):
        yield f"  {row.on.isoformat()}, {row.how}, by the {row.by}: {row.about}"
        if row.next_step:
            yield f"    Next: {row.next_step}{_by(row.next_on)}"


def _by(on: date | None) -> str:
    return f", by {on.isoformat()}" if on else ""
