"""The steps that flows are made of: one task for each of the unit's verbs."""

from typing import Annotated, TypeAlias

from pydantic import StringConstraints

from flows.boundary import unit_task
from flows.desk import this_desk
from kinward.handover import CASE_NUMBER, Progress, Step

# Prefect's server refuses a run asked for on its page whose number does not have this form, before
# it stores anything.
CaseNumber: TypeAlias = Annotated[str, StringConstraints(pattern=f"^{CASE_NUMBER.pattern}$")]
AsOf: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d([T ][0-9:.+Z-]+)?$")]
Channel: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}$")]


def _tell(case_number: str, step: Step, count: int | None = None) -> None:
    this_desk().on_progress(Progress(case_number, step, count))


@unit_task("decide duties")
async def decide_duties(case_number: str, as_of: str | None) -> None:
    """Decide which duties the case owes, and record them."""
    desk = this_desk()
    await desk.do(desk.unit.decide_duties, case_number, as_of)
    _tell(case_number, "duties")


@unit_task("write letters")
async def write_letters(case_number: str, as_of: str | None) -> int:
    """Write the letters that the duties ask for."""
    desk = this_desk()
    letters = await desk.do(desk.unit.write_letters, case_number, as_of)
    _tell(case_number, "letters", letters)
    return letters


@unit_task("make PDFs")
async def make_pdfs(case_number: str) -> int:
    """Make a PDF of each letter that has none."""
    desk = this_desk()
    pdfs = await desk.do(desk.unit.make_pdfs, case_number)
    _tell(case_number, "pdfs", pdfs)
    return pdfs


@unit_task("bind packets")
async def bind_packets(case_number: str) -> int:
    """Bind the letters into packets, one for each recipient."""
    desk = this_desk()
    packets = await desk.do(desk.unit.bind_packets, case_number)
    _tell(case_number, "packets", packets)
    return packets


@unit_task("packets to dispatch")
async def packets_to_dispatch() -> tuple[str, ...]:
    """Ask the ledger which packets are approved and unsent."""
    desk = this_desk()
    return await desk.do(desk.unit.packets_to_dispatch)


@unit_task("dispatch packet")
async def dispatch_packet(packet_id: str, channel: str) -> None:
    """Deliver one packet, once."""
    desk = this_desk()
    await desk.do(desk.unit.dispatch_packet, packet_id, channel)


@unit_task("cases to watch")
async def cases_to_watch(as_of: str | None) -> tuple[str, ...]:
    """Ask the ledger which cases have something to watch."""
    desk = this_desk()
    return await desk.do(desk.unit.cases_to_watch, as_of)


@unit_task("watch case")
async def watch_case(case_number: str, as_of: str | None) -> int:
    """Raise the questions and reminders that are due in one case."""
    desk = this_desk()
    return await desk.do(desk.unit.watch_case, case_number, as_of)
