"""What a noun cannot mean as a whole: each contradiction at its place, with a remedy."""

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError


class Contradiction(NamedTuple):
    """Two things of one row that cannot both be meant."""

    at: tuple[str | int, ...]
    """Where in the row; nothing for the row itself."""
    code: str
    message: str
    remedy: str


def refuse(row: str, found: Iterable[Contradiction]) -> None:
    """Refuse a row with all its contradictions at once; with none, do nothing.

    Raises:
        ValidationError: with the code, the message and, as context, the remedy of each.
    """
    details = [
        InitErrorDetails(
            type=PydanticCustomError(one.code, "{message}", one._asdict()),
            loc=one.at,
            input=None,
        )
        for one in found
    ]
    if details:
        raise ValidationError.from_exception_data(row, details, hide_input=True)
