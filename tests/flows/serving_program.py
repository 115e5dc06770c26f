"""`kinward serve` with a recording office in place of the unit, for tests.

`python -m tests.flows.serving_program HOME`: two of its case numbers fail, each with a person in
the message.
"""

import sys
from pathlib import Path

from flows.serve import ServePlan, serve
from flows.unit import standing_in
from kinward.handover import Server
from tests.flows.recording_office import PLANTED, LettersHeld, RecordingOffice

FAILS, STOPS = "FAILS-1", "STOPS-1"


def main() -> None:
    """Serve until told to end; say on standard output when ready."""
    office = RecordingOffice(
        failing={FAILS: ValueError(" ".join(PLANTED)), STOPS: LettersHeld(" ".join(PLANTED))}
    )
    with standing_in(office.unit()):
        serve(ServePlan(Path(sys.argv[1]), page_port=0), _say_ready)


def _say_ready(server: Server) -> None:
    sys.stdout.write(f"ready {server.page}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
