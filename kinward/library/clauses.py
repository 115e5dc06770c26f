"""An instrument's version as named clauses in words, and how two of them differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinward.library.showing import clock_words, covered_lines, in_force_words, scope_words
from kinward.library.showing_terms import in_words, statement_line, sureness
from kinward.library.statements import TOPICS, said_on, word_on
from schemas.instrument import DutyClause, Instrument, Version
from schemas.terms import NOT_READ

ABSENT = "no such clause"

COUNSELS_LIST: Mapping[str, tuple[str, ...]] = {
    "Covered child, dual nationals": ("covered child", "covered child (terms)"),
    "Clock": ("notify consulate: clock", "notify consulate: start", "clock (terms)"),
    "Confidentiality, no onward disclosure": ("confidentiality (terms)",),
    "Safety exception": ("safety exception",),
    "Access to the child": ("access (terms)",),
    "Updates": ("updates (terms)",),
    "Home study and its time": ("consulate owes (terms)", "placement (terms)"),
    "Term": ("in force", "ending (terms)"),
    "Renewal": ("renewal (terms)", "review (terms)"),
}
"""What counsel should want of every agreement (R91), and the clauses in which it stands."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause that two texts do not say alike; nothing where one of them has none."""

    clause: str
    old: str | None
    new: str | None

    @property
    def sentence(self) -> str:
        """The difference in words."""
        name = self.clause[:1].upper() + self.clause[1:]
        if self.old is None:
            return f"{name}: new: {self.new}"
        if self.new is None:
            return f"{name}: gone; it was: {self.old}"
        return f"{name}: was: {self.old}; is: {self.new}"


def clauses(instrument: Instrument, version: Version) -> dict[str, str]:
    """Return every clause of a version in words, by name."""
    found = dict(_of_instrument(instrument))
    found["in force"] = in_force_words(version.in_force)
    if version.covered:
        found["covered child"] = "; ".join(line.strip() for line in covered_lines(version.covered))
    for duty in version.duties:
        found |= dict(_of_duty(duty))
    found["safety exception"] = in_words(version.safety_exception)
    found["binding language"] = in_words(version.binding_language or NOT_READ)
    found |= {f"not read: {row.clause}": row.ask for row in version.unread}
    for topic in TOPICS:
        words = _topic(version, topic)
        if words:
            found[f"{in_words(topic)} (terms)"] = words
    for form in version.forms:
        items = "; ".join(statement_line(item) for item in form.items)
        found[f"form {form.name}"] = items or f"its list of fields: {in_words(form.field_list)}"
    return found


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    """Yield every clause that was taken out, put in, or says something else."""
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield Difference(name, old.get(name), new.get(name))


def side_by_side(
    one: Mapping[str, str], other: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield counsel's list (R91) with both texts beside each other, then every other clause."""
    listed: set[str] = set()
    for title, names in COUNSELS_LIST.items():
        listed |= set(names)
        yield title, _joined(one, names), _joined(other, names)
    for name in dict.fromkeys((*one, *other)):
        if name not in listed:
            yield name[:1].upper() + name[1:], one.get(name, ABSENT), other.get(name, ABSENT)


def _joined(text: Mapping[str, str], names: tuple[str, ...]) -> str:
    return " / ".join(text[name] for name in names if name in text) or ABSENT


def _of_instrument(instrument: Instrument) -> Iterator[tuple[str, str]]:
    yield "title", instrument.title
    yield "parties", "; ".join(instrument.parties) or in_words(NOT_READ)
    yield "binds in", scope_words(instrument)
    yield "countries", ", ".join(instrument.countries)


def _of_duty(duty: DutyClause) -> Iterator[tuple[str, str]]:
    kind = in_words(duty.duty)
    yield f"{kind}: clause", duty.clause
    yield f"{kind}: clock", clock_words(duty.clock)
    events = " or ".join(in_words(event) for event in duty.start.events)
    yield f"{kind}: start", f"{events}; knowledge: {in_words(duty.start.or_later)}"
    yield f"{kind}: how sure", sureness(duty.confidence)
    for place, reading in enumerate(duty.other_readings, start=1):
        yield f"{kind}: other reading {place}", reading.says
    if duty.notice:
        row = duty.notice
        said = (row.legal_basis, row.form, row.sender, row.addressee, in_words(row.channel))
        yield f"{kind}: notice", "; ".join((*filter(None, said), *row.contents))


def _topic(version: Version, topic: str) -> str | None:
    if version.terms == NOT_READ:
        return None
    said = "; ".join(statement_line(row) for row in said_on(version, topic))
    word = word_on(version, topic)
    return said or (in_words(word) if word else None)
