"""The court and the next hearing, in its own zone and in the place of detention's (R26, R52)."""

from zoneinfo import ZoneInfo

from kinward.rules.facts.fact import Node, code, rows, said
from kinward.rules.facts.places import address_lines
from kinward.rules.location import hearing_time, next_hearing
from kinward.rules.setting import Setting
from schemas.case import Hearing
from schemas.person import Detained


def court_facts(setting: Setting) -> dict[str, Node]:
    """Return the court, the next hearing strictly after the moment, and those that follow it."""
    case, about = setting.case, setting.about
    coming = next_hearing(case, setting.as_of)
    later = sorted(
        hearing_time(case, hearing)
        for hearing in case.hearings
        if coming and hearing_time(case, hearing) > hearing_time(case, coming)
    )
    return {
        "court": {
            "name": said(case.court.name, *about),
            "division": said(case.court.division, *about),
            "docket_number": said(case.court.docket_number, *about),
            "address_lines": rows(address_lines(case.court.address), *about),
            "phone": code(case.court.phone, *about),
        },
        "hearing": _hearing(setting, coming) if coming else None,
        "later_hearings": [
            {"at": said(at, *about), "zone": code(case.court.timezone, *about)} for at in later
        ],
    }


def _hearing(setting: Setting, hearing: Hearing) -> Node:
    about, case = setting.about, setting.case
    at = hearing_time(case, hearing)
    there = _facility_zone(setting)
    test = hearing.test_at
    return {
        "kind": code(hearing.kind, *about),
        "kind_title": said(_title(setting, hearing.kind), *about),
        "at": said(at, *about),
        "zone": code(case.court.timezone, *about),
        "minutes": said(hearing.minutes, *about),
        "department": said(hearing.department, *about),
        "attendance": rows(hearing.attendance, *about, coded=True),
        "attendance_chosen": code(hearing.attendance_chosen, *about),
        "facility_at": said(at.astimezone(ZoneInfo(there)) if there else None, *about),
        "facility_zone": code(there, *about),
        "video_link": said(hearing.video_link, *about),
        "dial_in": said(hearing.dial_in, *about),
        "test_at": said(
            test.replace(tzinfo=ZoneInfo(case.court.timezone)) if test else None, *about
        ),
    }


def _title(setting: Setting, kind: str) -> str:
    """Return the library's title of a kind of hearing, else its own word."""
    titles = {row.kind: row.title for row in setting.hearing_kinds}
    return titles.get(kind) or kind.replace("_", " ")


def _facility_zone(setting: Setting) -> str | None:
    """Return the zone of the place that holds the parent whom the paper is about."""
    for person_id in setting.about:
        where = getattr(setting.case.person(person_id), "whereabouts", None)
        if isinstance(where, Detained):
            return where.facility.timezone
    return None
