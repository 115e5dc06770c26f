"""What Prefect is told before it is imported: its files in the home, loopback, no telemetry."""

import os
from importlib.util import find_spec
from pathlib import Path

_DAYS_KEPT = 30

_ALWAYS = {
    # One of the two alone still looks a telemetry host up.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_LOGGING_LOG_PRINTS": "false",
    "PREFECT_LOGGING_CONFIG_PATH": str(Path(__file__).with_name("prefect_logging.yml")),
    "PREFECT_LOGGING_EXTRA_LOGGERS": "",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_COLORS": "false",
    # Blocks hold settings and secrets of other programs; registering them costs seconds.
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}
_EMBEDDED = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    # Events are read by nobody after a temporary server has gone, and their writes make
    # SQLite's other writers wait.
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
}
_SERVED = {
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(_DAYS_KEPT * 24 * 3600),
    "PREFECT_RUNNER_POLL_FREQUENCY": "2",
}


def prefect_environment(home: Path, address: str, *, served: bool) -> dict[str, str]:
    """Return the whole environment of a process that talks to the Prefect server at `address`.

    Other `PREFECT_*` settings of the machine are left out: one of them could send the logs of the
    whole program to Prefect.
    """
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")
    }
    folder = home / "prefect"
    ours = {
        "KINWARD_HOME": str(home),
        # `flows` and `schemas` are names that the folder a person stands in may have as well.
        "PYTHONSAFEPATH": "1",
        "PREFECT_HOME": str(folder),
        "PREFECT_PROFILES_PATH": str(folder / "profiles.toml"),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder}/prefect.db",
        "PREFECT_API_URL": f"{address}/api",
        "PREFECT_SERVER_UI_API_URL": f"{address}/api",
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": address,
    }
    ours |= _place_of_the_page(folder)
    return inherited | _ALWAYS | (_SERVED if served else _EMBEDDED) | ours


def _place_of_the_page(folder: Path) -> dict[str, str]:
    """Say where Prefect unpacks its page: beside itself as usual, else in the home.

    Not in the home if it can be helped: a page of thousands of words holds common names, and a
    search of the home for people would stumble over them.
    """
    prefect = find_spec("prefect")
    beside_itself = prefect and all(
        os.access(place, os.W_OK) for place in prefect.submodule_search_locations or ()
    )
    return {} if beside_itself else {"PREFECT_SERVER_UI_STATIC_DIRECTORY": str(folder / "page")}


def take_on(environment: dict[str, str]) -> None:
    """Make `environment` this process's own; to be called before Prefect is imported."""
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)
