"""`make soak`: the long tests; each part stops within the hour and goes on where it stopped.

`python -m soak mutants` runs one part alone, and `--minutes` says how long each may take.
"""

import argparse
import sys
from collections.abc import Sequence

from soak.limits import TimeLimit
from soak.mutants import soak_rest, soak_sample
from soak.properties import soak_properties

PARTS = {"properties": soak_properties, "mutants": soak_sample, "more-mutants": soak_rest}
MINUTES = 55.0


def main(arguments: Sequence[str]) -> int:
    """Run the part named, or all; return 1 if one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="at most, for each part")
    asked = parser.parse_args(arguments)
    failed = 0
    for name, part in PARTS.items():
        if asked.part in {None, name}:
            print(f"== {name}", flush=True)
            failed |= part(TimeLimit.of_minutes(asked.minutes))
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
