"""From a case number to packets that wait for a person's approval."""

from flows.boundary import unit_flow
from flows.desk import a_desk
from flows.steps import AsOf, CaseNumber, bind_packets, decide_duties, make_pdfs, write_letters


@unit_flow("prepare case", run_name="{case_number}")
async def prepare_case(case_number: CaseNumber, as_of: AsOf | None = None) -> None:
    """Decide, write, print and bind; what the ledger holds already is not done twice."""
    async with a_desk():
        await decide_duties(case_number, as_of)
        await write_letters(case_number, as_of)
        await make_pdfs(case_number)
        await bind_packets(case_number)
