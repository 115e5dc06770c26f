"""`kinward return`: a person sends a packet back for rework."""

import argparse

from kinward.casework.approving import return_packet
from kinward.cli.arguments import Parser, describe, packet_id, words
from kinward.cli.endings import DONE
from kinward.cli.screen import Screen
from kinward.office import open_office


def fill(parser: Parser) -> None:
    """Say what `return` takes."""
    describe(
        parser,
        "Send a packet back for rework; it cannot leave any more. The reason is kept encrypted.",
        'kinward return packet-3f9c --by "Dana Whitfield" --why "The hearing was moved."',
    )
    parser.add_argument(
        "packet", metavar="PACKET", type=packet_id, help="its id, or the beginning of it"
    )
    parser.add_argument("--by", metavar="NAME", type=words, required=True, help="who returns it")
    parser.add_argument(
        "--why", metavar="TEXT", type=words, required=True, help="what is to be done"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Record the return."""
    with open_office(asked.home) as office:
        packet = return_packet(office, asked.packet, asked.by, asked.why)
    screen.say(
        f"{packet.packet_id}: returned.",
        f"After the case or the letter is mended: kinward prepare {packet.case_number}",
    )
    return DONE
