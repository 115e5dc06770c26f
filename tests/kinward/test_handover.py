"""What may be handed over, and what a line of progress holds."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.handover import (
    NotACaseNumber,
    NotAnAsOf,
    Outcome,
    Progress,
    require_as_of,
    require_case_numbers,
    server_of,
)

REAL_NUMBERS = st.from_regex(re.compile(r"[A-Z0-9][A-Za-z0-9._-]{0,39}"), fullmatch=True)


@given(st.lists(REAL_NUMBERS))
def test_case_numbers_are_taken_once_each_in_the_order_given(numbers: list[str]) -> None:
    assert require_case_numbers(numbers) == tuple(dict.fromkeys(numbers))


@given(st.text().filter(lambda text: not re.match(r"[A-Z0-9][A-Za-z0-9._-]{0,39}\Z", text)))
def test_any_other_text_is_refused_by_its_place_alone(text: str) -> None:
    with pytest.raises(NotACaseNumber) as refused:
        require_case_numbers(["A-1", text])

    assert str(refused.value) == "number 2 of 2 is no case number"


@pytest.mark.parametrize("as_of", ["2026-03-10", "2026-03-10T09:00:00-08:00", None])
def test_a_date_an_instant_or_none_is_an_as_of(as_of: str | None) -> None:
    assert require_as_of(as_of) == as_of


@pytest.mark.parametrize("text", ["", "yesterday", "10/03/2026", "2026-02-30", "Sofía 2026-03-10"])
def test_any_other_as_of_is_refused_without_being_said(text: str) -> None:
    with pytest.raises(NotAnAsOf) as refused:
        require_as_of(text)

    assert refused.value.__cause__ is None
    assert str(refused.value) == f"an as-of of {len(text)} characters is not ISO 8601"


def test_a_line_of_progress_comes_back_as_it_went() -> None:
    stopped = Progress("A-1", "stopped", code="letters_held", remedy="Answer the question.")

    assert Progress(**json.loads(stopped.line())) == stopped


def test_an_outcome_is_done_when_every_case_is() -> None:
    assert Outcome((Progress("A-1", "done"),)).is_done
    assert not Outcome((Progress("A-1", "done"), Progress("B-2", "failed"))).is_done


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"pid": "?"}', "\ufeff{"])
def test_a_serve_file_that_makes_no_sense_is_no_server(tmp_path: Path, content: str) -> None:
    (tmp_path / "serve.json").write_text(content)

    assert server_of(tmp_path) is None
