"""The problems that verification finds, in one voice."""

from schemas.problem import Problem

REMEDY = "Keep the disk as it is for evidence; restore a backup from before and compare."


def problem(code: str, where: str, message: str) -> Problem:
    """Return a finding at a place."""
    return Problem(code, message, REMEDY, where)
