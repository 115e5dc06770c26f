"""A failure nobody foresaw is told by type and place, never by its message."""

import logging

import pytest

from kinward.incidents import incident
from kinward.rules.clocks import months_after


def a_failure() -> BaseException:
    """A failure inside our own code, with a name in its message and in its cause."""
    try:
        try:
            int("Sofía Elena")
        except ValueError as cause:
            months_after("Sofía Elena", 1)  # type: ignore[arg-type]  # the failure wanted here
            raise AssertionError from cause
    except AttributeError as error:
        return error
    raise AssertionError


def test_an_incident_is_logged_under_its_id_without_a_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        incident_id = incident(a_failure())
    assert f"incident {incident_id}: AttributeError from ValueError" in caplog.text
    assert "kinward.rules.clocks:" in caplog.text
    assert "Sofía" not in caplog.text
