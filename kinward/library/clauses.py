"""An instrument's version as named clauses in words, and how two of them differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinward.library.showing import clock_words, covered_lines, in_force_words, scope_words
from kinward.library.showing_terms import in_words, statement_line, sureness
from kinward.library.statements import TOPICS, said_on, word_on
from schemas.instrument import DutyClause, Instrument, Version
from schemas.terms import NOT_READ, Promise

ABSENT = "no such clause"
STUDY = "request_home_study"

HOME_STUDY = "home study"

COUNSELS_LIST: Mapping[str, tuple[str, ...]] = {
    "Covered child, dual nationals": ("covered child", "covered child (terms)"),
    "Clock": ("notify consulate: clock", "notify consulate: start", "clock (terms)"),
    "Confidentiality": ("confidentiality (terms)",),
    "No onward disclosure": ("onward disclosure (terms)",),
    "Safety exception": ("safety exception",),
    "Access to the child": ("access (terms)",),
    "Updates": ("updates (terms)",),
    "Home study": (HOME_STUDY,),
    "Home-study time": ("home study time (terms)",),
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
    def title(self) -> str:
        """The clause's name as a heading."""
        return as_title(self.clause)

    @property
    def lines(self) -> tuple[str, ...]:
        """The difference in words, without what both texts say."""
        old, new = _statements(self.old), _statements(self.new)
        was, now = ("was", "is") if self.old and self.new else ("gone", "new")
        return (
            *(f"{was}: {text}" for text in old if text not in new),
            *(f"{now}: {text}" for text in new if text not in old),
        )


def as_title(clause: str) -> str:
    """Return a clause's name as a heading."""
    return clause[:1].upper() + clause[1:]


def clauses(instrument: Instrument, version: Version) -> dict[str, str]:
    """Return every clause of a version in words, by name; each statement has its own line."""
    found = dict(_of_instrument(instrument))
    found["in force"] = in_force_words(version.in_force)
    if version.covered:
        found["covered child"] = "\n".join(map(str.strip, covered_lines(version.covered)))
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
        items = "\n".join(statement_line(item) for item in form.items)
        found[f"form {form.name}"] = items or f"its list of fields: {in_words(form.field_list)}"
    return found


def compared(instrument: Instrument, version: Version) -> dict[str, str]:
    """Return the clauses of a version with what it promises of a home study, beside another's."""
    return {**clauses(instrument, version), HOME_STUDY: _home_study(version)}


def _home_study(version: Version) -> str:
    if version.terms == NOT_READ or word_on(version, "consulate_owes") == NOT_READ:
        return in_words(NOT_READ)
    promises = (*said_on(version, "consulate_owes"), *said_on(version, "agency_owes"))
    found = (row for row in promises if isinstance(row, Promise) and STUDY in row.duties)
    return "\n".join(map(statement_line, found)) or "nothing of it was read"


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
            yield as_title(name), one.get(name, ABSENT), other.get(name, ABSENT)


def _joined(text: Mapping[str, str], names: tuple[str, ...]) -> str:
    found = [(_label(name), text[name]) for name in names if name in text]
    if len(names) == 1:
        return "\n".join(said for _, said in found) or ABSENT
    return "\n".join(_labelled(label, said) for label, said in found) or ABSENT


def _label(name: str) -> str:
    return name.rpartition(": ")[2].removesuffix(" (terms)")


def _labelled(label: str, said: str) -> str:
    return said if said.casefold().startswith(label) else f"{label}: {said}"


def _statements(text: str | None) -> list[str]:
    return text.split("\n") if text else []


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
        facts = (
            ("legal basis", row.legal_basis),
            ("form", row.form),
            ("sender", row.sender),
            ("addressee", row.addressee),
            ("channel", in_words(row.channel)),
            *(("contents", text) for text in row.contents),
            ("confidentiality", row.confidentiality),
        )
        said = (f"{name}: {text}" for name, text in facts if text)
        yield f"{kind}: notice", "\n".join(said)


def _topic(version: Version, topic: str) -> str | None:
    if version.terms == NOT_READ:
        return None
    said = "\n".join(statement_line(row) for row in said_on(version, topic))
    word = word_on(version, topic)
    return said or (in_words(word) if word else None)
