"""Letters of the sample families, written as the program writes them."""

from dataclasses import dataclass, replace
from pathlib import Path

from kinward.press.letters import render
from kinward.press.strict_printing import LetterEnvironment
from kinward.press.word_finish import Properties
from kinward.press.word_package import open_package
from kinward.press.word_text import passages_of
from kinward.rules.disclosure import Reader
from kinward.rules.facts import Packing, letter_facts
from kinward.rules.setting import Setting
from kinward.rules.sheet import items_of
from kinward.rules.view import View, view
from kinward.wording.locales import ENGLISH
from kinward.wording.values import filters
from tests.mou_library.shipped import the_shipped_library

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "docx"
LETTERS = tuple(sorted(folder.parent.name for folder in TEMPLATES.glob("*/letter.docx")))


@dataclass(frozen=True)
class Written:
    """A finished letter with the view it was written from."""

    docx: bytes
    seen: View

    @property
    def text(self) -> str:
        """What a reader sees of the body, one paragraph to a line."""
        passages = passages_of(open_package(self.docx))
        return "\n".join(
            one.text
            for one in passages
            if one.kind == "shown" and one.part.endswith("document.xml")
        )


def letter(kind: str) -> bytes:
    """The Word letter of a kind, as it stands in the templates."""
    return (TEMPLATES / kind / "letter.docx").read_bytes()


def seen_by(setting: Setting, packing: Packing | None = None) -> View:
    """What a letter's recipient may see."""
    book = the_shipped_library().rulebook
    named = frozenset(p.id for p in setting.case.people) & {
        *setting.about,
        *(p.id for c in setting.about for p in setting.case.parents_of(c)),
    }
    active, left_out = items_of(setting, book.vocabulary)
    return view(letter_facts(setting, packing), active, Reader(setting, named, book), left_out)


def written(setting: Setting, packing: Packing | None = None) -> Written:
    """Write one letter."""
    seen = seen_by(setting, packing)
    docx = render(
        letter(setting.kind.kind),
        seen.values,
        LetterEnvironment(filters(ENGLISH)),
        properties=Properties(title=setting.kind.title, language="en-US"),
    )
    return Written(docx, seen)


def a_cover_of(setting: Setting) -> Setting:
    """The cover sheet of a letter."""
    kind = the_shipped_library().rulebook.kinds["cover_sheet"]
    return replace(setting, kind=kind, variant="consulate")
