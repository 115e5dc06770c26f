"""One `notify_consulate` for each child and each foreign country, whatever its state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kinward.rules.asking import ASK, OWNER
from kinward.rules.clocks import standing_of
from kinward.rules.identity import duty_id
from kinward.rules.matching import NOTIFY, Match, match
from kinward.rules.nationality import HOME, STATELESS, UNKNOWN, Family, family_of
from kinward.rules.passports import addressee_in_doubt, passports_asked
from kinward.rules.place import Place
from kinward.rules.posts import Competent, competent_post, contact_of, is_current
from kinward.rules.representation import lawyers_of
from kinward.rules.safety import NEEDS_COUNSEL, on_hold, unchecked
from kinward.rules.triggers import occasion_of
from schemas.duty import DutyState, OwedDuty, Question


@dataclass(frozen=True, slots=True)
class Noticed:
    """A duty to notify and the questions beside it."""

    duty: OwedDuty
    questions: tuple[Question, ...]


def notices(place: Place) -> Iterator[Noticed]:
    """Yield the duty of each child and each foreign country among its own and its parents'."""
    for child in place.case.children:
        family = family_of(place.case, child, place.moment.day)
        for country in family.countries:
            yield _notice(place, family, country)


def _notice(place: Place, family: Family, country: str) -> Noticed:
    found = match(place, family, country)
    case, day, child = place.case, place.moment.day, family.child
    competent = _competent(place, country)
    several = competent is not None and len(competent.posts) > 1
    doubt = several or addressee_in_doubt(place.book, family, country)
    state = _state(place, family, country, found, addressee_open=doubt)
    dates = [row.due_on for row in found.bindings if row.due_on]
    due_on = min(dates, default=None)
    moments = [row.due_at for row in found.bindings if row.due_at and row.due_on == due_on]
    # The occasion stands in the key by kind alone: a corrected day revises the same duty.
    occasion = occasion_of(place, child.id, country)
    duty = OwedDuty(
        id=duty_id(
            case.agency, case.case_number, NOTIFY, child.id, f"{country}|{occasion.split()[0]}"
        ),
        duty=NOTIFY,
        about=child.id,
        country=country,
        post=competent.post.id if competent and competent.post else None,
        post_words=competent.words if competent else None,
        occasion=occasion,
        state=state,
        standing=None if state == "not_owed" else standing_of(due_on, day),
        owner="agency",
        starts_on=found.starts_on,
        due_on=due_on,
        due_at=min(moments, default=None),
        governed_by=found.bindings[0] if found.bindings else None,
        also=found.bindings[1:],
        considered=found.considered,
        hold=NEEDS_COUNSEL if state == "held" else None,
    )
    return Noticed(duty, tuple(_questions(place, family, duty, found, competent)))


def _state(
    place: Place, family: Family, country: str, found: Match, *, addressee_open: bool
) -> DutyState:
    if on_hold(place.case, place.moment.day, "consulate"):
        return "held"
    if country == UNKNOWN or (family.of_child(country) and family.disputed(country)):
        return "ask"
    if not found.bindings:
        unknown = any(row.because == "no_nationality" for row in found.considered)
        if unknown and country != STATELESS:
            return "ask"
        # A row that could not be read may be the one that binds: nobody is told "not owed" by it.
        return "ask" if place.book.law_out_of_service else "not_owed"
    if family.disputed(country) and not found.by_ancestry:
        return "ask"
    return "ask" if addressee_open else "owed"


def _competent(place: Place, country: str) -> Competent | None:
    if country in {UNKNOWN, STATELESS}:
        return None
    case = place.case
    return competent_post(country, case.state, case.county, place.moment.day, place.book)


