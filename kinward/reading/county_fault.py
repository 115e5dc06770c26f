"""A case's county that is no county of its state."""

from collections.abc import Iterator

from kinward.reading.casewords import CaseWords
from kinward.reading.faults import at, field_path, found
from kinward.reading.yaml12 import Document
from kinward.rules.counties import bare, nearest
from schemas.problem import Problem

_FEW = 100


def county_faults(document: Document, words: CaseWords) -> Iterator[Problem]:
    """Yield the fault of a county that the state has not, with the nearest name.

    A state that is unknown is its own fault; then no county can be told from another.
    """
    state, county = at(document.data, ("state",)), at(document.data, ("county",))
    known = words.counties.get(f"US-{state}", {})
    if not isinstance(county, str) or not (county and known) or bare(county) in known:
        return
    near = nearest(county, known)
    hint = f"Did you mean `{near}`? " if near else ""
    listing = f" Known: {', '.join(sorted(known.values()))}." if len(known) < _FEW else ""
    yield Problem(
        "unknown_county",
        f"found {found(county)}, which is no county of the state",
        f"{hint}Use the name of a county, or of what stands for one.{listing}",
        f"{document.where(('county',))} {field_path(('county',))}",
    )
