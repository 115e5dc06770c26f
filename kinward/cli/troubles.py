"""The problems of manifests on screen: each said once, with every duty that it stands beside."""

from collections.abc import Iterable, Iterator

from kinward.casework.void_approvals import VoidApproval
from kinward.cli.manifests import Manifest, Trouble
from kinward.cli.screen import Line
from kinward.cli.words import plain

VOID = "approval_void"
"""The problem of a packet, which is named; others are of their duty, or of a file's place."""
_NAMED = 6
"""How many duties a line names before it only counts the others."""


def troubles(manifests: Iterable[Manifest]) -> Iterator[Line]:
    """Yield each problem with its duties, the same one of several duties or cases once."""
    grouped: dict[tuple[str, str, str, str], list[str]] = {}
    for manifest in manifests:
        for problem in manifest.problems:
            place = "" if problem.duty and problem.code != VOID else problem.where
            same = (problem.code, problem.message, problem.remedy, place)
            grouped.setdefault(same, []).append(_whose(manifest, problem))
    if grouped:
        yield from (Line(""), Line("Problems", "title"))
    for (code, message, remedy, place), whose in grouped.items():
        subject = f"{place} ({_named(whose)})" if code == VOID else place or _named(whose)
        yield Line(f"  {subject}: {message} [{code}] {remedy}", "fault")


def void_lines(void: Iterable[VoidApproval]) -> Iterator[Line]:
    """Yield each void approval once, with what to do."""
    once = dict.fromkeys(void)
    if once:
        yield Line("")
    for approval in once:
        problem = approval.problem
        told = f"{approval.case_number}, {approval.packet_id}: {problem.message}."
        yield Line(f"{told} {problem.remedy}", "fault")


def _whose(manifest: Manifest, problem: Trouble) -> str:
    country = f" {problem.country}" if problem.country else ""
    about = f" about {problem.about}" if problem.about else ""
    return f"{manifest.case_number}, {plain(problem.duty or 'the case')}{country}{about}"


def _named(whose: list[str]) -> str:
    once = list(dict.fromkeys(whose))
    more = f"; and {len(once) - _NAMED} more" if len(once) > _NAMED else ""
    return "; ".join(once[:_NAMED]) + more
