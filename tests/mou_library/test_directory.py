"""The shipped directory: invented rows for whatever the seven families write to."""

import json

import pytest

from kinward.reading.yaml12 import read
from kinward.rules.as_of import as_of
from kinward.rules.directory import Listed, court_row, facility_row, field_office_row
from kinward.rules.duties import decide
from kinward.rules.place import Place
from schemas.files import Directory
from schemas.person import Detained
from tests.kinward.rules.letter_settings import EXAMPLES, FAMILIES, the_family
from tests.library import LONG_BEFORE, the_book
from tests.mou_library.shipped import the_shipped_library


def the_place(family: str) -> Place:
    """A family as of its own day."""
    case, book = the_family(family), the_book()
    return decide(case, as_of(FAMILIES[family], LONG_BEFORE, case, book), book).place


def offices(family: str) -> tuple[Listed, ...]:
    """The rows of every court, facility and field office that a family's papers go to."""
    place = the_place(family)
    held = [p.whereabouts for p in place.case.parents if isinstance(p.whereabouts, Detained)]
    of_parents = [row(where, place) for where in held for row in (facility_row, field_office_row)]
    return (court_row(place), *of_parents)


@pytest.mark.parametrize("family", FAMILIES)
def test_r93_each_family_finds_its_court_facility_and_field_office(family: str) -> None:
    found = offices(family)
    assert {row.doubt for row in found} == {None}
    assert all(row.contact and row.contact.sample for row in found)


def test_the_example_directory_is_the_shipped_one() -> None:
    document = read((EXAMPLES / "directory.yaml").read_bytes(), "directory.yaml")
    text = json.dumps({"contacts": document.data})
    rows = Directory.model_validate_json(text).contacts
    usual = [row.model_copy(update={"stale_after_days": 90}) for row in rows]
    assert usual == list(the_shipped_library().contacts)
