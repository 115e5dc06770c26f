"""Incidents: a failure that nobody foresaw, told by type and place, never by its message.

A message may hold a person's value; type, module and line cannot.
"""

import logging
import secrets
import traceback

log = logging.getLogger("kinward.incidents")
_OUR_ROOMS = ("kinward.", "flows.", "schemas.")
_DEEPEST_CAUSE = 5


def incident(error: BaseException) -> str:
    """Log what kind of failure it was and where; return the id under which it is found."""
    incident_id = secrets.token_hex(4)
    log.error("incident %s: %s at %s", incident_id, kinds_of(error), place_of(error))
    return incident_id


def kinds_of(error: BaseException) -> str:
    """Return an error's type and the types it came from: `KeyError from OSError`."""
    kinds = [type(error).__qualname__]
    while (cause := error.__cause__ or error.__context__) and len(kinds) < _DEEPEST_CAUSE:
        kinds.append(type(cause).__qualname__)
        error = cause
    return " from ".join(kinds)


def place_of(error: BaseException) -> str:
    """Return the line of ours that was last passed, and the last line of all."""
    lines = [
        f"{frame.f_globals.get('__name__', '?')}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    ours = [line for line in lines if line.startswith(_OUR_ROOMS)]
    return ", ".join(dict.fromkeys([*ours[-1:], *lines[-1:]]))
