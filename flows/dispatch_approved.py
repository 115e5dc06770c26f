"""Approved and unsent packets are delivered, each once, and a receipt is kept."""

from flows.boundary import unit_flow
from flows.desk import a_desk
from flows.each import each
from flows.steps import Channel, dispatch_packet, packets_to_dispatch


@unit_flow("dispatch approved")
async def dispatch_approved(channel: Channel = "folder") -> int:
    """Deliver what the ledger says is left; one packet's failure does not keep the others."""
    async with a_desk():
        waiting = await packets_to_dispatch()
        return await each(waiting, lambda packet: dispatch_packet(packet, channel))
