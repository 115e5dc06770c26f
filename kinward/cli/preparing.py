"""Registers cases, has them prepared by a server, and lays down what came of each."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue

from flows.run import run_prepare, temporary_server
from kinward.cli.casefiles import Gathered
from kinward.cli.progress import bar
from kinward.cli.screen import Screen
from kinward.cli.turns import turn
from kinward.handover import Outcome, Progress, Server, hand_over, server_of
from kinward.rules.as_of import as_of

if TYPE_CHECKING:
    from flows.prefect_server import PrefectServer
    from kinward.casework.desk import Office

Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Errand:
    """What is asked of a run: in which home, as of when, and where the papers are laid."""

    home: Path
    as_of: str | None
    out: Path


@dataclass(frozen=True, slots=True)
class Way:
    """How a run goes: its errand, and the server that is up or its own."""

    errand: Errand
    served: Server | None = None
    own: "PrefectServer | None" = None


@dataclass(frozen=True, slots=True)
class Made:
    """What preparing came to: the manifests of what is done, and what is not."""

    manifests: tuple[dict[str, JsonValue], ...]
    not_done: tuple[Progress, ...]
    unchanged: tuple[str, ...]


def prepare(found: Gathered, errand: Errand, screen: Screen) -> Made:
    """Register and prepare cases with the server that is up, or with one for this run."""
    home = errand.home
    server = server_of(home)
    with ExitStack() as open_for_now:
        own = None if server else open_for_now.enter_context(own_server(home, screen))
        # Loaded while the server comes up: ledger and press take a second.
        from kinward.office import open_office  # noqa: PLC0415

        office = open_for_now.enter_context(open_office(home))
        tell = open_for_now.enter_context(bar(screen, len(found.cases) + len(found.recorded)))
        return prepared_in(office, found, Way(errand, server, own), tell)


@contextmanager
def own_server(home: Path, screen: Screen) -> "Iterator[PrefectServer]":
    """Open a Prefect server for this run, when no other program prepares in the home."""
    with turn(home, screen), temporary_server(home) as own:
        yield own


def prepared_in(office: "Office", found: Gathered, way: Way, tell: Tell) -> Made:
    """Register cases, have them prepared, and export what came of each."""
    numbers, new = register(office, found, way.errand.as_of)
    before = {number: standing(office, number) for number in numbers}
    outcome = worked(office, way, numbers, tell)
    done = [one.case_number for one in outcome.endings if one.step == "done"]
    from kinward.casework.manifest import export  # noqa: PLC0415 - as above

    return Made(
        tuple(export(office, number, way.errand.out) for number in done),
        tuple(one for one in outcome.endings if one.step != "done"),
        tuple(n for n in done if n not in new and standing(office, n) == before[n]),
    )


def register(
    office: "Office", found: Gathered, text: str | None
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Record the cases of files; return all numbers, and which of them are new or changed."""
    from kinward.casework.register import add_case, current_case  # noqa: PLC0415 - as above

    for number in found.recorded:
        as_of(text, office.clock(), current_case(office, number), office.library.rulebook)
    new = frozenset(case.case_number for case in found.cases if add_case(office, case))
    return (*(case.case_number for case in found.cases), *found.recorded), new


def standing(office: "Office", case_number: str) -> tuple[object, ...]:
    """Return every row of a case: the same rows, nothing has happened."""
    with office.ledger.reading() as screens:
        return (
            screens.case(case_number),
            screens.duties(case_number),
            screens.documents(case_number),
            screens.packets(case_number),
            screens.questions(case_number),
        )


def worked(office: "Office", way: Way, numbers: Sequence[str], tell: Tell) -> Outcome:
    """Have the cases prepared: handed over to the server that is up, else by this program."""
    if way.served is None:
        return run_prepare(numbers, way.errand.as_of, way.errand.home, tell, way.own)
    endings = []
    with ThreadPoolExecutor(max_workers=1) as meanwhile:
        ready = meanwhile.submit(get_ready_to_export, office)
        for progress in hand_over(way.served, numbers, way.errand.as_of):
            tell(progress)
            endings += [progress] if progress.ends else []
        ready.result()
    return Outcome(tuple(endings))


def get_ready_to_export(office: "Office") -> None:
    """Load what exporting needs, which takes half a second: while the server works."""
    importlib.import_module("kinward.casework.manifest")
    len(office.letters)
