"""Does a step for each number: one that fails leaves the others their turn."""

from collections.abc import Awaitable, Callable, Sequence

from flows.boundary import Incident, Stopped
from schemas.problem import UnitError


class SomeNotDone(UnitError):
    """Of the numbers asked for, some could not be done; each has its own line in the log."""

    code = "some_not_done"
    remedy = "Look at the failed steps of this run; the next run tries them again."


async def each(numbers: Sequence[str], step: Callable[[str], Awaitable[object]]) -> int:
    """Do `step` for each number and return how many were done.

    Raises:
        SomeNotDone: after all had their turn, if one or more failed.
    """
    failed = 0
    for number in numbers:
        try:
            await step(number)
        except (Incident, Stopped):
            failed += 1
    if failed:
        raise SomeNotDone(f"{failed} of {len(numbers)}")
    return len(numbers)
