"""The facts a data sheet offers, and what to say of one that it does not."""

from collections.abc import Collection, Iterable
from typing import Literal

from kinward.press.nearest_fact import nearest_fact

_LOOP = ("loop.index", "loop.first", "loop.last", "loop.length")
MAX_SUGGESTIONS = 200  # each takes milliseconds; a stranger's file may have thousands
Use = Literal["printed", "filtered", "looked_at", "listed"]


class KnownFacts:
    """Dotted paths, lists as `hearings[].court`; some are forbidden to this letter's reader."""

    def __init__(self, known: Collection[str], forbidden: Collection[str]) -> None:
        self._known = frozenset(known)
        self._forbidden = frozenset(forbidden)
        self._nearest: dict[tuple[str, Use], str | None] = {}
        self._records = {start for path in self._known for start in _starts(path)}

    def is_known(self, path: str, use: Use) -> bool:
        """Say whether `path` is offered in a form that can be used so."""
        if path in _LOOP:
            return True
        if use == "listed":
            return f"{path}[]" in self._records | self._known
        if path in self._known:
            return True
        listed = f"{path}[]" in self._known and use != "printed"
        return listed or (use != "printed" and path in self._records)

    def is_forbidden(self, path: str, use: Use) -> bool:
        """Say whether `path` is, lies in, or would print something the reader may not see."""
        for fact in self._forbidden:
            if path == fact or path.startswith((f"{fact}.", f"{fact}[]")):
                return True
            if use in ("printed", "filtered") and fact.startswith((f"{path}.", f"{path}[]")):
                return True
        return False

    def nearest(self, path: str, use: Use) -> str | None:
        """Return the fact that was probably meant."""
        if len(self._nearest) < MAX_SUGGESTIONS and (path, use) not in self._nearest:
            self._nearest[path, use] = self._search(path, use)
        return self._nearest.get((path, use))

    def _search(self, path: str, use: Use) -> str | None:
        allowed = sorted(fact for fact in self._known if not self.is_forbidden(fact, "printed"))
        if use == "listed":
            lists = {start.removesuffix("[]") for start in self._records if start.endswith("[]")}
            return nearest_fact(path, lists)
        inside = [fact for fact in allowed if fact.startswith((f"{path}.", f"{path}[]"))]
        return inside[0] if inside else nearest_fact(path, allowed) or _same_ending(path, allowed)


def _starts(path: str) -> Iterable[str]:
    """Yield every record and list on the way to a fact: `a`, `a[]`, `a[].b` for `a[].b.c`."""
    parts = path.replace("[]", ".[]").split(".")
    for count in range(1, len(parts) + path.endswith("[]")):
        yield ".".join(parts[:count]).replace(".[]", "[]")


def _same_ending(path: str, allowed: list[str]) -> str | None:
    last = path.rpartition(".")[2]
    return next((fact for fact in allowed if fact.rpartition(".")[2] == last), None)
