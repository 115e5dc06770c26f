"""Nobody is shown a regular expression."""

from collections.abc import Iterator

from kinward.library.shelves import SHELVES
from kinward.reading.forms import FORMS
from kinward.wording.status import StatusRecord
from schemas.base import Record
from schemas.case import Case


def patterns(form: object) -> Iterator[str]:
    """Every pattern of a JSON Schema."""
    if isinstance(form, dict):
        pattern = form.get("pattern")
        yield from [pattern] if isinstance(pattern, str) else []
        for inner in form.values():
            yield from patterns(inner)
    elif isinstance(form, list):
        for inner in form:
            yield from patterns(inner)


def test_every_pattern_of_a_file_that_people_write_is_told_in_words() -> None:
    models: list[type[Record]] = [Case, StatusRecord, *(shelf.model for shelf in SHELVES)]
    found = {one for model in models for one in patterns(model.model_json_schema())}
    # Days and times are parsed by their own words, not by the pattern shown to editors.
    assert {one for one in found if not one.startswith("^\\d{4}")} == set(FORMS)
