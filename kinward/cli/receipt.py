"""`kinward receipt`: record what came back for a packet."""

import argparse

from kinward.casework.sending import record_receipt
from kinward.cli.arguments import Parser, day, describe, packet_id
from kinward.cli.endings import DONE
from kinward.cli.screen import Line, Screen
from kinward.office import open_office

KINDS = ("acknowledged", "refused", "bounced", "returned")


def fill(parser: Parser) -> None:
    """Say what `receipt` takes."""
    describe(
        parser,
        "Record what came back. Refused, bounced or returned: the duty is owed again.",
        "kinward receipt packet-3f9c --kind acknowledged --on 2026-06-18",
    )
    parser.add_argument(
        "packet", metavar="PACKET", type=packet_id, help="its id, or the beginning of it"
    )
    parser.add_argument("--kind", choices=KINDS, required=True, help="what came back")
    parser.add_argument("--on", metavar="D", type=day, required=True, help="the day it came")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Record the receipt."""
    with open_office(asked.home) as office:
        packet = record_receipt(office, asked.packet, asked.kind, asked.on)
    screen.say(f"{packet.packet_id}: {asked.kind} on {asked.on.isoformat()}, recorded.")
    if asked.kind != "acknowledged" and not packet.rehearsal:
        screen.say(
            Line("What it was to meet is owed again.", "warning"),
            f"See: kinward duties --case {packet.case_number}",
        )
    return DONE
