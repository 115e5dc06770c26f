"""Ledgers that open and close: the same tests on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kinward.ledger import Ledger, default_url
from kinward.store import Store
from tests.postgres import PostgresServer, postgres_server

__all__ = ["postgres_server"]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each engine in turn."""
    if request.param == "sqlite":
        return default_url(tmp_path / "home")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home."""
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def ledger(url: str, home: Path) -> Iterator[Ledger]:
    """An open, empty ledger."""
    with Ledger.open(url, home) as opened:
        yield opened


@pytest.fixture
def store(home: Path) -> Store:
    """The store of the same home."""
    return Store(home / "store")
