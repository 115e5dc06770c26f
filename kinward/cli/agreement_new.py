"""`kinward agreement new`: asks what only a reader of the text knows, and writes it."""

import argparse
import json
import sys
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from kinward.cli.agreement_asked import (
    AgreementThere,
    NobodyToAsk,
    asked_in_turn,
    refuse_twice,
    typed,
)
from kinward.cli.arguments import Parser, describe
from kinward.cli.endings import ASKED, DONE
from kinward.cli.files import folder_for, write_whole
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.library import Library
from kinward.library.answering import Answers
from kinward.library.drafting import AnswersFaulty, Draft, drafted
from kinward.library.editor_schema import as_text, editor_schema
from kinward.library.interview import QUESTIONS
from kinward.library.naming import FILE
from kinward.library.showing import example_words
from kinward.reading.yaml12 import MAX_BYTES, read
from kinward.settings import settings
from schemas.instrument import Instrument
from schemas.problem import Problem

CONFIRMED = "examples_confirmed"
_SCHEMA = "schemas/instrument.json"
_TO_SCHEMA = f"../../../{_SCHEMA}"


def fill(parser: Parser) -> None:
    """Say what `agreement new` takes."""
    keys = ", ".join(question.key for question in QUESTIONS)
    describe(
        parser,
        "Writes a new agreement into the home from your answers: its versions, sources, terms\n"
        "(not_read where nothing was asked) and worked examples, which it computes and you\n"
        f"confirm. Answers of a file: {keys};\n{CONFIRMED}: true.",
        "kinward agreement new",
        "kinward agreement new --answers answers.yaml",
    )
    parser.add_argument("--answers", metavar="FILE", type=Path, help="answers, as YAML")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Ask, compute the examples, and write once they are confirmed."""
    library = opened_library(asked.home)
    answers, confirmed = _answers(asked, library, screen)
    draft = drafted(library, answers)
    id_ = draft.instrument.id
    folder = settings(asked.home).home / "mou_library" / "agreements" / id_
    refuse_twice(library, id_)
    if folder.exists():
        # Its file may be out of service, so that the library does not have it.
        raise AgreementThere(f"{id_} has a folder already")
    screen.say(Line("What follows from these answers", "title"))
    screen.say(*(f"  {example_words(example)}" for example in draft.instrument.examples))
    if confirmed is None:
        confirmed = typed(screen, "Does the text ask for just that? [y/N] ").lower() == "y"
    if not confirmed:
        screen.note("Nothing was written: the examples are not confirmed.")
        return ASKED
    _write(folder, draft, library)
    screen.say(f"Written: {folder / FILE}", "Next: kinward agreement check")
    return DONE


def _answers(
    asked: argparse.Namespace, library: Library, screen: Screen
) -> tuple[Answers, bool | None]:
    if asked.answers is not None:
        return _of_file(asked.answers)
    if not sys.stdin.isatty():
        raise NobodyToAsk("there is nobody to ask here")
    return asked_in_turn(screen, library), None


def _of_file(path: Path) -> tuple[Answers, bool]:
    try:
        with path.open("rb") as file:
            document = read(file.read(MAX_BYTES + 1), str(path))
    except OSError:
        remedy = "Name a file that exists and may be read."
        problem = Problem("unreadable_file", "the answers cannot be read", remedy, str(path))
        raise AnswersFaulty((problem,)) from None
    if document.problems or not isinstance(document.data, dict):
        remedy = "Write `key: answer`, one to a line."
        plain = Problem("answers_faulty", "the answers are no list of keys", remedy, str(path))
        raise AnswersFaulty(document.problems or (plain,))
    rows = dict(document.data)
    return rows, rows.pop(CONFIRMED, False) is True


def _write(folder: Path, draft: Draft, library: Library) -> None:
    yaml = YAML()
    yaml.width = 100
    yaml.default_flow_style = False
    # A source that stands in two places is written out twice: the library takes no aliases.
    yaml.representer.ignore_aliases = lambda _: True
    text = StringIO()
    yaml.dump(json.loads(json.dumps(draft.data)), text)
    home = folder.parents[2]
    schema = as_text(editor_schema(Instrument, library.vocabulary))
    folder_for((home / _SCHEMA).parent)
    write_whole(home / _SCHEMA, schema)
    folder_for(folder)
    head = f"# yaml-language-server: $schema={_TO_SCHEMA}\n"
    write_whole(folder / FILE, head + text.getvalue())
