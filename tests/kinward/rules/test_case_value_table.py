"""Every value of a full case that the proofs look for, as `values.txt` lists them.

The list was printed by the program and then read against the cases: a line that changes must be
right by the case.
"""

from pathlib import Path

import pytest

from kinward.rules.case_values import values_of
from schemas.case import Case
from tests.builders import an_address, an_event, changed, with_person
from tests.kinward.rules.letter_settings import ARIZONA, FLORIDA, SAN_DIEGO, the_family

TABLE = Path(__file__).with_name("values.txt")


def the_full_case() -> Case:
    """The San Diego family with what few files have: numbers, notes, a lawyer's own post."""
    family = the_family(SAN_DIEGO)
    read = family.model_dump(mode="json", by_alias=True)
    hearings = [read["hearings"][0], {**read["hearings"][1], "dial_in": "+1 619 555 0199"}]
    noted = an_event("parent_located", "2026-03-06", of=[], note="Seen at the market")
    case = changed(
        family,
        hearings=hearings,
        events=[*read["events"], noted],
        restricted={"notes": "Told in confidence"},
    )
    case = with_person(case, "sofia", phone="+1 619 555 0111", address=an_address())
    held = read["people"][1]["whereabouts"]
    facility = {**held["facility"], "legal_calls": "Front desk", "remote_options": "Tablet"}
    case = with_person(case, "lucia", whereabouts={**held, "facility": facility})
    return with_person(case, "gal_sofia", phone="+1 619 555 0112")


CASES = {
    "San Diego, in full": the_full_case(),
    "a father abroad": the_family(ARIZONA),
    "a mother held, nobody appointed": the_family(FLORIDA),
}


def the_table() -> dict[str, list[str]]:
    """The expected lines, by heading."""
    parts = TABLE.read_text(encoding="utf-8").split("\n== ")[1:]
    return {part.partition("\n")[0]: part.strip().splitlines()[1:] for part in parts}


@pytest.mark.parametrize("heading", sorted(CASES))
def test_every_value_stands_in_its_category_about_its_people(heading: str) -> None:
    found = [
        f"{value.category} | {' '.join(value.about) or 'nobody'} | {value.kind} | {value.text!r}"
        for value in values_of(CASES[heading])
    ]
    assert found == the_table()[heading]
