"""The only reader of the environment: where the home lies, and which database keeps the ledger."""

import os
from dataclasses import dataclass
from pathlib import Path

from schemas.problem import UnitError

CHECKOUT = Path(__file__).resolve().parents[1]
SHIPPED_IN_WHEEL = Path(__file__).resolve().parent / "_shipped"


class HomeUnusable(UnitError):
    """The folder named as the home cannot be one."""

    code = "home_unusable"
    remedy = "Name another home with --home DIR, or give this account the right to write there."


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything lies."""

    home: Path
    database_url: str | None
    """None means SQLite in the home."""
    shipped: Path
    """The folder that holds `mou_library/` and `templates/` as they were shipped."""
    serve_port: int


def settings(home: Path | None = None) -> Settings:
    """Return the settings: `--home`, else `KINWARD_HOME`, else `var/` in a checkout, else XDG."""
    return Settings(
        home=(home or _home()).expanduser().resolve(),
        database_url=os.environ.get("DATABASE_URL") or None,
        shipped=SHIPPED_IN_WHEEL if SHIPPED_IN_WHEEL.is_dir() else CHECKOUT,
        serve_port=int(os.environ.get("KINWARD_PORT", "4200")),
    )


def _home() -> Path:
    named = os.environ.get("KINWARD_HOME")
    if named:
        return Path(named)
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / "var"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "kinward"


def made(home: Path) -> Path:
    """Make the home if it is not there, for its owner alone.

    Raises:
        HomeUnusable: something else is there, or this account may not make it.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise HomeUnusable(f"the home cannot be made ({error.strerror})") from error
    return home