def _questions(
    place: Place, family: Family, duty: OwedDuty, found: Match, competent: Competent | None
) -> Iterator[Question]:
    if duty.state == "held":
        due = place.due_from_today("counsel_decision")
        yield _question(duty, "counsel_decision_due", ASK["counsel_decision_due"], due)
        return
    for raised in found.questions:
        yield _question(duty, raised.code, raised.ask)
    yield from _of_nationality(place, family, duty)
    if found.bindings:
        for row in passports_asked(place.book, family, duty.country or UNKNOWN):
            yield _question(duty, "office_question", row.ask, owner="agency_counsel")
    if duty.state == "owed":
        yield from _of_sending(place, family, duty, competent)
    elif duty.state == "ask" and competent and len(competent.posts) > 1:
        yield _question(duty, "several_posts", ASK["several_posts"].format(words=competent.words))
    if duty.state == "ask" and not found.bindings and place.book.law_out_of_service:
        places = ", ".join(place.book.law_out_of_service)
        yield _question(duty, "office_question", ASK["row_out_of_service"].format(places=places))


def _question(
    duty: OwedDuty, code: str, ask: str, due_on: date | None = None, owner: str | None = None
) -> Question:
    return Question(
        code=code,
        duty=duty.duty,
        about=duty.about,
        country=duty.country,
        ask=ask,
        due_on=due_on,
        owner=owner or OWNER.get(code, "worker"),
    )


def _of_nationality(place: Place, family: Family, duty: OwedDuty) -> Iterator[Question]:
    country = duty.country or UNKNOWN
    name = place.book.country_name(country)
    whose = "parent" if family.own and not family.of_child(country) else "child"
    if country in {UNKNOWN, STATELESS}:
        yield from _of_no_nationality(place, family, duty, whose)
        return
    if family.disputed(country):
        ask = ASK["nationality_disputed"].format(country=name, whose=whose)
        yield _question(duty, "nationality_disputed", ask)
    if not family.of_child(country) and any(row.country == country for row in family.parents):
        row = place.book.countries.get(country)
        says = row.descent.says if row and row.descent else "The law of that country was not read."
        ask = ASK["nationality_by_descent_possible"].format(country=name, says=says)
        yield _question(duty, "nationality_by_descent_possible", ask)


def _of_no_nationality(
    place: Place, family: Family, duty: OwedDuty, whose: str
) -> Iterator[Question]:
    if whose == "parent" and duty.country == STATELESS:
        return
    born_in = family.child.born_in.country if family.child.born_in else HOME
    ask = ASK["nationality_unknown"].format(whose=whose)
    if whose == "child" and born_in != HOME:
        # Birth abroad is a presumption for a person to record, never a confirmation (R08).
        ask += " " + ASK["born_abroad"].format(country=place.book.country_name(born_in))
    yield _question(duty, "nationality_unknown", ask)


def _of_sending(
    place: Place, family: Family, duty: OwedDuty, competent: Competent | None
) -> Iterator[Question]:
    case, day = place.case, place.moment.day
    named = frozenset(parent.id for parent in case.parents_of(family.child.id))
    if unchecked(case, named, day):
        due = place.due_from_today("safety_check")
        yield _question(duty, "safety_check_missing", ASK["safety_check_missing"], due)
    post = competent.post if competent else None
    if competent and (post is None or not competent.confirmed):
        words = _ended(competent.words) + _nearest_words(place, duty)
        yield _question(duty, "post_unknown", ASK["post_unknown"].format(words=words))
    contact = contact_of(post.id if post else None, place.book)
    if not is_current(contact, day):
        name = post.name if post else "the post"
        yield _question(duty, "contact_unverified", ASK["contact_unverified"].format(post=name))
    if not lawyers_of(case, family.child.id):
        yield _question(duty, "childs_counsel_unknown", ASK["childs_counsel_unknown"])


def _ended(words: str) -> str:
    """Return words with a full stop; a source that closes them may have none."""
    return words if words.endswith(".") else f"{words}."


def _nearest_words(place: Place, duty: OwedDuty) -> str:
    """Return a policy's own words about the addressee, shown beside the competent post (R27)."""
    bound = {row.instrument for row in (duty.governed_by, *duty.also) if row}
    words = [
        clause.notice.addressee
        for instrument in place.book.instruments
        if instrument.id in bound and instrument.kind == "policy"
        for version in instrument.versions
        for clause in version.duties
        if clause.notice and clause.notice.addressee
    ]
    return f" The policy's own words: {words[0]}." if words else ""
