"""The printed library: `docs/library.md`, written from the rows and the tests.

`python -m kinward.library_docs` writes it again; a test holds that it is current.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kinward.library import Library, load
from kinward.library.counsel import for_counsel
from kinward.library.printing import (
    LEGEND,
    for_counsel_page,
    jurisdictions,
    provisions,
    words,
)
from kinward.library.printing_deadlines import (
    court_notice_table,
    deadline_table,
    limit_table,
)

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "library.md"

_TEST = re.compile(r"^ *def (test_\w+)", re.MULTILINE)
_RULE = re.compile(r"_r(\d{2})(?=_|$)")


def page(library: Library, tests: Path) -> str:
    """Return the whole page: jurisdictions, provisions, words, rules, counsel's list."""
    return "\n".join(_lines(library, tests)) + "\n"


def rules_in(tests: Path) -> dict[str, list[str]]:
    """Return the tests that name a rule in their own name (`..._r17`), by rule."""
    named: dict[str, list[str]] = defaultdict(list)
    for file in sorted(tests.rglob("test_*.py")):
        place = file.relative_to(tests.parent).as_posix()
        for test in _TEST.findall(file.read_text(encoding="utf-8")):
            for number in _RULE.findall(test):
                named[f"R{number}"].append(f"{place}::{test}")
    return dict(sorted(named.items()))


def _lines(library: Library, tests: Path) -> Iterator[str]:
    yield from ("# The library", "")
    yield "Written by `python -m kinward.library_docs` from `mou_library/`; not to be edited."
    yield from ("", LEGEND, "", "## Jurisdictions", "")
    yield from jurisdictions(library)
    yield from ("", "## Provisions", "")
    yield from provisions(library)
    yield from ("", "## What each says", "")
    yield from words(library)
    yield from ("", "## Deadlines", "")
    yield from deadline_table(library)
    yield from ("", "## Limits", "")
    yield from limit_table(library)
    yield from ("", "## Notice of hearings", "")
    yield from court_notice_table(library)
    yield from ("", "## Rules and the tests that name them", "")
    for rule, names in rules_in(tests).items():
        yield f"- {rule}"
        yield from (f"  - `{name}`" for name in names)
    yield from ("", "## What counsel should fill in", "")
    yield from for_counsel_page(for_counsel(library))


def write(file: Path) -> None:
    """Write the page of the shipped library."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(load(ROOT, None), ROOT / "tests"), encoding="utf-8")


if __name__ == "__main__":
    write(FILE)
