"""A bar on a terminal's standard error while cases are prepared; elsewhere nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kinward.cli.screen import Screen
from kinward.handover import Progress

STEPS_OF_A_CASE = 5
_DONE_WITH = {
    "duties": "duties decided",
    "letters": "letters written",
    "pdfs": "PDFs made",
    "packets": "packets bound",
    "done": "done",
    "stopped": "stopped",
    "failed": "failed",
}


def _nothing(_: Progress) -> None:
    return


@contextmanager
def bar(screen: Screen, cases: int) -> Iterator[Callable[[Progress], None]]:
    """Yield what is to be told of each step."""
    if not screen.shows_progress:
        yield _nothing
        return
    from rich.console import Console  # noqa: PLC0415 - only where a person sees it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(file=screen.err), transient=True) as drawn:
        task = drawn.add_task("starting", total=cases * STEPS_OF_A_CASE)
        steps: dict[str, int] = {}

        def tell(progress: Progress) -> None:
            before = steps.get(progress.case_number, 0)
            now = STEPS_OF_A_CASE if progress.ends else before + 1
            steps[progress.case_number] = now
            words = f"{progress.case_number}: {_DONE_WITH[progress.step]}"
            drawn.update(task, advance=now - before, description=words)

        yield tell
