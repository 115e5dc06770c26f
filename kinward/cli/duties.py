"""`kinward duties`: what is owed, by whom, by when; on a screen, as JSON, or in a calendar."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kinward.casework.desk import Office
from kinward.casework.void_approvals import VoidApproval, void_approvals
from kinward.cli.arguments import Parser, case_number, day, describe, offer_json, whole_number
from kinward.cli.files import write_whole
from kinward.cli.icalendar import Entry, calendar
from kinward.cli.match import ending_of_duties
from kinward.cli.screen import Screen
from kinward.cli.troubles import void_lines
from kinward.cli.words import COUNSEL, NO_CASE, brief, plain, state_of, unsure
from kinward.ledger.rows import DutyRow
from kinward.library import Library
from kinward.library.guiding import guidance_lines
from kinward.office import open_office
from kinward.rules.clocks import Rungs, standing
from schemas.source import TO_BE_CONFIRMED

OPEN = ("owed", "held", "ask")


@dataclass(frozen=True, slots=True)
class Due:
    """A duty with where it stands today, in its agency's zone; `about` is the id of the file."""

    row: DutyRow
    agency: str
    about: str | None
    standing: str
    days_left: int | None
    void: tuple[VoidApproval, ...] = ()
    """Approvals of its packets that count no more, and that no other replaces yet."""


