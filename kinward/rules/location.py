"""Is a recorded place of detention current, and which hearing comes next (R52)."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kinward.rules.limits import lasting
from schemas.case import Case, Event, Hearing
from schemas.deadline import Limit
from schemas.person import Detained, ParentLike

DEPARTED = frozenset({"parent_released", "parent_removed"})
"""What ends a stay: from then on nobody may say that the parent is held there."""
MOVED = frozenset({"parent_transferred", "parent_located"})
"""What makes an older verification one of another place."""


def hearing_time(case: Case, hearing: Hearing) -> datetime:
    """Return a hearing's moment in the court's zone."""
    return hearing.at.replace(tzinfo=ZoneInfo(case.court.timezone))


def next_hearing(case: Case, moment: datetime) -> Hearing | None:
    """Return the next hearing after `moment`; a past one is never printed as the next."""
    ahead = [hearing for hearing in case.hearings if hearing_time(case, hearing) > moment]
    return min(ahead, key=lambda hearing: hearing_time(case, hearing), default=None)


def held_at(parent: ParentLike, case: Case, moment: datetime) -> Detained | None:
    """Return where a parent is held; None once a later release or removal is known."""
    where = parent.whereabouts
    if not isinstance(where, Detained) or _gone(parent, where, case, moment):
        return None
    return where


def contradicted(parent: ParentLike, case: Case, moment: datetime) -> bool:
    """Say whether something that happened since the verification speaks against the place."""
    where = parent.whereabouts
    if not isinstance(where, Detained):
        return False
    return any(_later(event, where, case) for event in _events(parent, case, moment))


def _gone(parent: ParentLike, where: Detained, case: Case, moment: datetime) -> bool:
    """Say whether the latest event since the verification is a release or a removal."""
    kinds = DEPARTED | {"parent_detained"}
    since = [e for e in _events(parent, case, moment, kinds) if _later(e, where, case)]
    ended = [_day(event, case) for event in since if event.kind in DEPARTED]
    again = [_day(event, case) for event in since if event.kind not in DEPARTED]
    return bool(ended) and (not again or max(again) <= max(ended))


def _events(
    parent: ParentLike, case: Case, moment: datetime, kinds: frozenset[str] = DEPARTED | MOVED
) -> Iterator[Event]:
    """Yield the events of these kinds about a parent, or about nobody named, by the moment."""
    today = moment.astimezone(ZoneInfo(case.court.timezone)).date()
    for event in case.events:
        known = event.on <= moment if isinstance(event.on, datetime) else event.on <= today
        if event.kind in kinds and known and (not event.of or parent.id in event.of):
            yield event


def _later(event: Event, where: Detained, case: Case) -> bool:
    """Say whether an event is later than the verification.

    Of a day without an hour nobody knows which came first. A release or removal counts as later,
    because to be told of a parent who is gone is the worse mistake; after a transfer the same
    day's verification is of the new place.
    """
    if isinstance(event.on, datetime):
        return event.on > where.verified_at
    verified = where.verified_at.astimezone(ZoneInfo(case.court.timezone)).date()
    return event.on >= verified if event.kind in DEPARTED else event.on > verified


def _day(event: Event, case: Case) -> date:
    zone = ZoneInfo(case.court.timezone)
    return event.on.astimezone(zone).date() if isinstance(event.on, datetime) else event.on


def is_current(
    parent: ParentLike, case: Case, moment: datetime, limits: Collection[Limit]
) -> bool:
    """Say whether the place is current: for a shorter time while a hearing is near.

    A release, removal, transfer or new place since the verification ends it at once. Where the
    library has no row for how long a check holds, none does.

    Source: the rows `location_current`, `location_current_near_hearing`, `hearing_near` (R52).
    """
    where = parent.whereabouts
    if not isinstance(where, Detained) or contradicted(parent, case, moment):
        return False
    hearing = next_hearing(case, moment)
    near = lasting(limits, "hearing_near", case.state) or timedelta.max
    soon = hearing is not None and hearing_time(case, hearing) - moment <= near
    key = "location_current_near_hearing" if soon else "location_current"
    lasts = lasting(limits, key, case.state)
    return lasts is not None and timedelta(0) <= moment - where.verified_at <= lasts


def repeated_hour(case: Case, hearing: Hearing) -> bool:
    """Say whether a hearing's hour comes twice that day, because clocks are set back."""
    early = hearing_time(case, hearing)
    return early.utcoffset() != early.replace(fold=1).utcoffset() and not _skipped(early)


def _skipped(moment: datetime) -> bool:
    there = moment.astimezone(ZoneInfo("UTC")).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None) != moment.replace(tzinfo=None)
