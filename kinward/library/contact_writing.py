"""One contact more in a consulate's log: the file as it will be, everything in it kept."""

from datetime import date
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from kinward.reading.faults import validated
from kinward.reading.yaml12 import Document, read
from schemas.contact_log import Contacted, ContactLog
from schemas.problem import Problem, UnitError

_WIDTH = 4096


class ContactLogFaulty(UnitError):
    """The post's log has faults; nothing was added to it."""

    code = "contact_log_faulty"
    remedy = "Correct the places named and run the command again."

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the log of this post has faults")
        self.problems = problems


def with_contact(text: str, place: str, post: str, contact: Contacted) -> str:
    """Return a log's text with one contact more; an empty text begins a new log.

    `place` names the file in what is said of its faults.

    Raises:
        ContactLogFaulty: the log cannot be read, or is another post's.
    """
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.preserve_quotes = True
    if text:
        _refuse_faulty(read(text.encode(), place), post)
        log = yaml.load(text)
    else:
        log = CommentedMap(post=post, contacts=CommentedSeq())
    row = CommentedMap(
        {
            name: value
            for name, value in contact.model_dump().items()
            if isinstance(value, str | date)
        }
    )
    row.fa.set_flow_style()
    log["contacts"].append(row)
    written = StringIO()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(log, written)
    return written.getvalue()


def _refuse_faulty(document: Document, post: str) -> None:
    log, problems = validated(ContactLog, document)
    if log is None:
        raise ContactLogFaulty(problems)
    if log.post != post:
        where = document.where(("post",))
        remedy = "Name the file as its post, or mend the line."
        raise ContactLogFaulty(
            (Problem("other_post", f"it is the log of {log.post}", remedy, where),)
        )