def fill(parser: Parser) -> None:
    """Say what `duties` takes."""
    describe(
        parser,
        "What is owed, by whom, by when; the earliest due first.",
        "kinward duties --within 14",
        "kinward duties --overdue --json",
        "kinward duties --ics duties.ics",
        "kinward duties --case IL-2026-5521 --guidance",
    )
    parser.add_argument("--case", metavar="N", type=case_number, help="of this case alone")
    parser.add_argument(
        "--within", metavar="DAYS", type=whole_number, help="due within so many days, or overdue"
    )
    parser.add_argument("--overdue", action="store_true", help="overdue alone")
    parser.add_argument("--all", action="store_true", help="done, not owed and lapsed duties too")
    parser.add_argument(
        "--ics", metavar="FILE", type=Path, help="write the due days as a calendar (iCalendar)"
    )
    parser.add_argument(
        "--as-of", metavar="D", type=day, help="see where duties stand on this day, not today"
    )
    parser.add_argument(
        "--guidance",
        action="store_true",
        help="beside the duties: what, why, and what to say to the family, in plain words",
    )
    offer_json(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """List duties."""
    now = datetime.now(UTC)
    with open_office(asked.home) as office:
        found = [duty for duty in listed(office, asked, now) if _wanted(duty, asked)]
        library, nothing = office.library, "" if found else _nothing(office)
    if asked.ics:
        write_whole(asked.ics, calendar([entry_of(one) for one in found if one.row.due_on], now))
        screen.note(f"The calendar lies in {asked.ics}.")
    if asked.json:
        screen.json({"duties": [_told(duty, library, asked) for duty in found]})
    elif found:
        heads = ("due", "case", "duty", "about", "owner", "state", "governed by")
        screen.table(heads, [_cells(duty) for duty in found])
        screen.say(*void_lines(approval for duty in found for approval in duty.void))
        if asked.guidance:
            screen.say(*_guidance(found, library))
    elif not asked.ics:
        screen.say(nothing)
    return ending_of_duties(*(duty.row.state for duty in found))


def _nothing(office: Office) -> str:
    """Say why no duty is listed: none fits, no case was decided yet, or none is recorded."""
    with office.ledger.reading() as screens:
        if screens.duties():
            return "Nothing is owed that fits."
        if screens.cases():
            return "No case is decided yet. Decide and prepare one: kinward prepare NUMBER"
    return NO_CASE


def _told(duty: Due, library: Library, asked: argparse.Namespace) -> dict[str, object]:
    if not asked.guidance:
        return as_json(duty)
    note = library.notes.get(duty.row.kind)
    return {**as_json(duty), "guidance": note.model_dump(mode="json") if note else None}


def _guidance(found: Sequence[Due], library: Library) -> Iterator[str]:
    """Yield the note of each kind of duty in the list, once (R90)."""
    for kind in dict.fromkeys(duty.row.kind for duty in found):
        note = library.notes.get(kind)
        yield ""
        yield from (
            guidance_lines(note)
            if note
            else (
                f"{plain(kind).capitalize()}",
                "  No note in plain words is in the library yet; ask the supervisor.",
            )
        )


def listed(office: Office, asked: argparse.Namespace, now: datetime) -> Iterator[Due]:
    """Yield the duties of one case, or of all, as they stand on the day."""
    with office.ledger.reading() as screens:
        if asked.case:
            screens.case(asked.case)
        agencies = {case.case_number: case.agency for case in screens.cases()}
        rows = screens.duties(asked.case, None if asked.all else OPEN)
        about = {number: _people(office, number) for number in {row.case_number for row in rows}}
    void = void_approvals(office, asked.case)
    for row in rows:
        today = asked.as_of or _today(office, agencies[row.case_number], now)
        yield Due(
            row=row,
            agency=agencies[row.case_number],
            about=about[row.case_number].get(row.duty_id),
            standing=standing(row.due_on, _rungs(row), today),
            days_left=(row.due_on - today).days if row.due_on else None,
            void=tuple(approval for approval in void if row.duty_id in approval.duties),
        )


def _rungs(row: DutyRow) -> Rungs | None:
    if row.due_from is None or row.overdue_from is None:
        return None
    return Rungs(row.due_from, row.overdue_from)


def _today(office: Office, agency: str, now: datetime) -> date:
    profile = office.library.agencies.get(agency)
    return now.astimezone(ZoneInfo(profile.timezone) if profile else None).date()


def _people(office: Office, number: str) -> dict[str, str]:
    """Return whom each duty is about, from the case's last decision."""
    last = office.ledger.last(number, "decided")
    duties = last.sealed.get("duties") if last and isinstance(last.sealed, dict) else None
    found: dict[str, str] = {}
    for duty in duties if isinstance(duties, list) else ():
        if isinstance(duty, dict) and isinstance(duty.get("about"), str):
            found[str(duty["id"])] = str(duty["about"])
    return found


def _wanted(duty: Due, asked: argparse.Namespace) -> bool:
    if asked.overdue and duty.standing != "overdue":
        return False
    if asked.within is None:
        return True
    return duty.days_left is not None and duty.days_left <= asked.within


def as_json(duty: Due) -> dict[str, object]:
    """Return a duty for other programs."""
    row = duty.row
    return {
        "case_number": row.case_number,
        "id": row.duty_id,
        "duty": row.kind,
        "about": duty.about,
        "about_position": row.about_position,
        "country": row.country,
        "state": row.state,
        "standing": duty.standing,
        "owner": row.owner,
        "agency": duty.agency,
        "starts_on": _iso(row.starts_on),
        "earliest_on": _iso(row.earliest_on),
        "due_on": _iso(row.due_on),
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "due_from": _iso(row.due_from),
        "overdue_from": _iso(row.overdue_from),
        "governed_by": row.governed_by,
        "confidence": row.confidence,
        "to_be_confirmed": row.confidence in TO_BE_CONFIRMED,
        "hold": row.hold,
        "because": row.because,
        "packet": row.packet_id,
        "approvals_void": [approval.packet_id for approval in duty.void],
    }


def entry_of(duty: Due) -> Entry:
    """Return a duty as a day of the calendar: no person, and nothing beside a hold (R75)."""
    row = duty.row
    if row.hold:
        return Entry(
            uid=f"{row.duty_id}@kinward",
            on=row.due_on or date.max,
            summary=f"{row.case_number}: a decision of agency counsel is due",
            description="By: agency counsel",
        )
    country = f" {row.country}" if row.country else ""
    told = [
        f"State: {state_of(row.state, row.hold)}",
        f"By: {plain(row.owner or duty.agency)}",
        *([f"Governed by: {row.governed_by}"] if row.governed_by else []),
        *([f"Due from {row.due_from}, overdue from {row.overdue_from}"] if row.due_from else []),
        *([f"This date is {COUNSEL}."] if row.confidence in TO_BE_CONFIRMED else []),
    ]
    return Entry(
        uid=f"{row.duty_id}@kinward",
        on=row.due_on or date.max,
        at=row.due_at,
        summary=f"{row.case_number}: {plain(row.kind)}{country}",
        description="\n".join(told),
    )


def _cells(duty: Due) -> tuple[str, ...]:
    row = duty.row
    day = f"{row.due_on.isoformat()}{_moment(row)}" if row.due_on else ""
    due = f"{day}{_late(duty)}{unsure(row.confidence)}" if day else "no date"
    return (
        due,
        row.case_number,
        plain(row.kind) + (f" {row.country}" if row.country else ""),
        duty.about or row.about_position or "-",
        plain(row.owner or "-"),
        brief(row.state, row.hold) + (", approval void" if duty.void else ""),
        row.governed_by or "-",
    )


def _moment(row: DutyRow) -> str:
    """Return the time of day of a clock in hours, as its own zone has it."""
    return f" {row.due_at:%H:%M %z}" if row.due_at else ""


def _late(duty: Due) -> str:
    if duty.row.state not in OPEN or duty.standing == "pending":
        return ""
    on_a_ladder = duty.standing == "due" and duty.days_left != 0
    return " DUE" if on_a_ladder else {"overdue": " OVERDUE", "due": " TODAY"}[duty.standing]


def _iso(day_: date | None) -> str | None:
    return day_.isoformat() if day_ else None
