"""Every fact of a full case, as `facts.txt` tells it: about whom, how it is printed, its value.

The table was printed by the program and then read against the cases: a line that changes must be
right by the case, not by the program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kinward.rules.facts import Fact, Node, Packing, letter_facts
from kinward.rules.setting import Setting
from schemas.case import Case
from tests.builders import Facts, a_hearing, changed, with_person
from tests.kinward.rules.letter_settings import (
    ARIZONA,
    SAN_DIEGO,
    the_family,
    the_setting,
)
from tests.library import the_book

TABLE = Path(__file__).with_name("facts.txt")
STUDY, NOTICE, LOCATION = (
    "home_study_request",
    "consular_notification",
    "notice_of_parent_location",
)
PACKING = Packing(
    pages=4,
    enclosures=("a form",),
    rehearsal=True,
    to_be_confirmed=True,
    unsigned_languages=("es",),
    versions=("the agency: all",),
)
SEARCHED: Facts = {
    "kind": "unknown",
    "search_log": [
        {"on": "2026-03-06", "method": "letter", "result": "came back unopened", "by": "D. W."}
    ],
}


def the_full_case() -> Case:
    """The San Diego family with everything that a case file may say of it."""
    family = the_family(SAN_DIEGO)
    spoken = {"spoken": ["mix", "es"], "reads": ["es"], "variety": "San Juan", "town": "Tezoatlán"}
    held = family.model_dump(mode="json", by_alias=True)["people"][1]["whereabouts"]
    facility = {**held["facility"], "legal_calls": "Call the front desk"}
    later = a_hearing(id="later", kind="review", at="2026-04-20T10:00:00")
    hearings = [*family.model_dump(mode="json", by_alias=True)["hearings"], later]
    hearings[1] |= {"dial_in": "+1 619 555 0199", "attendance_chosen": "video"}
    case = changed(family, hearings=hearings)
    case = with_person(case, "sofia", languages=spoken)
    case = with_person(case, "sofia", name={"as_printed": "Sofía Ramírez", "native": "Sofia R."})
    names = {"given": "Lucía", "family": "Ortega", "native": "Lucia O.", "aliases": ["Lucy O."]}
    case = with_person(case, "lucia", name=names, whereabouts={**held, "facility": facility})
    return with_person(case, "counsel_lucia", phone="+1 619 555 0170")


def the_letters() -> dict[str, Setting]:
    """The letters of the table, by their headings."""
    full = the_full_case()
    father = replace(
        the_setting(SAN_DIEGO, LOCATION),
        case=the_family(ARIZONA),
        about=("mateo_father",),
        agency=the_book().agencies["us-az"],
        as_of=datetime.fromisoformat("2026-09-15T12:00:00-07:00"),
    )
    searched = with_person(full, "lucia", whereabouts=SEARCHED)
    location = the_setting(SAN_DIEGO, LOCATION, case=full)
    return {
        "where a mother is held, to the court": location,
        "a home study in Oaxaca": the_setting(SAN_DIEGO, STUDY, case=full),
        "a notice to the consulate": the_setting(SAN_DIEGO, NOTICE, case=full),
        "a father abroad": father,
        "a mother nobody has found": replace(location, case=searched),
    }


def lines(node: Node, path: str = "") -> Iterator[str]:
    """Yield a line for each fact of a tree."""
    if isinstance(node, Fact):
        value = node.value.isoformat() if isinstance(node.value, datetime) else node.value
        how = "through a filter" if node.coded else "as it stands"
        yield f"{path} | {' '.join(node.about) or 'nobody'} | {how} | {value}"
    elif node is None:
        yield f"{path} | not there"
    else:
        pairs = node.items() if isinstance(node, Mapping) else enumerate(node)
        for name, inner in pairs:
            yield from lines(inner, f"{path}.{name}".removeprefix("."))


def the_table() -> dict[str, list[str]]:
    """The expected lines, by heading."""
    parts = TABLE.read_text(encoding="utf-8").split("\n== ")[1:]
    return {part.partition("\n")[0]: part.strip().splitlines()[1:] for part in parts}


@pytest.mark.parametrize("heading", sorted(the_letters()))
def test_every_fact_is_about_whom_the_table_says_and_says_what_the_case_says(heading: str) -> None:
    expected = the_table()[heading]
    groups = {line.split(".")[0].split(" ")[0] for line in expected}
    found = letter_facts(the_letters()[heading], PACKING)
    asked = [name for name in found if name in groups]
    assert [line for name in asked for line in lines(found[name], name)] == expected
