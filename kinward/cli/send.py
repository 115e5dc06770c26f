"""`kinward send`: deliver what is approved and unsent, once."""

import argparse

from kinward.casework.approving import packet_named
from kinward.casework.desk import Office
from kinward.casework.sending import channel_named, dispatch_packet, packets_to_dispatch
from kinward.cli.arguments import Parser, describe, offer_json
from kinward.cli.endings import DONE, ending_of, worst
from kinward.cli.screen import Line, Screen
from kinward.office import open_office
from schemas.problem import UnitError


def fill(parser: Parser) -> None:
    """Say what `send` takes."""
    describe(
        parser,
        "Deliver every packet that is approved and unsent, once each, and keep the receipts.",
        "kinward send --channel folder",
    )
    parser.add_argument(
        "--channel",
        metavar="CHANNEL",
        default="folder",
        help="folder: laid under mailroom/ in the home, for a person to fax, post or hand over",
    )
    offer_json(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Deliver packet by packet; one that stays behind leaves the others their turn."""
    sent: list[dict[str, object]] = []
    endings = [DONE]
    with open_office(asked.home) as office:
        channel_named(office, asked.channel)
        for packet_id in packets_to_dispatch(office):
            try:
                sent.append(_sent(office, packet_id, asked.channel))
            except UnitError as error:
                screen.note(Line(f"{packet_id}: {error} [{error.code}] {error.remedy}", "fault"))
                endings.append(ending_of(error.code))
        mailroom = office.home / "mailroom"
    if asked.json:
        screen.json({"sent": sent})
        return worst(*endings)
    for one in sent:
        rehearsal = " (REHEARSAL: not a delivery)" if one["rehearsal"] else ""
        screen.say(f"{one['packet']}: laid down for {one['case_number']}{rehearsal}")
    screen.say(f"They lie under {mailroom}." if sent else "Nothing approved waits to be sent.")
    return worst(*endings)


def _sent(office: Office, packet_id: str, channel: str) -> dict[str, object]:
    dispatch_packet(office, packet_id, channel)
    packet = packet_named(office, packet_id)
    return {
        "packet": packet_id,
        "case_number": packet.case_number,
        "channel": channel,
        "sha256": packet.sha256,
        "rehearsal": packet.rehearsal,
    }
