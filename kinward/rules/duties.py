"""All duties and questions of a case on a day: the treaty floor, agreements, procedures."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.rules.after_notice import Followed, after_notices
from kinward.rules.as_of import AsOf, agency_zone, known_by
from kinward.rules.asking import ASK
from kinward.rules.clocks import HOUR_NOT_RECORDED, closed_days
from kinward.rules.deadlines import STATUTORY, Dated, deadlines
from kinward.rules.location import contradicted, hearing_time, repeated_hour
from kinward.rules.notices import Noticed, notices
from kinward.rules.place import Place
from kinward.rules.rulebook import Rulebook
from kinward.rules.safety import due_at_once
from kinward.rules.steps import Stepped, steps
from schemas.case import Case
from schemas.duty import Decision, OwedDuty, Question
from schemas.person import Unknown


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with what planning needs of it."""

    decision: Decision
    place: Place
    noticed: tuple[Noticed, ...]
    stepped: tuple[Stepped, ...]
    dated: tuple[Dated, ...] = ()


def decide(case: Case, moment: AsOf, book: Rulebook) -> Decided:
    """Return every duty and question of a case as of a moment; same input, same answer."""
    known, left_out = known_by(case, moment)
    agency = book.agencies.get(case.agency)
    place = Place(
        case=known,
        moment=moment,
        book=book,
        agency=agency,
        closed=closed_days(agency, case.state, book),
        zone=agency_zone(case, book),
    )
    noticed, stepped, dated = tuple(notices(place)), tuple(steps(place)), tuple(deadlines(place))
    followed = tuple(after_notices(place, noticed))
    items: list[Noticed | Stepped | Followed | Dated] = [*noticed, *stepped]
    items += [*followed, *dated]
    duties = tuple(item.duty for item in items if item.duty)
    questions = [question for item in items for question in item.questions]
    questions += (asked for duty in duties for asked in _of_the_hour(duty))
    decision = Decision(
        case_number=case.case_number,
        as_of=moment.moment.isoformat(),
        duties=duties,
        questions=tuple(dict.fromkeys((*questions, *_of_places(place), *_of_case(place)))),
        left_out=(*left_out, *book.out_of_service),
        searches=tuple(_searches(place)),
    )
    return Decided(decision, place, noticed, stepped, dated)


def _of_the_hour(duty: OwedDuty) -> Iterator[Question]:
    """Yield the question for the hour from which a clock in hours runs, where it is missing."""
    bound = (*((duty.governed_by,) if duty.governed_by else ()), *duty.also)
    unknown = any({HOUR_NOT_RECORDED} & {*row.notes, *duty.notes} for row in bound)
    if unknown and duty.state in {"owed", "ask"}:
        yield Question(
            code="hour_unknown",
            duty=duty.duty,
            about=duty.about,
            country=duty.country,
            ask=ASK["hour_unknown"],
            owner="worker",
        )


def _of_places(place: Place) -> Iterator[Question]:
    """Yield a question for each parent whom a later event moved from the place recorded (R52)."""
    for parent in place.case.parents:
        if contradicted(parent, place.case, place.moment.moment):
            yield Question(
                code="location_stale",
                duty=None,
                about=parent.id,
                country=None,
                ask=ASK["location_contradicted"],
                due_on=due_at_once(place.moment.day, place.closed),
                owner="worker",
            )


def _of_case(place: Place) -> Iterator[Question]:
    case = place.case
    for hearing in case.hearings:
        ahead = hearing_time(case, hearing) > place.moment.moment
        if ahead and repeated_hour(case, hearing):
            yield Question(
                code="hour_repeated",
                duty=None,
                about=None,
                country=None,
                ask=ASK["hour_repeated"],
                owner="worker",
            )
    for need in case.needs:
        if need != STATUTORY and need not in place.book.procedures:
            words = need.replace("_", " ")
            ask = (
                f"The library has no procedure for {words} yet. Who does it by hand, and by when?"
            )
            yield Question(
                code="office_question",
                duty=None,
                about=None,
                country=None,
                ask=ask,
                owner="supervisor",
            )


def _searches(place: Place) -> Iterator[str]:
    """Yield each search in words; a person is not called of unknown whereabouts by it (R55)."""
    for person in place.case.parents:
        where = person.whereabouts
        if isinstance(where, Unknown):
            log = "; ".join(
                f"{s.on.isoformat()} {s.method.replace('_', ' ')}: {s.result}"
                for s in where.search_log
                if s.on <= place.moment.day
            )
            signed = "" if _signed(place, person.id) else " No supervisor has signed it off."
            yield (
                f"{place.case.position(person.id)} ({person.relationship}): still being searched "
                f"for. {log or 'No search is logged.'}.{signed}"
            )


def _signed(place: Place, person_id: str) -> bool:
    return any(
        event.kind == "search_completed" and person_id in event.of and event.by is not None
        for event in place.case.events
    )
