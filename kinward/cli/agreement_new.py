"""`kinward agreement new`: asks what only a reader of the text knows, and writes it."""

import argparse
import json
import sys
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from kinward.cli.arguments import Parser, describe
from kinward.cli.endings import ASKED, DONE
from kinward.cli.files import folder_for, write_whole
from kinward.cli.match import opened_library
from kinward.cli.screen import Line, Screen
from kinward.library import Library
from kinward.library.drafting import Answers, AnswersFaulty, Draft, drafted
from kinward.library.editor_schema import as_text, editor_schema
from kinward.library.naming import FILE
from kinward.library.questions import QUESTIONS, Question
from kinward.library.showing import example_words
from kinward.reading.yaml12 import MAX_BYTES, Plain, read
from kinward.settings import settings
from schemas.instrument import Instrument
from schemas.problem import Problem, UnitError

CONFIRMED = "examples_confirmed"
_SCHEMA = "schemas/instrument.json"
_TO_SCHEMA = f"../../../{_SCHEMA}"


class AgreementThere(UnitError):
    """The library has an agreement of this id already; it is not written over."""

    code = "agreement_exists"
    remedy = "Edit its file: add a version below the old one, or an `erratum`."


class NobodyToAsk(UnitError):
    """There is no terminal to ask in, and no file of answers."""

    code = "nobody_to_ask"
    remedy = "Run it in a terminal, or write the answers into a file: --answers FILE.yaml."


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
    answers, confirmed = _answers(asked, screen)
    draft = drafted(library, answers)
    id_ = draft.instrument.id
    folder = settings(asked.home).home / "mou_library" / "agreements" / id_
    _refuse_twice(library, folder, id_)
    screen.say(Line("What follows from these answers", "title"))
    screen.say(*(f"  {example_words(example)}" for example in draft.instrument.examples))
    if confirmed is None:
        confirmed = _typed(screen, "Does the text ask for just that? [y/N] ").lower() == "y"
    if not confirmed:
        screen.note("Nothing was written: the examples are not confirmed.")
        return ASKED
    _write(folder, draft, library)
    screen.say(f"Written: {folder / FILE}", "Next: kinward agreement check")
    return DONE


def _refuse_twice(library: Library, folder: Path, id_: str) -> None:
    if folder.exists() or library.instrument(id_) is not None:
        raise AgreementThere(f"the library has {id_} already")


def _answers(asked: argparse.Namespace, screen: Screen) -> tuple[Answers, bool | None]:
    if asked.answers is not None:
        return _of_file(asked.answers)
    if not sys.stdin.isatty():
        raise NobodyToAsk("there is nobody to ask here")
    return {question.key: _ask(screen, question) for question in QUESTIONS}, None


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


def _ask(screen: Screen, question: Question) -> Plain:
    choices = f" ({' / '.join(question.choices)})" if question.choices else ""
    usual = f" [{question.default}]" if question.default else ""
    while True:
        answer = question.parsed(_typed(screen, f"{question.ask}{choices}{usual} "))
        fault = question.fault(answer)
        if fault is None:
            return answer
        screen.note(Line(fault, "fault"))


def _typed(screen: Screen, prompt: str) -> str:
    print(prompt, end="", file=screen.out, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise NobodyToAsk("the answers ended before the questions did")
    return line.strip()


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
