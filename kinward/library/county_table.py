"""The counties of every state and territory, from the Census Bureau's list of codes.

`python -m kinward.library.county_table FILE` writes `mou_library/counties.yaml` again from a table
with the columns `state` and `county`: `fips_codes.csv` of the package pygris. What that list has
not yet stands in `mou_library/counties_since.yaml`.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "mou_library" / "counties.yaml"

_HEAD = """\
# yaml-language-server: $schema=../schemas/json/counties.json
# Written by `python -m kinward.library.county_table fips_codes.csv`; not to be edited.
# Counties and what stands for them (parishes, boroughs, census areas, independent cities,
# municipios), with those that have been renamed, because old cases name them.
source:
  title: "US Census Bureau, county codes (FIPS, ANSI INCITS 31)"
  address: "https://www.census.gov/library/reference/code-lists/ansi.html"
  section: "fips_codes.csv of pygris 0.2.1 (MIT License)"
  read_on: 2026-11-24
states:
"""
_NO_CASES = "UM"
"""The minor outlying islands, where nobody lives."""


def counties(table: Path) -> dict[str, tuple[str, ...]]:
    """Return the names of counties by state, in order."""
    found: dict[str, set[str]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["state"], set()).add(row["county"])
    return {state: tuple(sorted(found[state])) for state in sorted(found.keys() - {_NO_CASES})}


def text(table: Path) -> str:
    """Return the whole file."""
    return _HEAD + "".join(_lines(table))


def _lines(table: Path) -> Iterator[str]:
    for state, names in counties(table).items():
        listed = ", ".join(json.dumps(name, ensure_ascii=False) for name in names)
        yield f"  - {{state: US-{state}, counties: [{listed}]}}\n"


if __name__ == "__main__":
    FILE.write_text(text(Path(sys.argv[1])), encoding="utf-8")
