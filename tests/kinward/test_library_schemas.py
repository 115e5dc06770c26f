import json

import pytest

from kinward.library_schemas import FOLDER, texts

TEXTS = dict(texts())


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_schema_that_editors_use_is_the_one_the_program_reads_by(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == TEXTS[name]


def test_no_schema_of_a_kind_that_is_gone_stays_behind() -> None:
    assert {file.name for file in FOLDER.glob("*.json")} == set(TEXTS)


def test_a_schema_refuses_a_field_that_does_not_exist() -> None:
    schema = json.loads(TEXTS["instrument.json"])
    assert schema["additionalProperties"] is False
    assert "versions" in schema["required"]
