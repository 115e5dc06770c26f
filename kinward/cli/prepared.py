"""What preparing came to, as a table: duties, their papers, and where the packets lie."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kinward.cli.manifests import Manifest, Owed
from kinward.cli.screen import Line, Screen
from kinward.cli.troubles import troubles
from kinward.cli.words import COUNSEL, brief, plain

NO_LETTER = "letter_not_in_library"
HEADS = ("case", "duty", "about", "due", "state", "documents", "packets")


_WAITING = {"waiting": "waits for approval"}
"""What a free packet waits for, where its state alone does not say it."""


def show(screen: Screen, manifests: list[Manifest], out: Path) -> None:
    """Write the table of duties, then the packets and how they go on."""
    rows = [row for manifest in manifests for row in _rows(manifest)]
    screen.table(HEADS, rows)
    screen.say("", Line(f"Packets, documents and manifests lie under {out}", "title"))
    for manifest in manifests:
        screen.say(*_packets(manifest))
    screen.say(*troubles(manifests))
    asked = sum(len(manifest.questions) for manifest in manifests)
    waits = "question waits" if asked == 1 else "questions wait"
    screen.say("", f"{asked} {waits} for an answer: kinward case show NUMBER lists them.")
    if any(_unprinted(manifest) for manifest in manifests):
        screen.say(
            Line("PDFs were NOT MADE (no LibreOffice): Word files only, no packets.", "warning"),
            "See `kinward doctor`, then prepare again.",
        )


def _rows(manifest: Manifest) -> Iterator[tuple[str, ...]]:
    folder = f"{manifest.case_number}/packets"
    for duty in manifest.duties:
        count = len(manifest.packets_of(duty))
        yield (
            manifest.case_number,
            plain(duty.duty) + (f" {duty.country}" if duty.country else ""),
            duty.about or "-",
            _due(duty),
            brief(duty.state, duty.hold),
            _papers(manifest, duty),
            f"{count} in {folder}" if count else "-",
        )


def _due(duty: Owed) -> str:
    if duty.due_on is None or duty.state == "not_owed":
        return "-"
    late = " OVERDUE" if duty.standing == "overdue" else ""
    unsure = duty.governed_by is not None and duty.governed_by.to_be_confirmed
    return f"{duty.due_on.isoformat()}{late}{f' ({COUNSEL})' if unsure else ''}"


_STOPS_NO_PAPER = frozenset(
    {"agreement_end_unknown", "clause_not_read", "clock_not_stated", "hour_unknown"}
)
"""Questions about a text or a date: no answer to them makes a paper."""


def _papers(manifest: Manifest, duty: Owed) -> str:
    """Return a duty's papers by state; where it has none, what stands in their way."""
    words = [brief(paper.state, paper.why) for paper in manifest.papers_of(duty)]
    if words or duty.state == "not_owed":
        return ", ".join(f"{count} {word}" for word, count in Counter(words).items()) or "-"
    problems = {one.code for one in manifest.problems if one.concerns(duty)}
    if NO_LETTER in problems:
        return "no letter yet"
    if problems:
        return "none: see problems"
    asked = (q for q in manifest.questions if q.code not in _STOPS_NO_PAPER)
    return "none: see questions" if any(q.concerns(duty) for q in asked) else "-"


def _packets(manifest: Manifest) -> Iterator[str]:
    for packet in manifest.packets:
        held = packet.dispatch.state != "free"
        state = (
            brief("held", packet.dispatch.why)
            if held
            else _WAITING.get(packet.state, packet.state)
        )
        to = plain(packet.recipient.class_ or "recipient")
        lies = f"{manifest.case_number}/{packet.pdf}" if packet.pdf else "not exported"
        yield f"  {packet.id}: to the {to} by {plain(packet.channel)}, {state}: {lies}"


def _unprinted(manifest: Manifest) -> bool:
    return any(paper.state == "ready" and paper.pdf is None for paper in manifest.documents)
