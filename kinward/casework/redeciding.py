"""Decide a case again: record what changed, and take back the papers that no longer fit."""

from kinward.casework.deciding import record_decision
from kinward.casework.desk import Office
from kinward.casework.outdated import set_aside_outdated


def decide_duties(office: Office, case_number: str, as_of: str | None) -> None:
    """Decide a case as of a moment; the same again records nothing.

    From the moment a concern is recorded, everything unsent in its scope is held back (R76).
    """
    if record_decision(office, case_number, as_of):
        set_aside_outdated(office, case_number, as_of)
