"""The day a decision is made for: what had happened and was known by then."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from kinward.rules.rulebook import Rulebook
from schemas.case import Case, Event
from schemas.person import Counsel, Person
from schemas.problem import UnitError


class AsOfBeforeCase(UnitError):
    """The day asked for lies before the case was opened."""

    code = "as_of_before_case"
    remedy = "Ask for a day on or after `opened_on`."


@dataclass(frozen=True, slots=True)
class AsOf:
    """A moment in the agency's zone; a plain date means noon there."""

    moment: datetime

    @property
    def day(self) -> date:
        """The legal day in the agency's zone."""
        return self.moment.date()


def agency_zone(case: Case, book: Rulebook) -> ZoneInfo:
    """Return the agency's zone; without a profile, the court's."""
    agency = book.agencies.get(case.agency)
    return ZoneInfo(agency.timezone if agency else case.court.timezone)


def as_of(text: str | None, now: datetime, case: Case, book: Rulebook) -> AsOf:
    """Return the moment that `--as-of` names, or `now`.

    Raises:
        AsOfBeforeCase: the day lies before the case was opened.
        ValueError: the text is neither a date nor an instant with offset.
    """
    zone = agency_zone(case, book)
    moment = now if text is None else _moment(text, zone)
    found = AsOf(moment.astimezone(zone))
    if found.day < case.opened_on:
        raise AsOfBeforeCase("the day asked for lies before the case was opened")
    return found


def _moment(text: str, zone: ZoneInfo) -> datetime:
    if "T" not in text:
        return datetime.combine(date.fromisoformat(text), time(12), zone)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return moment


def day_of(event: Event, zone: ZoneInfo) -> date:
    """Return the legal day of an event in the agency's zone."""
    return event.on.astimezone(zone).date() if isinstance(event.on, datetime) else event.on


def known_by(case: Case, moment: AsOf) -> tuple[Case, tuple[str, ...]]:
    """Return the case as it was known then, and the places of the events left out.

    A corrected event gives way to the one that corrects it. A lawyer whose appointment or
    withdrawal is dated has the status of that day, not the file's.
    """
    kept: list[Event] = []
    left_out: list[str] = []
    for i, event in enumerate(case.events):
        if _after(event, moment):
            left_out.append(f"events[{i}]")
        else:
            kept.append(event)
    corrected = {event.corrects for event in kept if event.corrects}
    events = tuple(event for event in kept if event.id is None or event.id not in corrected)
    checks = tuple(check for check in case.safety_checks if check.on <= moment.day)
    people = tuple(_as_known(person, case, events) for person in case.people)
    update = {"events": events, "safety_checks": checks, "people": people}
    return case.model_copy(update=update), tuple(left_out)


def _as_known(person: Person, case: Case, known: tuple[Event, ...]) -> Person:
    if not isinstance(person, Counsel) or not _appointments(person, case.events):
        return person
    dated = _appointments(person, known)
    if person.status == "withdrawn" and not _withdrawal_dated(person, case.events):
        return person
    if not dated:
        return person.model_copy(update={"status": "requested"})
    if dated[-1].kind == "counsel_withdrawn":
        return person.model_copy(update={"status": "withdrawn"})
    kept = "retained" if person.status == "retained" else "appointed"
    return person.model_copy(update={"status": kept})


def _withdrawal_dated(lawyer: Counsel, events: tuple[Event, ...]) -> bool:
    """Say whether an event says when the lawyer withdrew; else the file's word holds every day."""
    corrected = {event.corrects for event in events if event.corrects}
    return any(
        event.kind == "counsel_withdrawn" and (event.id is None or event.id not in corrected)
        for event in _appointments(lawyer, events)
    )


def _appointments(lawyer: Counsel, events: tuple[Event, ...]) -> list[Event]:
    """Return a lawyer's appointments and withdrawals in order; of one day, withdrawal last."""
    dated = [
        event
        for event in events
        if event.with_ == lawyer.id and event.kind in {"counsel_appointed", "counsel_withdrawn"}
    ]
    return sorted(dated, key=lambda event: (event.on.isoformat()[:10], event.kind))


def _after(event: Event, moment: AsOf) -> bool:
    if isinstance(event.on, datetime):
        return event.on > moment.moment
    return event.on > moment.day
