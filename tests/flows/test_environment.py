"""What Prefect is told, and that it understands it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.environment import prefect_environment, take_on

ADDRESS = "http://127.0.0.1:4200"
WHAT_PREFECT_READ = """
import json
from prefect.settings import get_current_settings
print(json.dumps(get_current_settings().to_environment_variables(exclude_unset=True)))
"""


@pytest.mark.parametrize("served", [False, True], ids=["temporary", "served"])
def test_prefect_knows_every_setting_by_the_name_we_use(tmp_path: Path, *, served: bool) -> None:
    told = prefect_environment(tmp_path, ADDRESS, served=served)

    read = json.loads(
        subprocess.run(
            [sys.executable, "-c", WHAT_PREFECT_READ],
            env=told,
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
    )

    ours = {name for name in told if name.startswith("PREFECT_")}
    assert ours == {name for name in read if name.startswith("PREFECT_")}


def test_settings_of_the_machine_do_not_reach_prefect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_LOGGING_EXTRA_LOGGERS", "root")
    monkeypatch.setenv("PREFECT_API_KEY", "somebody-elses")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///ledger")

    told = prefect_environment(tmp_path, ADDRESS, served=False)

    assert told["PREFECT_LOGGING_EXTRA_LOGGERS"] == ""
    assert "PREFECT_API_KEY" not in told
    assert told["DATABASE_URL"] == "sqlite:///ledger"


def test_an_environment_taken_on_is_the_whole_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "environ", {"PREFECT_API_KEY": "somebody-elses", "HOME": "/"})

    take_on({"HOME": "/home", "DO_NOT_TRACK": "1"})

    assert os.environ == {"HOME": "/home", "DO_NOT_TRACK": "1"}
