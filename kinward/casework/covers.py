"""The cover sheet of a packet: where it goes, how many pages, what is asked for."""

from dataclasses import dataclass

from kinward.casework.desk import Office
from kinward.casework.writing import word_letter
from kinward.rules.disclosure import Reader
from kinward.rules.facts import Packing, letter_facts
from kinward.rules.languages import Tongues
from kinward.rules.planning import Paper
from kinward.rules.setting import Setting
from kinward.rules.sheet import items_of
from kinward.rules.view import view

COVER = "cover_sheet"


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover sheet as a paper of its own and as a Word file."""

    paper: Paper
    data: bytes


def cover_of(office: Office, papers: list[Paper], packing: Packing) -> Cover:
    """Return the cover sheet of the papers that go to one recipient."""
    first = papers[0].setting
    kind = office.library.rulebook.kinds[COVER]
    setting = Setting(
        case=first.case,
        kind=kind,
        variant=None,
        recipient=first.recipient,
        duties=tuple(duty for paper in papers for duty in paper.setting.duties),
        about=(),
        agency=first.agency,
        instrument=None,
        notice=None,
        as_of=first.as_of,
    )
    active, left_out = items_of(setting, office.library.rulebook.vocabulary)
    reader = Reader(setting, frozenset(), office.library.rulebook)
    seen = view(letter_facts(setting, packing), active, reader, left_out)
    english = Tongues(("en",), "The recipient reads English.", {})
    paper = Paper("cover", setting, "ready", None, english, seen)
    return Cover(paper, word_letter(office, paper, seen, "en"))
