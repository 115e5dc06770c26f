import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kinward.library.editor_schema import GLOSSARY
from kinward.library.shelves import SHELVES, Shelf, files_under, shelf_of
from kinward.library_schemas import FOLDER, ROOT, texts
from kinward.reading.yaml12 import read

TEXTS = dict(texts())
ILLINOIS = ROOT / "mou_library/agreements/us-il_mx/agreement.yaml"


def the_schema(name: str) -> Draft202012Validator:
    """A schema as an editor uses it."""
    return Draft202012Validator(json.loads(TEXTS[f"{name}.json"]))


def plain(file: Path) -> Any:  # noqa: ANN401 - a file's data, whatever it is
    """What a YAML file holds."""
    return read(file.read_bytes(), file.name).data


def properties(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every record of a schema, as `Record.field`."""
    form = json.loads(TEXTS[f"{name}.json"])
    for record, part in ((form["title"], form), *form.get("$defs", {}).items()):
        for field, shape in part.get("properties", {}).items():
            yield f"{record}.{field}", shape


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_schema_that_editors_use_is_the_one_the_program_reads_by(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == TEXTS[name]


def test_no_schema_of_a_kind_that_is_gone_stays_behind() -> None:
    assert {file.name for file in FOLDER.glob("*.json")} == set(TEXTS)


def test_a_schema_refuses_a_field_that_does_not_exist() -> None:
    schema = json.loads(TEXTS["instrument.json"])
    assert schema["additionalProperties"] is False
    assert "versions" in schema["required"]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_field_tells_an_editor_what_it_means(name: str) -> None:
    untold = [
        place
        for place, shape in properties(name.removesuffix(".json"))
        if not shape.get("description")
    ]
    assert untold == []


def test_the_glossary_has_no_word_for_a_field_that_is_gone() -> None:
    places = {place for name in TEXTS for place, _ in properties(name.removesuffix(".json"))}
    fields = {place.partition(".")[2] for place in places}
    words = set(plain(ROOT / "schemas" / GLOSSARY))
    assert {word for word in words if word not in places | fields} == set()


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_every_shipped_file_is_valid_to_an_editor(shelf: Shelf) -> None:
    schema = the_schema(shelf.schema)
    for seen in files_under(ROOT):
        if shelf_of(seen.place) == shelf:
            assert [error.message for error in schema.iter_errors(plain(ROOT / seen.place))] == []


CLOCKS = {
    "two clocks": {"value": 6, "unit": "months", "word": "timely"},
    "no clock": {},
    "a number without its unit": {"value": 60},
    "a unit without its number": {"unit": "months"},
    "a word, and not stated": {"word": "timely", "not_stated": True},
    "a number without its unit beside a word": {"value": 6, "word": "timely"},
    "not stated, but false": {"not_stated": False},
}


def with_clock(clock: dict[str, object]) -> Any:  # noqa: ANN401 - as above
    """The agreement of Illinois with another clock."""
    row = plain(ILLINOIS)
    row["versions"][-1]["duties"][0]["clock"] = {**clock, "says": "x"}
    return row


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_an_editor_refuses_a_clock_that_is_not_exactly_one_thing(clock: dict[str, object]) -> None:
    assert not the_schema("instrument").is_valid(with_clock(clock))


@pytest.mark.parametrize(
    "clock",
    [
        {"value": 10, "unit": "working_days"},
        {"word": "timely"},
        {"not_stated": True},
        {"word": "timely", "not_stated": False},
    ],
)
def test_an_editor_takes_a_clock_that_is_one_thing(clock: dict[str, object]) -> None:
    assert the_schema("instrument").is_valid(with_clock(clock))


def test_an_editor_refuses_an_end_that_is_known_without_its_day() -> None:
    row = plain(ILLINOIS)
    (in_force,) = [v["in_force"] for v in row["versions"] if "ends_on" in v["in_force"]]
    del in_force["ends_on"]
    assert not the_schema("instrument").is_valid(row)
    in_force["end"] = "open"
    assert the_schema("instrument").is_valid(row)
    in_force["ends_on"] = "2020-10-01"
    assert not the_schema("instrument").is_valid(row)


def test_an_editor_refuses_an_event_that_no_case_may_record() -> None:
    row = plain(ILLINOIS)
    row["versions"][-1]["duties"][0]["start"]["events"] = ["taken_in_custody"]
    assert not the_schema("instrument").is_valid(row)
    row["versions"][-1]["duties"][0]["start"]["events"] = ["taken_into_custody", "case_opened"]
    assert the_schema("instrument").is_valid(row)
    row["examples"][0]["events"] = [["taken_in_custody", "2026-06-12"]]
    assert not the_schema("instrument").is_valid(row)


def test_an_editor_refuses_an_unknown_event_and_hearing_of_a_case() -> None:
    case = plain(ROOT / "examples/san-diego-mexico-detained-mother.yaml")
    assert the_schema("case").is_valid(case)
    case["events"][0]["kind"] = "taken_in_custody"
    assert not the_schema("case").is_valid(case)
