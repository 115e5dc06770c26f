"""Check an exported Kinward ledger with Python alone: python verify_export.py EXPORT [SEALS].

SEALS is a copy of seals.jsonl kept elsewhere; with it, a tail that was cut off is noticed too.
"""

import sys
from hashlib import sha256
from json import loads
from pathlib import Path
from typing import Any


def need(holds: object, sentence: str) -> None:
    """Stop where the export is not as it was written."""
    if not holds:
        raise ValueError(sentence)


class Export:
    """What was read so far: seals, the heads they swear to, the end of every chain."""

    def __init__(self, kept_seals: list[bytes]) -> None:
        self.kept, self.seals, self.number = kept_seals, [None], 0
        self.heads: dict[tuple[str, int], str] = {}
        self.last: dict[str, tuple[int, str]] = {}

    def _seal(self, raw: bytes, line: dict[str, Any], body: dict[str, Any]) -> None:
        place = len(self.seals)
        need((body["number"], body["prev"]) == (place, self.seals[-1]), "seal out of order")
        need(place > len(self.kept) or self.kept[place - 1] == raw, "not the seal kept elsewhere")
        self.seals.append(line["hash"])
        self.heads.update({(case, seq): head for case, seq, head in body["heads"]})

    def _entry(self, _raw: bytes, line: dict[str, Any], body: dict[str, Any]) -> None:
        case, seq = body["case"], body["seq"]
        need((seq - 1, body["prev"]) == self.last.get(case, (0, None)), "entry out of order")
        need(self.heads.pop((case, seq), line["hash"]) == line["hash"], "not the entry sealed")
        self.last[case] = (seq, line["hash"])

    def read(self, path: str) -> None:
        """Read the whole export; a fault stops it at its line."""
        running, line = sha256(), {"end": None}
        for self.number, raw in enumerate(Path(path).open("rb"), start=1):  # noqa: SIM115 - short
            need(self.number == 1 or "end" not in line, "something follows the end")
            line = loads(raw)
            for kind in line.keys() & {"entry", "seal"}:
                need(sha256(line[kind].encode()).hexdigest() == line["hash"], "hash differs")
                getattr(self, f"_{kind}")(raw, line, loads(line[kind]))
            running.update(b"" if "end" in line else raw)
        need(line.get("end") == running.hexdigest(), "the end is missing or differs")
        need(not self.heads and len(self.seals) > len(self.kept), "a tail was cut off")


if __name__ == "__main__":
    export = Export([seal for name in sys.argv[2:] for seal in Path(name).open("rb")])  # noqa: SIM115
    try:
        export.read(sys.argv[1])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        sys.exit(f"line {export.number}: {fault}")
    sys.stdout.write("every entry and every seal is as it was written\n")
