"""`kinward approve`: a person approves exactly the bytes of a packet."""

import argparse

from kinward.casework.approving import approve_packet
from kinward.cli.arguments import Parser, describe, packet_id, words
from kinward.cli.endings import DONE
from kinward.cli.screen import Screen
from kinward.office import open_office


def fill(parser: Parser) -> None:
    """Say what `approve` takes."""
    describe(
        parser,
        "Bind a person to the SHA-256 of a packet: these bytes, and no others, may leave.\n"
        "The name is recorded as typed.",
        'kinward approve packet-3f9c --by "Dana Whitfield"',
    )
    parser.add_argument(
        "packet", metavar="PACKET", type=packet_id, help="its id, or the beginning of it"
    )
    parser.add_argument("--by", metavar="NAME", type=words, required=True, help="who approves")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Record the approval."""
    with open_office(asked.home) as office:
        packet = approve_packet(office, asked.packet, asked.by)
    screen.say(f"{packet.packet_id}: approved, SHA-256 {packet.sha256}")
    if packet.rehearsal:
        screen.note("It is a REHEARSAL: it can only be laid into the folder, never delivered.")
    screen.say("Deliver what is approved: kinward send")
    return DONE
