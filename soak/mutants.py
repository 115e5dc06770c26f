"""Mutation testing of the rules: a seeded sample, and in another part all the rest."""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from soak.limits import TimeLimit, run_within
from soak.mutant_files import KILLED, NOT_RUN, bring_up_to_date, place_and_change, verdicts

SEED = "kinward"
SAMPLE = 500
FLOOR = 0.85
COUNTS_AS_KILLED = {KILLED, "timeout"}
LOG = Path("build/soak/mutmut.log")
MUTMUT = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", "1"]


def in_seeded_order(names: Iterable[str], seed: str = SEED) -> list[str]:
    """Return the names in an order that depends on the seed and on nothing else.

    A mutant more or less moves no other one: after an edit the sample is nearly the same.
    """
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())


def soak_sample(limit: TimeLimit, size: int = SAMPLE) -> int:
    """Run the sample; return 1 if too few were killed.

    If time did not suffice for all of it, that counts as failed too; the next run goes on.
    """
    bring_up_to_date()
    found = verdicts()
    sample = in_seeded_order(found)[:size]
    waiting = [name for name in sample if found[name] == NOT_RUN]
    if waiting:
        _run(limit, waiting, sample)
    found = verdicts()
    print_sample(found, sample)
    statuses = [found[name] for name in sample]
    return 0 if NOT_RUN not in statuses and rate(statuses) >= FLOOR else 1


def soak_rest(limit: TimeLimit) -> int:
    """Run every mutant that was not run yet, as far as time goes; there is no floor."""
    bring_up_to_date()
    names = list(verdicts())
    _run(limit, [], names)
    print(f"all of {len(names)} mutants: {summary(verdicts().values())}")
    return 0


def rate(statuses: Sequence[str]) -> float:
    """Return the share that was killed; what no test covers, or nobody ran, was not."""
    return sum(status in COUNTS_AS_KILLED for status in statuses) / len(statuses)


def summary(statuses: Iterable[str]) -> str:
    """Return how many there are of each status, the most frequent first."""
    return ", ".join(f"{count} {status}" for status, count in Counter(statuses).most_common())


def print_sample(found: Mapping[str, str], sample: Sequence[str]) -> None:
    """Print each mutant of the sample that was run and not killed, then the figures."""
    for name in sample:
        if found[name] not in {*COUNTS_AS_KILLED, NOT_RUN}:
            print(f"\n{found[name]}: {name}\n{place_and_change(name)}")
    statuses = [found[name] for name in sample]
    print(f"\nsample of {len(sample)}, seed {SEED!r}: {summary(statuses)}")
    print(f"killed: {rate(statuses):.1%}, at least {FLOOR:.0%} wanted")
    if NOT_RUN in statuses:
        print("the sample is not done; run it again to go on")


def _run(limit: TimeLimit, names: Sequence[str], among: Sequence[str]) -> None:
    """Run mutants by name, or all that were not run yet; say every minute how far it is."""

    def progress() -> None:
        found = verdicts()
        print(f"  of {len(among)}: {summary(found[name] for name in among)}", flush=True)

    print(f"running {len(names) or 'the other'} mutants; {LOG} tells what mutmut says", flush=True)
    status = run_within(limit, [*MUTMUT, *names], LOG, progress)
    if status:
        raise SystemExit(f"mutmut stopped with status {status}; see the end of {LOG}")
