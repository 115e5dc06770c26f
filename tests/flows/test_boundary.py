"""What leaves a flow or a task: an incident's id, or a code and its remedy."""

import asyncio
import logging
import pickle
from typing import NoReturn

import pytest

from flows.boundary import Incident, Stopped, guarded
from tests.flows.recording_office import PLANTED, LettersHeld, fail_with_a_person_in_the_frame

A_PERSON = " ".join(PLANTED)


def what_leaves(error: BaseException) -> BaseException:
    """Return what a guarded piece of work lets out when `error` is raised inside it."""

    async def work() -> NoReturn:
        fail_with_a_person_in_the_frame(error)

    with pytest.raises(BaseException) as caught:  # noqa: PT011 - any may leave; the test says which
        asyncio.run(guarded(work)())
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ValueError(A_PERSON), id="a bug"),
        pytest.param(LettersHeld(A_PERSON), id="a problem whose message breaks the rule"),
        pytest.param(SystemExit(A_PERSON), id="an exit with a message"),
        pytest.param(ExceptionGroup(A_PERSON, [ValueError(A_PERSON)]), id="several bugs"),
    ],
)
def test_nothing_of_the_error_itself_leaves(error: BaseException) -> None:
    left = what_leaves(error)

    assert left.__cause__ is None
    assert left.__context__ is None
    assert not any(value.encode() in pickle.dumps(left) for value in PLANTED)


def test_a_problem_leaves_as_its_code_and_remedy() -> None:
    left = what_leaves(LettersHeld(A_PERSON))

    assert isinstance(left, Stopped)
    assert left.args == ("letters_held", "Answer the question that is open.")


def test_a_remedy_written_on_one_error_alone_does_not_leave() -> None:
    error = LettersHeld("1 letter")
    vars(error)["remedy"] = f"Call {A_PERSON}."

    assert what_leaves(error).args == ("letters_held", "Answer the question that is open.")


def test_the_log_names_incident_type_and_place_and_no_person(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "kinward.incidents"):
        left = what_leaves(ValueError(A_PERSON))

    assert isinstance(left, Incident)
    (record,) = caplog.records
    assert record.exc_info is None
    assert record.getMessage().startswith(
        f"incident {left.incident_id}: ValueError from KeyError at flows.boundary:"
    )
    assert "tests.flows.recording_office:" in record.getMessage()
    assert not any(value in record.getMessage() for value in PLANTED)


@pytest.mark.parametrize(
    "passing",
    [Incident("1a2b3c4d"), Stopped("a_code", "A remedy."), asyncio.CancelledError()],
    ids=["an incident told already", "a problem told already", "a cancelled run"],
)
def test_what_has_no_message_passes_as_it_is(passing: BaseException) -> None:
    async def work() -> NoReturn:
        raise passing

    with pytest.raises(type(passing)) as caught:
        asyncio.run(guarded(work)())

    assert caught.value.args == passing.args
