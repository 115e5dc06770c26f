"""Is a recorded place of detention current, and which hearing comes next (R52)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schemas.case import Case, Hearing
from schemas.person import Detained

SOON = timedelta(days=3)


def hearing_time(case: Case, hearing: Hearing) -> datetime:
    """Return a hearing's moment in the court's zone."""
    return hearing.at.replace(tzinfo=ZoneInfo(case.court.timezone))


def next_hearing(case: Case, moment: datetime) -> Hearing | None:
    """Return the next hearing after `moment`; a past one is never printed as the next."""
    ahead = [hearing for hearing in case.hearings if hearing_time(case, hearing) > moment]
    return min(ahead, key=lambda hearing: hearing_time(case, hearing), default=None)


def is_current(where: Detained, case: Case, moment: datetime) -> bool:
    """Say whether the place is current: 24 hours with a hearing within 3 days, else 7 days.

    Source: practice rule `odls_recheck` and R52 (design; to be confirmed by counsel).
    """
    hearing = next_hearing(case, moment)
    soon = hearing is not None and hearing_time(case, hearing) - moment <= SOON
    lasts = timedelta(hours=24) if soon else timedelta(days=7)
    return timedelta(0) <= moment - where.verified_at <= lasts


def repeated_hour(case: Case, hearing: Hearing) -> bool:
    """Say whether a hearing's hour comes twice that day, because clocks are set back."""
    early = hearing_time(case, hearing)
    return early.utcoffset() != early.replace(fold=1).utcoffset() and not _skipped(early)


def _skipped(moment: datetime) -> bool:
    there = moment.astimezone(ZoneInfo("UTC")).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None) != moment.replace(tzinfo=None)
