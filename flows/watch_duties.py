"""What is due soon or overdue, gone stale or about to expire becomes a question or a reminder."""

from flows.boundary import unit_flow
from flows.desk import a_desk
from flows.each import each
from flows.steps import AsOf, cases_to_watch, watch_case


@unit_flow("watch duties")
async def watch_duties(as_of: AsOf | None = None) -> int:
    """Watch every case that the ledger names; one case's failure does not keep the others."""
    async with a_desk():
        watched = await cases_to_watch(as_of)
        return await each(watched, lambda case_number: watch_case(case_number, as_of))
