"""Prepares cases without a server at hand: a temporary Prefect server for one run.

Importing this module does not import Prefect: its environment has to be set first.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flows.desk import Desk
from flows.environment import take_on
from flows.prefect_server import PrefectServer
from flows.unit import the_unit
from kinward.handover import Outcome, Progress, require_as_of, require_case_numbers


@contextmanager
def temporary_server(home: Path) -> Iterator[PrefectServer]:
    """A Prefect server that is already starting, for `run_prepare`.

    Open it as early as the command knows that it will need one: it comes up on its own while case
    files are read and registered.
    """
    with PrefectServer(home) as server:
        yield server


def run_prepare(
    case_numbers: Sequence[str],
    as_of: str | None,
    home: Path,
    on_progress: Callable[[Progress], None],
    server: PrefectServer | None = None,
) -> Outcome:
    """Prepare every case and return how each ended; `server` is one that `home` has open already.

    Raises:
        NotACaseNumber: or NotAnAsOf, before Prefect hears of anything.
        PrefectDidNotStart: no flow could be run.
    """
    wanted = require_case_numbers(case_numbers)
    as_of = require_as_of(as_of)
    if server is None:
        with temporary_server(home) as own:
            return run_prepare(wanted, as_of, home, on_progress, own)
    take_on(server.environment)
    # Imported only now: Prefect reads its settings when it is imported.
    from flows.caseload import prepare_all_at  # noqa: PLC0415

    desk = Desk(home, the_unit(), on_progress)
    server.wait_until_up()
    return asyncio.run(prepare_all_at(f"{server.address}/api", wanted, as_of, desk))
