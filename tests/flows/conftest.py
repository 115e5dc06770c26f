"""One served process for the whole test run, and homes for tests that need their own."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.environment import prefect_environment
from tests.flows.served import Served, end, start_serving

# Before a test module imports Prefect: nothing in the person's own home, no telemetry.
_FILES = tempfile.mkdtemp(prefix="kinward-tests-")
atexit.register(shutil.rmtree, _FILES, ignore_errors=True)
os.environ.update(
    {
        name: value
        for name, value in prefect_environment(
            Path(_FILES), "http://127.0.0.1:9", served=True
        ).items()
        if name.startswith(("PREFECT_", "DO_NOT_TRACK"))
    }
)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The served process that tests share."""
    running = start_serving(tmp_path_factory.mktemp("served") / "home")
    yield running
    from flows.caseload import tell_prefect_all  # noqa: PLC0415 - after Prefect's environment

    tell_prefect_all()
    end(running)
