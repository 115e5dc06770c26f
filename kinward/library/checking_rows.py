"""Checks of posts, agencies, procedures and the sharing matrix against each other."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kinward.library.holdings import Library
from kinward.library.places import Places
from kinward.rules.conditions import CONDITIONS
from kinward.rules.happened import CASE_OPENED
from schemas.consulate import District
from schemas.problem import Problem
from schemas.procedure import Procedure, Step

SAFETY_CHECK = "safety_check_missing"
"""One question for the whole family, which is no condition of a single step."""


def row_problems(library: Library, places: Places) -> Iterator[Problem]:
    """Yield every row that speaks of something the library does not have."""
    yield from _districts(library, places)
    yield from _agencies(library, places)
    yield from _procedures(library, places)
    yield from _matrix(library, places)


def _districts(library: Library, places: Places) -> Iterator[Problem]:
    for district in library.districts:
        for code, message, remedy in _district(library, district):
            where = places.where("consulates", district.post[:2].upper(), ("districts",))
            yield Problem(code, message, remedy, where)


def _district(library: Library, district: District) -> Iterator[tuple[str, str, str]]:
    post = library.posts.get(district.post)
    if post is None:
        message = f"a district of {district.state} names the post {district.post}"
        yield "unknown_post", message, "Add the post, or mend its id."
    elif post.status == "announced":
        message = f"{district.post} is only announced and has a district"
        yield "post_not_open", message, "Take the district out, or say `status: listed` once open."
    if district.starts_on and district.ends_on and district.ends_on < district.starts_on:
        message = f"a district of {district.post} ends before it starts"
        yield "dates_out_of_order", message, "Mend one of the two days."
    if district.extent and district.counties:
        message = f"a district of {district.post} has counties and an extent in words"
        remedy = "Make two rows: the counties decide, the words are only shown."
        yield "district_unclear", message, remedy


def _agencies(library: Library, places: Places) -> Iterator[Problem]:
    for agency in library.agencies.values():
        for i, name in enumerate(agency.calendar):
            if name not in library.rulebook.closed_days:
                where = places.where("agency", agency.id, ("calendar", i))
                message = f"there is no calendar {name}"
                remedy = "Use a name like us-federal or us-il, or write calendars/NAME.yaml."
                yield Problem("unknown_calendar", message, remedy, where)
        if not _zone_exists(agency.timezone):
            where = places.where("agency", agency.id, ("timezone",))
            message = "there is no such time zone"
            yield Problem("unknown_zone", message, "Use a name like America/Chicago.", where)


def _zone_exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _procedures(library: Library, places: Places) -> Iterator[Problem]:
    for procedure in library.procedures.values():
        need = procedure.follows or procedure.need
        if need not in library.vocabulary.needs:
            where = places.where("procedure", procedure.need, ("need",))
            message = f"no case may have the need {need}"
            yield Problem("unknown_need", message, "Add it to vocabulary.yaml.", where)
        for i, step in enumerate(procedure.steps):
            for code, message, remedy in _step(library, procedure, step):
                yield Problem(code, message, remedy, places.where(*_at(procedure, i)))


def _at(procedure: Procedure, step: int) -> tuple[str, str, tuple[str | int, ...]]:
    return "procedure", procedure.need, ("steps", step)


def _step(library: Library, procedure: Procedure, step: Step) -> Iterator[tuple[str, str, str]]:
    for event in (*step.start, *step.after, *step.closed_by, *step.reopened_by):
        if event not in {*library.vocabulary.events, CASE_OPENED}:
            message = f"{procedure.need}: {step.duty} speaks of the unknown event {event}"
            remedy = "Use an event of vocabulary.yaml, or add it there."
            yield "unknown_event", message, remedy
    if step.dated_by and all(row.key != step.dated_by for row in library.rulebook.deadlines):
        message = (
            f"{procedure.need}: {step.duty} is dated by {step.dated_by}, which is no deadline"
        )
        yield "unknown_deadline", message, "Use a key of deadlines/*.yaml, or add the row there."
    named = {*step.when, *step.holds, *step.asks} - {SAFETY_CHECK}
    for name in sorted(named - CONDITIONS.keys()):
        message = f"{procedure.need}: {step.duty} speaks of {name}, which nothing decides"
        remedy = f"Use one of: {', '.join(sorted(CONDITIONS))}, {SAFETY_CHECK}."
        yield "unknown_condition", message, remedy


def _matrix(library: Library, places: Places) -> Iterator[Problem]:
    categories = {row.category for row in library.lists.categories}
    preconditions = {row.precondition for row in library.lists.preconditions}
    sources = {row.source for row in library.lists.sources}
    for (category, subject, recipient), cell in library.matrix.items():
        unlisted = [("recipient", recipient)] if recipient not in library.rulebook.classes else []
        unlisted += [("category", category)] if category not in categories else []
        unlisted += [("precondition", n) for n in cell.preconditions if n not in preconditions]
        unlisted += [("source", cell.source)] if cell.source not in sources else []
        unclear = (cell.rule in {"allow", "deny"}) is bool(cell.satisfied_by)
        if not unlisted and not unclear:
            continue  # a sound cell's line is not looked up: that would read its file again
        where = f"{places.where('column', recipient)} {category} about {subject}"
        yield from (_unlisted(what, name, where) for what, name in unlisted)
        if unclear:
            message = f"`{cell.rule}` and `satisfied_by` do not go together"
            remedy = "Only a cell that asks for a consent or an order names what fulfils it."
            yield Problem("cell_unclear", message, remedy, where)


def _unlisted(what: str, name: str, where: str) -> Problem:
    message = f"{what} {name} is not in the lists"
    return Problem("not_listed", message, "Mend the word, or add it to lists.yaml.", where)
